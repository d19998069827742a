// The pins. Their meaning never changes: you, the model, the truth, and what a label says.

import { Marker } from "maplibre-gl";
import { settings } from "./settings.js";

// Where in its picture a pin points; the flag stands on its pole, not on its middle.
const FOOT_OFFSET_PX = { you: [0, 0], model: [0, 0], truth: [8, 0], label: [0, 0] };

/** A marker that is not on the map yet; kind is "you", "model", "truth" or "label". */
export function pin(kind) {
  const element = document.createElement("img");
  Object.assign(element, { src: settings.pins[kind], alt: "", width: 26, height: 33 });
  element.className = `pin pin-${kind}`;
  return new Marker({ element, anchor: "bottom", offset: FOOT_OFFSET_PX[kind] });
}

/** A pin with a number or a letter on it, which `choose` hears of. */
export function namedPin(name, title, choose) {
  const element = document.createElement("button");
  Object.assign(element, { type: "button", className: "named-pin", textContent: name, tabIndex: -1 });
  element.setAttribute("aria-label", title);
  element.addEventListener("click", (event) => {
    event.stopPropagation(); // the map below would hear it too
    choose?.();
  });
  return new Marker({ element });
}
