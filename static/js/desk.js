// A photo at the label desk: its label and other places on the map, and one key for each decision.

import { deskHold } from "./desk-hold.js";
import { deskKeys } from "./desk-keys.js";
import { deskMap } from "./desk-map.js";
import { deskRegion } from "./desk-region.js";
import { lens } from "./lens.js";
import { photoMarks } from "./photo-marks.js";
import { placeSearch } from "./place-search.js";
import { roundPin } from "./round-pin.js";
import { photoViewer } from "./viewer.js";
import { worldMap } from "./world-map.js";

const data = JSON.parse(document.getElementById("desk-map").textContent);
const form = document.getElementById("case");
const map = worldMap(document.getElementById("map"));
const marks = map && photoMarks(map);
const pinned = form && roundPin(map, form);

/** A place from the list gets the pin; of one that is only looked at, the map shows where it is. */
function choose(link) {
  const place = { lat: Number(link.dataset.lat), lng: Number(link.dataset.lng) };
  if (pinned) pinned.put(place);
  else map?.easeTo({ center: place });
  for (const other of document.querySelectorAll("a.hypothesis")) {
    other.setAttribute("aria-current", String(other === link));
  }
}

const numbered = (number) => document.querySelector(`a.hypothesis[data-number="${number}"]`);

for (const link of document.querySelectorAll("a.hypothesis")) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link);
  });
}

const seen = deskMap(map, data, (number) => choose(numbered(number)));
lens(document.getElementById("lens"), document.getElementById("lens-buttons"));

const show = photoViewer(
  document.getElementById("viewer"),
  (link) => marks?.flyTo(link),
  () => marks?.leave(),
);
map?.on("click", (event) => {
  const link = marks.linkAt(event.point);
  if (link) show(link);
});

if (form) {
  placeSearch(document.getElementById("seek-place"), pinned.put);
  deskHold(document.getElementById("hold"), data.claimUrl);
  const region = deskRegion(form, data.regionUrl);
  deskKeys({ form, map, choose: (number) => numbered(number)?.click(), region, showAll: seen.showAll });
}
// Back from a later page: whatever has become of the photo, the server knows.
addEventListener("pageshow", (event) => event.persisted && location.reload());
