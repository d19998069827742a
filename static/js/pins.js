// The three pins. Their meaning never changes: you, the model, the truth.

import { Marker } from "maplibre-gl";
import { settings } from "./settings.js";

// Where in its picture a pin points; the flag stands on its pole, not on its middle.
const FOOT_OFFSET_PX = { you: [0, 0], model: [0, 0], truth: [8, 0] };

/** A marker that is not on the map yet; kind is "you", "model" or "truth". */
export function pin(kind) {
  const element = document.createElement("img");
  Object.assign(element, { src: settings.pins[kind], alt: "", width: 26, height: 33 });
  element.className = `pin pin-${kind}`;
  return new Marker({ element, anchor: "bottom", offset: FOOT_OFFSET_PX[kind] });
}
