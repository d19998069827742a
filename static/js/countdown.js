// How long until the next daily game, to the second.

import { text } from "./settings.js";

const two = (number) => String(number).padStart(2, "0");

export function countdowns() {
  for (const place of document.querySelectorAll("[data-countdown]")) {
    const end = performance.now() + 1000 * Number(place.dataset.countdown);
    const tick = () => {
      const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      const left = `${hours}:${two(minutes)}:${two(seconds % 60)}`;
      place.textContent = seconds ? text("nextDaily", { left }) : text("dailyIsHere");
      if (!seconds) clearInterval(ticking);
    };
    const ticking = setInterval(tick, 1000);
    tick();
  }
}
