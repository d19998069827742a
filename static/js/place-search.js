// Search a town by the first letters of its name; what is chosen gets the pin.

import { settings, text } from "./settings.js";

const WAIT_MS = 180;
const SHORTEST = 2;

async function ask(letters, signal) {
  const url = new URL(settings.placesUrl, location.origin);
  url.searchParams.set("q", letters);
  const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return (await response.json()).places;
}

function row(place, choose) {
  const [item, button] = [document.createElement("li"), document.createElement("button")];
  button.type = "button";
  button.textContent = [place.name, place.province, place.country].filter(Boolean).join(", ");
  button.addEventListener("click", () => choose(place));
  item.append(button);
  return item;
}

/** Up and down through what was found, Enter takes the first, Escape closes. */
function keys(box, field, list, close) {
  const step = (by) => {
    const all = [field, ...list.querySelectorAll("button")];
    all.at((all.indexOf(document.activeElement) + by) % all.length).focus();
  };

  box.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    if (event.key === "Enter" && event.target === field) {
      event.preventDefault(); // not the guess
      if (!list.hidden) list.querySelector("button")?.click();
    }
    if (by && !list.hidden) {
      event.preventDefault();
      step(by);
    }
  });
}

export function placeSearch(box, put) {
  const [field, list, words] = ["input", "ul", "[aria-live]"].map((part) => box.querySelector(part));
  let [waiting, running] = [0, null];

  const close = () => {
    running?.abort();
    list.hidden = true;
  };

  const choose = (place) => {
    close();
    field.value = place.name;
    put({ lat: place.lat, lng: place.lng });
    document.querySelector("#map canvas")?.focus({ preventScroll: true });
  };

  const show = (places) => {
    list.replaceChildren(...places.map((place) => row(place, choose)));
    list.hidden = places.length === 0;
    words.textContent = places.length ? text("townsFound", { count: places.length }) : text("noTown");
  };

  const look = async () => {
    running?.abort();
    const letters = field.value.trim();
    if (letters.length < SHORTEST) {
      close();
      return;
    }
    const mine = (running = new AbortController());
    try {
      show(await ask(letters, mine.signal));
    } catch (error) {
      if (error.name !== "AbortError") words.textContent = text("askFailed");
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, WAIT_MS);
  });
  box.addEventListener("focusout", (event) => {
    if (!box.contains(event.relatedTarget)) close();
  });
  keys(box, field, list, close);
}
