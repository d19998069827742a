// How long the photo is still held, and holding it longer while somebody is at it.

import { serverAhead } from "./round-clock.js";
import { text } from "./settings.js";

const TICK_MS = 500;
const WARNING_S = 30;
const RENEW_S = 60;

function minutes(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

async function renewed(url, token) {
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  const response = await fetch(url, { method: "POST", headers });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return Date.parse(answer.held_until);
}

export function deskHold(form, url) {
  const ahead = serverAhead(form.dataset.now);
  const [left, words] = ["hold-left", "hold-words"].map((id) => document.getElementById(id));
  let [end, isBusy, isAtIt] = [Date.parse(form.dataset.deadline), false, false];

  const renew = async () => {
    if (isBusy) return;
    [isBusy, isAtIt] = [true, false];
    try {
      end = await renewed(url, form.elements.csrfmiddlewaretoken.value);
      words.textContent = text("holdKept");
    } catch {
      words.textContent = text("holdLost");
    }
    isBusy = false;
  };

  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - ahead - Date.now()) / 1000));
    left.textContent = seconds ? minutes(seconds) : text("holdEnded");
    form.classList.toggle("is-short", seconds <= WARNING_S);
    if (seconds === WARNING_S) words.textContent = text("holdShort", { seconds });
    if (seconds > 0 && seconds <= RENEW_S && isAtIt) renew();
  };

  for (const sign of ["keydown", "pointerdown"]) {
    document.addEventListener(sign, () => (isAtIt = true), { capture: true });
  }
  form.addEventListener("submit", (event) => {
    if (end - ahead <= Date.now()) return; // taken again: the page says how it stands
    event.preventDefault();
    renew();
  });
  setInterval(tick, TICK_MS);
  tick();
}
