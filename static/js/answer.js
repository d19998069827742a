// The answer on the map: shaded areas, the pins, the way between them, the photos it leans on.

import { LngLatBounds } from "maplibre-gl";
import { greatCircle } from "./great-circle.js";
import { photoMarks } from "./photo-marks.js";
import { pin } from "./pins.js";
import { photoViewer } from "./viewer.js";
import { worldMap } from "./world-map.js";

const PADDING_PX = { top: 64, right: 64, bottom: 32, left: 40 }; // pins stand up, controls stand right
const CLOSEST_ZOOM = 9;
const AREA_ZOOM = 4;
const SHADE_OPACITY = ["match", ["get", "rank"], 1, 0.55, 2, 0.4, 3, 0.3, 4, 0.22, 0.16];
const BENEATH = "countries-borders";

const collection = (features) => ({ type: "FeatureCollection", features });

function lineFeature({ model, truth }) {
  if (!model || !truth) return [];
  const geometry = { type: "LineString", coordinates: greatCircle(model, truth) };
  return [{ type: "Feature", properties: {}, geometry }];
}

function layers(colour) {
  const shade = { source: "shades" };
  return [
    { id: "shades", type: "fill", ...shade, paint: { "fill-color": colour("shade"), "fill-opacity": SHADE_OPACITY } },
    { id: "shade-edges", type: "line", ...shade, paint: { "line-color": colour("shade"), "line-width": 1.2 } },
    {
      id: "between",
      type: "line",
      source: "between",
      layout: { "line-cap": "round" },
      paint: { "line-color": colour("line"), "line-width": 2.5, "line-dasharray": [0.2, 2] },
    },
  ];
}

/** A change of theme brings a new style, without what was added here. */
function addAnswer(map, frame, data) {
  const tokens = getComputedStyle(frame);
  map.addSource("shades", { type: "geojson", data: collection(data.shades) });
  map.addSource("between", { type: "geojson", data: collection(lineFeature(data)) });
  for (const layer of layers((name) => tokens.getPropertyValue(`--map-${name}`).trim())) {
    map.addLayer(layer, layer.id === "between" ? undefined : BENEATH);
  }
}

function corners(geometry) {
  return geometry.coordinates.flat(geometry.type === "MultiPolygon" ? 2 : 1);
}

/** The pins and the likeliest area: a small chance at the other end of the world stays outside. */
function bounds({ shades, model, truth }) {
  const line = lineFeature({ model, truth }).flatMap((feature) => feature.geometry.coordinates);
  const first = shades.slice(0, 1).flatMap((shade) => corners(shade.geometry));
  const points = [...line, ...(model ? [model] : []), ...first];
  return points.reduce((all, point) => all.extend(point), new LngLatBounds());
}

/** An area alone means little: what lies around it says where in the world that is. */
function fit(map, data) {
  const maxZoom = data.model ? CLOSEST_ZOOM : AREA_ZOOM;
  map.fitBounds(bounds(data), { padding: PADDING_PX, maxZoom, animate: false });
}

const frame = document.getElementById("map");
const data = JSON.parse(document.getElementById("answer-map").textContent);
const map = worldMap(frame);
const marks = map && photoMarks(map);

if (map) {
  map.on("style.load", () => addAnswer(map, frame, data));
  for (const kind of ["model", "truth"]) if (data[kind]) pin(kind).setLngLat(data[kind]).addTo(map);
  fit(map, data);
}

const dialog = document.getElementById("viewer");
if (dialog) {
  const showOnMap = (link) => {
    if (!map) return;
    frame.scrollIntoView({ block: "start" });
    marks.flyTo(link);
  };
  const show = photoViewer(dialog, showOnMap, () => marks?.leave());
  map?.on("click", (event) => {
    const link = marks.linkAt(event.point);
    if (link) show(link);
  });
}
