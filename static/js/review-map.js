// The map of a review: figures by country or province, a word on each, and the way to its page.

import { colourRegions, sentence, showLegend } from "./choropleth.js";
import { text } from "./settings.js";
import { worldMap } from "./world-map.js";

const frame = document.getElementById("map");
const answer = document.getElementById("answer");
const map = worldMap(frame);

function regionAt(point) {
  const layers = ["figures-provinces", "figures-countries"].filter((id) => map.getLayer(id));
  return map.queryRenderedFeatures(point, { layers })[0];
}

function goTo(code) {
  const address = frame.dataset.region.replace("/0/", `/${encodeURIComponent(code)}/`);
  location.assign(`${address}?${frame.dataset.same}`);
}

function listen(data) {
  map.on("mousemove", ({ point }) => {
    const found = regionAt(point);
    map.getCanvas().style.cursor = found ? "pointer" : "";
    if (found) answer.value = sentence(data, found.source, found.properties);
  });
  map.on("click", ({ point }) => {
    const found = regionAt(point);
    if (found && data[found.source]?.[found.properties.code]) goTo(found.properties.code);
  });
}

async function load() {
  const response = await fetch(frame.dataset.figures);
  if (!response.ok) throw new Error(`The figures answered ${response.status}.`);
  return response.json();
}

/** A change of theme brings a new style, without what was added here. */
async function show() {
  let data = null;
  let isStyled = false;
  const draw = () => {
    if (!data || !isStyled) return;
    const bounds = colourRegions(map, frame, data);
    showLegend(document.getElementById("review-legend"), data, bounds);
    frame.dataset.coloured = "yes";
  };
  map.on("style.load", () => {
    isStyled = true;
    draw();
  });
  data = await load();
  draw();
  listen(data);
}

if (map) {
  show().catch((error) => {
    console.error(error);
    answer.value = text("reviewFailed");
  });
}
