// A whole game on one map, a text to send to friends, and the wait for the next daily game.

import { countdowns } from "./countdown.js";
import { drawRounds } from "./drawing.js";
import { text } from "./settings.js";
import { worldMap } from "./world-map.js";

const frame = document.getElementById("map");
const map = frame && worldMap(frame);
const share = document.getElementById("share");

if (map) drawRounds(map, frame, JSON.parse(document.getElementById("reveal-map").textContent));
document.getElementById("copy")?.addEventListener("click", async () => {
  const words = document.getElementById("copied");
  try {
    await navigator.clipboard.writeText(share.value);
    words.value = text("copied");
  } catch {
    share.select(); // copying by script may be forbidden, by hand it is not
    words.value = text("copyByHand");
  }
});
countdowns();
