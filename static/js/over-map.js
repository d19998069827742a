// What answers and games lay over the map: shaded areas beneath the borders, ways above them.

import { LngLatBounds } from "maplibre-gl";
import { greatCircle } from "./great-circle.js";

export const PADDING_PX = { top: 64, right: 64, bottom: 32, left: 40 }; // pins stand up, controls stand right
export const CLOSEST_ZOOM = 9;
const SHADE_OPACITY = ["match", ["get", "rank"], 1, 0.55, 2, 0.4, 3, 0.3, 4, 0.22, 0.16];
const BENEATH = "countries-borders";

/** The shortest way from a guess to the truth, with who guessed. */
export function wayFrom(guess, truth, who) {
  const geometry = { type: "LineString", coordinates: greatCircle(guess, truth) };
  return { type: "Feature", properties: { who }, geometry };
}

export function boundsAround(points) {
  return points.reduce((all, point) => all.extend(point), new LngLatBounds());
}

/** A dotted line is told from a whole one without its colour. */
function wayLayer(colour, who, width, dashes) {
  return {
    id: `ways-${who}`,
    type: "line",
    source: "ways",
    filter: ["==", ["get", "who"], who],
    layout: { "line-cap": "round" },
    paint: { "line-color": colour, "line-width": width, ...(dashes && { "line-dasharray": dashes }) },
  };
}

function shadeLayers(colour) {
  const shade = { source: "shades" };
  return [
    { id: "shades", type: "fill", ...shade, paint: { "fill-color": colour, "fill-opacity": SHADE_OPACITY } },
    { id: "shade-edges", type: "line", ...shade, paint: { "line-color": colour, "line-width": 1.2 } },
  ];
}

/** A change of theme brings a new style, without what was added here: add it again then. */
export function addOver(map, frame, shades, ways) {
  const tokens = getComputedStyle(frame);
  const colour = (name) => tokens.getPropertyValue(`--map-${name}`).trim();
  for (const [name, features] of Object.entries({ shades, ways })) {
    map.addSource(name, { type: "geojson", data: { type: "FeatureCollection", features } });
  }
  for (const layer of shadeLayers(colour("shade"))) map.addLayer(layer, BENEATH);
  map.addLayer(wayLayer(colour("line"), "model", 2, [0.2, 2]));
  map.addLayer(wayLayer(colour("line"), "you", 2.5));
}
