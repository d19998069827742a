// One's own guesses on the map: each pin, the truth, and the shortest way between them.

import { LngLatBounds } from "maplibre-gl";
import { greatCircle } from "./great-circle.js";
import { worldMap } from "./world-map.js";

const PADDING_PX = 40;
const CLOSEST_ZOOM = 6;

const feature = (geometry, kind) => ({ type: "Feature", properties: { kind }, geometry });

function features([pin, truth]) {
  return [
    feature({ type: "LineString", coordinates: greatCircle(pin, truth) }, "way"),
    feature({ type: "Point", coordinates: truth }, "truth"),
    feature({ type: "Point", coordinates: pin }, "pin"),
  ];
}

function layers(colour) {
  const of = (kind) => ({ source: "guesses", filter: ["==", ["get", "kind"], kind] });
  return [
    { id: "ways", type: "line", ...of("way"), paint: { "line-color": colour("line"), "line-opacity": 0.45, "line-width": 1.5 } },
    {
      id: "truths",
      type: "circle",
      ...of("truth"),
      // A ring beside a dot: told apart without colour.
      paint: { "circle-radius": 5, "circle-color": colour("halo"), "circle-stroke-color": colour("line"), "circle-stroke-width": 2.5 },
    },
    {
      id: "guessed",
      type: "circle",
      ...of("pin"),
      paint: { "circle-radius": 5, "circle-color": colour("photo"), "circle-stroke-color": colour("halo"), "circle-stroke-width": 1.5 },
    },
  ];
}

const frame = document.getElementById("map");
const guesses = JSON.parse(document.getElementById("own-guesses").textContent);
const map = worldMap(frame);

if (map) {
  // A change of theme brings a new style, without what was added here.
  map.on("style.load", () => {
    const tokens = getComputedStyle(frame);
    const data = { type: "FeatureCollection", features: guesses.flatMap(features) };
    map.addSource("guesses", { type: "geojson", data });
    for (const layer of layers((name) => tokens.getPropertyValue(`--map-${name}`).trim())) map.addLayer(layer);
  });
  const bounds = guesses.flat().reduce((all, point) => all.extend(point), new LngLatBounds());
  map.fitBounds(bounds, { padding: PADDING_PX, maxZoom: CLOSEST_ZOOM, animate: false });
}
