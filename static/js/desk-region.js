// A region instead of a point: what lies at the pin is named, and the list is in reach.

import { text } from "./settings.js";
import { typedPlace } from "./typed-place.js";

const HERE = {
  "province-here": ({ province }) => province && text("hereProvince", province),
  "country-here": ({ country }) => country && text("hereCountry", country),
};

async function ask(url, { lat, lng }) {
  const address = new URL(url, location.origin);
  address.searchParams.set("lat", lat.toFixed(5));
  address.searchParams.set("lng", lng.toFixed(5));
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}`);
  return response.json();
}

/** Returns what brings the keyboard there. */
export function deskRegion(form, url) {
  const list = form.elements.region;
  const button = document.getElementById("propose-region");

  const name = (answer) => {
    for (const [value, words] of Object.entries(HERE)) {
      const option = list.querySelector(`option[value="${value}"]`);
      option.textContent = words(answer) || option.textContent;
    }
  };

  list.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.repeat) {
      event.preventDefault();
      button.click();
    }
    if (event.key === "Escape") document.querySelector("#map canvas")?.focus({ preventScroll: true });
  });

  return async () => {
    list.scrollIntoView({ block: "nearest" });
    list.focus();
    const place = typedPlace(form.elements);
    if (!place) return;
    try {
      name(await ask(url, place));
    } catch {
      // The list says the same without the names.
    }
  };
}
