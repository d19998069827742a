// Waiting for an answer: asks soon at first, then less often. The server answers 304 while nothing
// changed, and asks for a reload when there is an answer.

import htmx from "htmx.org";
import { text } from "./settings.js";

const FIRST_MS = 500;
const GROWTH = 1.3;
const LAST_MS = 5000;
const TICK_MS = 1000;

const part = () => document.querySelector("[data-waiting]");
let delay = FIRST_MS;

function look() {
  if (!part()) return;
  if (!document.hidden) htmx.trigger(part(), "look");
  delay = Math.min(LAST_MS, delay * GROWTH);
  setTimeout(look, delay);
}

function tick() {
  const words = part()?.querySelector("[data-waited]");
  if (!words) return;
  const seconds = Math.round((Date.now() - Date.parse(part().dataset.since)) / 1000);
  if (seconds > 1) words.textContent = text("waited", { seconds });
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden && part()) htmx.trigger(part(), "look");
});
setTimeout(look, delay);
setInterval(tick, TICK_MS);
