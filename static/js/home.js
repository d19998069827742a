// The front page: the map, the gallery beside it, and the ways from one to the other.

import { growingGallery } from "./gallery.js";
import { photoMarks } from "./photo-marks.js";
import { photoViewer } from "./viewer.js";
import { inWords, whatIsHere } from "./what-is-here.js";
import { worldMap } from "./world-map.js";

const frame = document.getElementById("map");
const list = document.getElementById("gallery");
const map = worldMap(frame);
const marks = map && photoMarks(map);

const showOnMap = (link) => {
  if (!map) return;
  frame.scrollIntoView({ block: "start" });
  marks.flyTo(link);
};
const show = photoViewer(document.getElementById("viewer"), showOnMap, () => marks?.leave());
if (list) growingGallery(list, () => marks?.refresh());
if (map) {
  const answer = whatIsHere(map, document.getElementById("answer"), inWords);
  map.on("click", (event) => {
    const link = marks.linkAt(event.point);
    if (link) show(link);
    else answer(event.lngLat);
  });
}
