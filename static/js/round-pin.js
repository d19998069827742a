// Your pin: on the map, in two fields that always say the same, and kept until it is sent.

import { pin } from "./pins.js";
import { text } from "./settings.js";
import { splitPairs, typedPlace, typePlace } from "./typed-place.js";

const CLOSE_ZOOM = 5;
const FURTHEST_LAT = 89.9;
const STEP_PX = 24;
const FINE_PX = 3; // with Shift
const TILE_PX = 512;
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

const ZOOMS = { "+": 1, "=": 1, "-": -1, _: -1 };

/** Storage may be switched off: the pin then lives as long as the page. */
function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, place) {
  try {
    if (place) sessionStorage.setItem(key, JSON.stringify(place));
    else sessionStorage.removeItem(key);
  } catch {
    // as above
  }
}

/** So many pixels on the screen, in degrees. */
function moved(map, { lat, lng }, [east, north], pixels) {
  const degrees = (pixels * 360) / (TILE_PX * 2 ** map.getZoom());
  const turned = lng + east * degrees;
  return {
    lat: Math.max(-FURTHEST_LAT, Math.min(FURTHEST_LAT, lat + north * degrees * Math.cos((lat * Math.PI) / 180))),
    lng: ((((turned + 180) % 360) + 360) % 360) - 180,
  };
}

/** Arrows move the pin and the map below it, plus and minus zoom, Enter guesses. */
function steering(map, form, put) {
  const here = () => typedPlace(form.elements);

  const travel = (way, pixels) => {
    const place = put(here() ? moved(map, here(), way, pixels) : map.getCenter().wrap());
    map.easeTo({ center: place, duration: 120 });
  };

  const enter = () => {
    if (here()) form.requestSubmit();
    else put(map.getCenter().wrap());
  };

  const acts = {
    ...Object.fromEntries(
      Object.entries(ARROWS).map(([key, way]) => [key, (event) => travel(way, event.shiftKey ? FINE_PX : STEP_PX)]),
    ),
    ...Object.fromEntries(
      Object.entries(ZOOMS).map(([key, by]) => [
        key,
        () => map.easeTo({ zoom: map.getZoom() + by, center: here() ?? map.getCenter() }),
      ]),
    ),
    Enter: enter,
  };

  map.keyboard.disable();
  map.getCanvas().addEventListener("keydown", (event) => {
    const act = !event.ctrlKey && !event.metaKey && !event.altKey && acts[event.key];
    if (!act) return;
    event.preventDefault();
    act(event);
  });
}

/** `map` may be null: the fields work alone. */
export function roundPin(map, form) {
  const fields = form.elements;
  const words = document.getElementById("pinned");
  const marker = pin("you").setDraggable(true);
  const key = `pin-${form.dataset.round}`;

  const show = () => {
    const place = typedPlace(fields);
    form.dataset.pinned = place ? "yes" : "no";
    words.value = place
      ? text("yourPin", { place: `${place.lat.toFixed(3)}, ${place.lng.toFixed(3)}` })
      : text("putPin");
    if (place && map) marker.setLngLat(place).addTo(map);
    else marker.remove();
    keep(key, place);
    return place;
  };

  const put = (place) => {
    typePlace(fields, place);
    return show();
  };

  const seek = (place = show()) => {
    if (place) map?.easeTo({ center: place, zoom: Math.max(map.getZoom(), CLOSE_ZOOM) });
  };

  for (const field of [fields.lat, fields.lng]) field.addEventListener("input", () => seek());
  splitPairs(fields, seek);
  if (map) {
    steering(map, form, put);
    map.on("click", (event) => put(event.lngLat.wrap()));
    marker.on("dragend", () => put(marker.getLngLat().wrap()));
  }
  if (!typedPlace(fields) && kept(key)) put(kept(key));
  seek();
  return {
    put: (place) => seek(put(place)),
    isSet: () => Boolean(fields.lat.value.trim() || fields.lng.value.trim()),
    forget: () => keep(key, null),
  };
}
