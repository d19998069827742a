// The answer on the map: shaded areas, the pins, the way between them, the photos it leans on.

import { CLOSEST_ZOOM, PADDING_PX, addOver, boundsAround, wayFrom } from "./over-map.js";
import { photoMarks } from "./photo-marks.js";
import { pin } from "./pins.js";
import { photoViewer } from "./viewer.js";
import { worldMap } from "./world-map.js";

const AREA_ZOOM = 4;

const ways = ({ model, truth }) => (model && truth ? [wayFrom(model, truth, "model")] : []);

function corners(geometry) {
  return geometry.coordinates.flat(geometry.type === "MultiPolygon" ? 2 : 1);
}

/** The pins and the likeliest area: a small chance at the other end of the world stays outside. */
function bounds(data) {
  const line = ways(data).flatMap((feature) => feature.geometry.coordinates);
  const first = data.shades.slice(0, 1).flatMap((shade) => corners(shade.geometry));
  return boundsAround([...line, ...(data.model ? [data.model] : []), ...first]);
}

/** An area alone means little: what lies around it says where in the world that is. */
function fit(map, data) {
  const maxZoom = data.model ? CLOSEST_ZOOM : AREA_ZOOM;
  map.fitBounds(bounds(data), { padding: PADDING_PX, maxZoom, animate: false });
}

const frame = document.getElementById("map");
const data = JSON.parse(document.getElementById("answer-map").textContent);
const map = worldMap(frame);
const marks = map && photoMarks(map);

if (map) {
  map.on("style.load", () => addOver(map, frame, data.shades, ways(data)));
  for (const kind of ["model", "truth"]) if (data[kind]) pin(kind).setLngLat(data[kind]).addTo(map);
  fit(map, data);
}

const dialog = document.getElementById("viewer");
if (dialog) {
  const showOnMap = (link) => {
    if (!map) return;
    frame.scrollIntoView({ block: "start" });
    marks.flyTo(link);
  };
  const show = photoViewer(dialog, showOnMap, () => marks?.leave());
  map?.on("click", (event) => {
    const link = marks.linkAt(event.point);
    if (link) show(link);
  });
}
