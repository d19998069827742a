// The page of a region: its charts, and lines to where its photos are wrongly placed.

import { LngLatBounds } from "maplibre-gl";
import { drawCharts } from "./charts.js";
import { greatCircle } from "./great-circle.js";
import { worldMap } from "./world-map.js";

const PADDING_PX = 48;
const CLOSEST_ZOOM = 6;
const WIDEST_PX = 8;
const THINNEST_PX = 1.5;

const frame = document.getElementById("map");
const map = frame && worldMap(frame);
const { lines } = JSON.parse(document.getElementById("flow-map").textContent);

const features = lines.map(({ from, to, share, name }) => ({
  type: "Feature",
  properties: { share, name },
  geometry: { type: "LineString", coordinates: greatCircle(from, to) },
}));
const ends = lines.map(({ to, share, name }) => ({
  type: "Feature",
  properties: { share, name },
  geometry: { type: "Point", coordinates: to },
}));

const wide = ["interpolate", ["linear"], ["get", "share"], 0, THINNEST_PX, 1, WIDEST_PX];

function addLines() {
  const colour = getComputedStyle(frame).getPropertyValue("--map-shade").trim();
  map.addSource("flow", { type: "geojson", data: { type: "FeatureCollection", features } });
  map.addSource("flow-ends", { type: "geojson", data: { type: "FeatureCollection", features: ends } });
  map.addLayer({ id: "flow", type: "line", source: "flow", layout: { "line-cap": "round" }, paint: { "line-color": colour, "line-width": wide, "line-opacity": 0.75 } });
  map.addLayer({ id: "flow-ends", type: "circle", source: "flow-ends", paint: { "circle-color": colour, "circle-radius": ["+", 2, wide] } });
}

function fit() {
  const points = features.flatMap((each) => each.geometry.coordinates);
  if (!points.length) return;
  const bounds = points.reduce((all, point) => all.extend(point), new LngLatBounds());
  map.fitBounds(bounds, { padding: PADDING_PX, maxZoom: CLOSEST_ZOOM, animate: false });
}

if (map) {
  map.on("style.load", addLines);
  fit();
}
drawCharts();
