// A round: the photo, the map beside it, your pin, the clock, and the guess.

import { lens } from "./lens.js";
import { placeSearch } from "./place-search.js";
import { roundClock } from "./round-clock.js";
import { roundPin } from "./round-pin.js";
import { guessing } from "./round-sending.js";
import { worldMap } from "./world-map.js";

const BESIDE = matchMedia("(width >= 60rem) and (hover: hover)");

const form = document.getElementById("round");
const map = worldMap(document.getElementById("map"));
const pinned = roundPin(map, form);
const send = guessing(form, pinned);

lens(document.getElementById("lens"), document.getElementById("lens-buttons"));
placeSearch(document.getElementById("seek-place"), pinned.put);
roundClock(form, () => {
  // A pin that stands is sent; else the server counts a missed round once its grace has passed.
  if (pinned.isSet()) send();
  else setTimeout(() => location.reload(), 1000 * Number(form.dataset.graceS) + 500);
});
if (BESIDE.matches) map?.getCanvas().focus({ preventScroll: true });
// Back from a later page: whatever has become of the round, the server knows.
addEventListener("pageshow", (event) => event.persisted && location.reload());
