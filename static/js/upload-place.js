// Where it was taken: a pin on the map and two fields that always say the same.

import { pin } from "./pins.js";
import { text } from "./settings.js";

const CLOSE_ZOOM = 5;
const DECIMALS = 5; // about a metre

function number(field, most) {
  const clean = field.value.trim().replace("−", "-").replace(",", ".");
  const value = clean === "" ? NaN : Number(clean);
  return Math.abs(value) <= most ? value : NaN;
}

function typedPlace({ lat, lng }) {
  const place = { lat: number(lat, 90), lng: number(lng, 180) };
  return Number.isNaN(place.lat + place.lng) ? null : place;
}

/** "45.76, 4.84" pasted into one field fills both. */
function splitPairs({ lat, lng }, spread) {
  for (const field of [lat, lng]) {
    field.addEventListener("paste", (event) => {
      const pair = event.clipboardData.getData("text").match(/^\s*([-+−\d.]+)\s*[,;\s]\s*([-+−\d.]+)\s*$/);
      if (!pair) return;
      event.preventDefault();
      [, lat.value, lng.value] = pair;
      spread();
    });
  }
}

/** `map` may be null: the fields work alone. */
export function pinnedPlace(map, form) {
  const { lat, lng } = form.elements;
  const words = document.getElementById("pinned");
  const unpin = document.getElementById("unpin");
  const marker = pin("truth").setDraggable(true);

  const show = () => {
    const place = typedPlace(form.elements);
    form.dataset.pinned = place ? "yes" : "no";
    unpin.disabled = !lat.value && !lng.value;
    words.value = place
      ? text("pinned", { place: `${place.lat.toFixed(4)}, ${place.lng.toFixed(4)}` })
      : text("pinPlace");
    if (place && map) marker.setLngLat(place).addTo(map);
    else marker.remove();
    form.dispatchEvent(new Event("change"));
    return place;
  };

  const put = (lngLat) => {
    const place = lngLat.wrap();
    [lat.value, lng.value] = [place.lat.toFixed(DECIMALS), place.lng.toFixed(DECIMALS)];
    show();
  };

  const seek = () => {
    const place = show();
    if (place) map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
  };

  for (const field of [lat, lng]) field.addEventListener("input", seek);
  splitPairs(form.elements, seek);
  unpin.addEventListener("click", () => {
    lat.value = lng.value = "";
    show();
    (map?.getCanvas() ?? lat).focus();
  });
  if (map) {
    map.on("click", (event) => put(event.lngLat));
    marker.on("dragend", () => put(marker.getLngLat()));
    map.getCanvas().addEventListener("keydown", (event) => {
      if (event.key === "Enter") put(map.getCenter());
    });
  }
  seek();
}
