// The world map: a globe or flat, our tiles, and a plain word when something is missing.

import * as maplibre from "maplibre-gl";
import { mapStyle } from "./map-style.js";
import { settings, text } from "./settings.js";

const HOME_CENTRE = [12, 28];
// A frame this many pixels wide shows the whole globe at zoom 1.
const WHOLE_GLOBE_PX = 330;
const NOTICES = ["loading", "failed", "unsupported"];

function setState(frame, state) {
  frame.dataset.mapState = state;
  for (const name of NOTICES) {
    const notice = frame.querySelector(`[data-notice="${name}"]`);
    if (notice) notice.hidden = name !== state;
  }
}

function canDraw() {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}

function words() {
  return {
    "Map.Title": text("title"),
    "NavigationControl.ZoomIn": text("zoomIn"),
    "NavigationControl.ZoomOut": text("zoomOut"),
    "GlobeControl.Enable": text("toGlobe"),
    "GlobeControl.Disable": text("toFlat"),
  };
}

function wholeGlobeZoom({ clientWidth, clientHeight }) {
  return 1 + Math.log2(Math.min(clientWidth, clientHeight) / WHOLE_GLOBE_PX);
}

function newMap(container) {
  maplibre.setWorkerUrl(new URL(settings.worker, location.origin).href);
  return new maplibre.Map({
    container,
    style: mapStyle(settings, getComputedStyle(container)),
    center: HOME_CENTRE,
    zoom: wholeGlobeZoom(container),
    maxZoom: 12,
    attributionControl: false, // the page's foot says it, without script too
    pitchWithRotate: false,
    dragRotate: false,
    locale: words(),
  });
}

function followTiles(map, frame) {
  map.on("error", (event) => {
    // A tile that fails once is asked for again when the map moves; the notice goes then.
    if (event.sourceId) setState(frame, "failed");
    else console.error(event.error);
  });
  map.on("sourcedata", (event) => {
    const isLoaded = event.tile?.state === "loaded" && event.sourceId !== "photos";
    if (isLoaded && frame.dataset.mapState === "failed") setState(frame, "loading");
  });
  map.on("idle", () => {
    if (frame.dataset.mapState === "loading") setState(frame, "ready");
  });
}

/** The map, or null where there is nothing to draw or nothing to draw with. */
export function worldMap(frame) {
  if (frame.dataset.mapState === "empty") return null;
  if (!canDraw()) {
    setState(frame, "unsupported");
    return null;
  }
  setState(frame, "loading");
  const map = newMap(frame.querySelector(".map-canvas"));
  map.getCanvas().setAttribute("aria-describedby", "map-hint");
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibre.GlobeControl(), "top-right");
  followTiles(map, frame);
  document.addEventListener("homing:theme", () =>
    map.setStyle(mapStyle(settings, getComputedStyle(frame))),
  );
  return map;
}
