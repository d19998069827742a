// The server's clock: how much of it is left, by when the page was answered and not by this device.

import { text } from "./settings.js";

const TICK_MS = 250;
const WARNING_S = 10;

/** How far the server's clock is ahead of this device's, in milliseconds. */
export function serverAhead(now) {
  const [page] = performance.getEntriesByType("navigation");
  return Date.parse(now) - (performance.timeOrigin + (page?.responseStart ?? performance.now()));
}

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Calls `onEnd()` once, when time is up. */
export function roundClock(form, onEnd) {
  const { deadline, now } = form.dataset;
  if (!deadline) return;
  const end = Date.parse(deadline) - serverAhead(now);
  const left = document.getElementById("clock-left");
  const words = document.getElementById("clock-words");

  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    left.textContent = minutes(seconds);
    left.parentElement.classList.toggle("is-short", seconds <= WARNING_S);
    if (seconds <= WARNING_S && !words.textContent) words.textContent = text("timeShort", { seconds });
    if (seconds > 0) return;
    clearInterval(ticking);
    words.textContent = text("timeUp");
    onEnd();
  };
  const ticking = setInterval(tick, TICK_MS);
  tick();
}
