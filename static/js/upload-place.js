// Where it was taken: a pin on the map and two fields that always say the same.

import { pin } from "./pins.js";
import { text } from "./settings.js";
import { splitPairs, typedPlace, typePlace } from "./typed-place.js";

const CLOSE_ZOOM = 5;

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
    typePlace(form.elements, lngLat.wrap());
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
