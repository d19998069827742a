// What is drawn over the map after a guess: shaded areas, pins, and the ways between them.

import { CLOSEST_ZOOM, PADDING_PX, addOver, boundsAround, wayFrom } from "./over-map.js";
import { pin } from "./pins.js";

const SMALLEST_ZOOM = -2;
const HALF_A_GLOBE_DEG = 110; // what lies further apart is not seen together on a globe
const WHOLE_WORLD_DEG = 340;
const WORLD_CENTRE = [10, 20];
const WORLD_PX = 512; // at zoom 0

/** From each guess to the truth. */
function ways({ truth, you, models }) {
  const yours = you ? [wayFrom(you, truth, "you")] : [];
  return [...yours, ...models.map((model) => wayFrom(model, truth, "model"))];
}

function addPins(map, { truth, you, models }) {
  for (const model of models) pin("model").setLngLat(model).addTo(map);
  if (you) pin("you").setLngLat(you).addTo(map);
  pin("truth").setLngLat(truth).addTo(map);
}

function boundsOf(rounds) {
  const points = rounds.flatMap((each) => [
    each.truth,
    ...ways(each).flatMap((way) => way.geometry.coordinates),
  ]);
  return boundsAround(points);
}

const width = (bounds) => bounds.getEast() - bounds.getWest();

/** As much of the map as holds them all: flat where one side of a globe does not. */
export function fit(map, bounds) {
  if (width(bounds) < WHOLE_WORLD_DEG) {
    map.fitBounds(bounds, { padding: PADDING_PX, maxZoom: CLOSEST_ZOOM, animate: false });
  } else {
    map.jumpTo({ center: WORLD_CENTRE, zoom: Math.log2(map.getContainer().clientWidth / WORLD_PX) });
  }
}

export function drawRounds(map, frame, data) {
  const bounds = boundsOf(data.rounds);
  map.on("style.load", () => {
    addOver(map, frame, data.shades, data.rounds.flatMap(ways));
    if (width(bounds) > HALF_A_GLOBE_DEG) map.setProjection({ type: "mercator" });
  });
  for (const each of data.rounds) addPins(map, each);
  if (!data.rounds.length) return;
  map.setMinZoom(SMALLEST_ZOOM);
  fit(map, bounds);
}
