// What is drawn over the map after a guess: shaded areas, pins, and the ways between them.

import { LngLatBounds } from "maplibre-gl";
import { greatCircle } from "./great-circle.js";
import { pin } from "./pins.js";

const PADDING_PX = { top: 64, right: 64, bottom: 32, left: 40 }; // pins stand up, controls stand right
const CLOSEST_ZOOM = 9;
const SMALLEST_ZOOM = -2;
const HALF_A_GLOBE_DEG = 110; // what lies further apart is not seen together on a globe
const WHOLE_WORLD_DEG = 340;
const WORLD_CENTRE = [10, 20];
const WORLD_PX = 512; // at zoom 0
const SHADE_OPACITY = ["match", ["get", "rank"], 1, 0.55, 2, 0.4, 3, 0.3, 4, 0.22, 0.16];
const BENEATH = "countries-borders";

const collection = (features) => ({ type: "FeatureCollection", features });

function wayFrom(guess, truth, who) {
  const geometry = { type: "LineString", coordinates: greatCircle(guess, truth) };
  return { type: "Feature", properties: { who }, geometry };
}

/** From each guess to the truth. */
function ways({ truth, you, models }) {
  const yours = you ? [wayFrom(you, truth, "you")] : [];
  return [...yours, ...models.map((model) => wayFrom(model, truth, "model"))];
}

function layers(colour) {
  const shade = { source: "shades" };
  const line = (who, width, dashes) => ({
    id: `ways-${who}`,
    type: "line",
    source: "ways",
    filter: ["==", ["get", "who"], who],
    layout: { "line-cap": "round" },
    paint: { "line-color": colour("line"), "line-width": width, ...(dashes && { "line-dasharray": dashes }) },
  });
  return [
    { id: "shades", type: "fill", ...shade, paint: { "fill-color": colour("shade"), "fill-opacity": SHADE_OPACITY } },
    { id: "shade-edges", type: "line", ...shade, paint: { "line-color": colour("shade"), "line-width": 1.2 } },
    line("model", 2, [0.2, 2]),
    line("you", 2.5),
  ];
}

/** A change of theme brings a new style, without what was added here. */
function addAll(map, frame, { shades, rounds }) {
  const tokens = getComputedStyle(frame);
  map.addSource("shades", { type: "geojson", data: collection(shades) });
  map.addSource("ways", { type: "geojson", data: collection(rounds.flatMap(ways)) });
  for (const layer of layers((name) => tokens.getPropertyValue(`--map-${name}`).trim())) {
    map.addLayer(layer, layer.id.startsWith("ways") ? undefined : BENEATH);
  }
}

function addPins(map, { truth, you, models }) {
  for (const model of models) pin("model").setLngLat(model).addTo(map);
  if (you) pin("you").setLngLat(you).addTo(map);
  pin("truth").setLngLat(truth).addTo(map);
}

function boundsOf(rounds) {
  const points = rounds.flatMap((each) => [
    each.truth,
    ...ways(each).flatMap((way) => way.geometry.coordinates),
  ]);
  return points.reduce((all, point) => all.extend(point), new LngLatBounds());
}

const width = (bounds) => bounds.getEast() - bounds.getWest();

function fit(map, bounds) {
  if (width(bounds) < WHOLE_WORLD_DEG) {
    map.fitBounds(bounds, { padding: PADDING_PX, maxZoom: CLOSEST_ZOOM, animate: false });
  } else {
    map.jumpTo({ center: WORLD_CENTRE, zoom: Math.log2(map.getContainer().clientWidth / WORLD_PX) });
  }
}

export function drawRounds(map, frame, data) {
  const bounds = boundsOf(data.rounds);
  map.on("style.load", () => {
    addAll(map, frame, data);
    if (width(bounds) > HALF_A_GLOBE_DEG) map.setProjection({ type: "mercator" });
  });
  for (const each of data.rounds) addPins(map, each);
  if (!data.rounds.length) return;
  map.setMinZoom(SMALLEST_ZOOM);
  fit(map, bounds);
}
