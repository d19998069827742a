// Disagreements on one map: the label and both opinions of the photo that is looked at.

import { boundsAround } from "./over-map.js";
import { fit } from "./drawing.js";
import { namedPin, pin } from "./pins.js";
import { text } from "./settings.js";
import { worldMap } from "./world-map.js";

const SMALLEST_ZOOM = -2;
const disputes = JSON.parse(document.getElementById("disputes-map").textContent);
const map = worldMap(document.getElementById("map"));
let pins = [];

function pinsOf({ label, opinions }) {
  const placed = opinions.filter((each) => "lat" in each);
  return [
    ...(label ? [pin("label").setLngLat(label)] : []),
    ...placed.map((each) => namedPin(each.letter, text("opinionOf", each)).setLngLat(each)),
  ];
}

function show(id) {
  for (const each of pins) each.remove();
  pins = pinsOf(disputes.find((each) => each.id === id));
  for (const each of pins) each.addTo(map);
  if (pins.length) fit(map, boundsAround(pins.map((each) => each.getLngLat())));
  for (const item of document.querySelectorAll("[data-dispute]")) {
    item.toggleAttribute("data-shown", item.dataset.dispute === id);
  }
}

if (map) {
  map.setMinZoom(SMALLEST_ZOOM);
  map.on("style.load", () => map.setProjection({ type: "mercator" }));
  document.addEventListener("click", ({ target }) => {
    const id = target.closest("[data-show]")?.dataset.show;
    if (id) show(id);
  });
  show(disputes[0].id);
}
