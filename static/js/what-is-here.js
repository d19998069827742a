// "What is here": a click, a tap, or Enter at the centre, answered in words under the map.

import { Marker } from "maplibre-gl";
import { settings, text } from "./settings.js";

const CLOSE_KM = 1;
const KM = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 0 });

async function ask({ lat, lng }, signal) {
  const url = new URL(settings.askUrl, location.origin);
  url.searchParams.set("lat", lat.toFixed(5));
  url.searchParams.set("lng", lng.toFixed(5));
  const response = await fetch(url, { signal, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  return response.json();
}

function ring() {
  const element = document.createElement("div");
  element.className = "asked";
  return new Marker({ element });
}

/** Latest question wins: an older answer never overwrites a newer one. */
export function whatIsHere(map, output, inWords) {
  const mark = ring();
  let running = null;

  const answer = async (lngLat) => {
    mark.setLngLat(lngLat).addTo(map);
    running?.abort();
    const mine = (running = new AbortController());
    output.value = text("asking");
    try {
      output.value = inWords(await ask(lngLat.wrap(), mine.signal));
    } catch (error) {
      if (error.name !== "AbortError") output.value = text("askFailed");
    }
  };

  map.getCanvas().addEventListener("keydown", (event) => {
    if (event.key === "Enter") answer(map.getCenter());
  });
  return answer;
}

function regionInWords({ country, province, inside, distance_km: distanceKm }) {
  const place = [province?.name, country?.name].filter(Boolean).join(", ");
  return !place || inside ? place : text("atSea", { place, distance: KM.format(distanceKm) });
}

function placeInWords({ name: place, distance_km: distanceKm }) {
  if (distanceKm < CLOSE_KM) return text("closeTo", { place });
  return text("kmFrom", { place, distance: KM.format(distanceKm) });
}

export function inWords(answer) {
  const near = answer.nearest_place && placeInWords(answer.nearest_place);
  return [regionInWords(answer), near].filter(Boolean).join(" · ") || text("unknown");
}
