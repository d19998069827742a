// What the desk draws: the pin of the label, and a numbered one for each other place.

import { boundsAround } from "./over-map.js";
import { fit } from "./drawing.js";
import { namedPin, pin } from "./pins.js";
import { text } from "./settings.js";

const HALF_A_GLOBE_DEG = 110; // what lies further apart is not seen together on a globe
const SMALLEST_ZOOM = -2;

const lnglat = ({ lng, lat }) => [lng, lat];

/** `map` may be null. */
export function deskMap(map, { label, pins }, choose) {
  const places = [...(label ? [label] : []), ...pins];
  if (!map || !places.length) return { showAll: () => {} };
  const bounds = boundsAround(places.map(lnglat));
  const showAll = () => fit(map, bounds);
  map.on("style.load", () => {
    if (bounds.getEast() - bounds.getWest() > HALF_A_GLOBE_DEG) map.setProjection({ type: "mercator" });
  });
  if (label) pin("label").setLngLat(label).addTo(map);
  // The first ones are the likeliest: they lie on top.
  for (const each of pins.toReversed()) {
    const title = text("pinNumber", { number: each.number });
    namedPin(each.number, title, () => choose(each.number)).setLngLat(each).addTo(map);
  }
  map.setMinZoom(SMALLEST_ZOOM);
  showAll();
  return { showAll };
}
