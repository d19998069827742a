// After the guess: where it was, who was how close, and the photos the model leaned on.

import { drawRounds } from "./drawing.js";
import { photoMarks } from "./photo-marks.js";
import { photoViewer } from "./viewer.js";
import { worldMap } from "./world-map.js";

const frame = document.getElementById("map");
const map = worldMap(frame);
const marks = map && photoMarks(map);
const dialog = document.getElementById("viewer");

if (map) drawRounds(map, frame, JSON.parse(document.getElementById("reveal-map").textContent));
if (dialog) {
  const show = photoViewer(dialog, (link) => marks?.flyTo(link), () => marks?.leave());
  map?.on("click", (event) => {
    const link = marks.linkAt(event.point);
    if (link) show(link);
  });
}
// Enter goes on.
document.getElementById("next").focus({ preventScroll: true });
