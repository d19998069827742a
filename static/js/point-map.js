// Maps of single points, to be looked at.

import { pin } from "./pins.js";
import { worldMap } from "./world-map.js";

const ZOOM = 5;

for (const frame of document.querySelectorAll(".point-map")) {
  const place = [Number(frame.dataset.lng), Number(frame.dataset.lat)];
  const map = worldMap(frame);
  if (map) {
    map.jumpTo({ center: place, zoom: ZOOM });
    pin("truth").setLngLat(place).addTo(map);
  }
}
