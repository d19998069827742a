// One key for each decision, wherever on the page the keyboard is, except where one types.

const TYPING = "input:not([type=checkbox]), textarea, select";
const PRESSED = "button, a[href], summary, input[type=checkbox]";
const ON_THE_MAP = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-", "=", "_", "Enter"]);
const OF_THE_LENS = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "+", "-", "=", "_", "0"]);
const SWITCH = "homing-desk-keys";

/** Storage may be switched off: the keys are then on. */
function isOn() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

function keysDialog() {
  const dialog = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  box.checked = isOn();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(SWITCH, box.checked ? "on" : "off");
    } catch {
      // as above
    }
  });
  document.getElementById("show-keys").addEventListener("click", () => dialog.showModal());
  return { show: () => dialog.showModal(), isOn: () => box.checked };
}

/** A decision is sent once, however often it is pressed. */
function once(form) {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
}

/** The map takes what is pressed elsewhere, as if it had been pressed there. */
function handOn(map, event) {
  const canvas = map?.getCanvas();
  if (!canvas || event.target === canvas) return false;
  canvas.focus({ preventScroll: true });
  const { key, shiftKey } = event;
  canvas.dispatchEvent(new KeyboardEvent("keydown", { key, shiftKey, cancelable: true }));
  return true;
}

function isElsewhere(event) {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true;
  if (document.querySelector("dialog[open]") || target.matches(TYPING)) return true;
  if (key === "Enter" && target.matches(PRESSED)) return true;
  return target.id === "lens" && OF_THE_LENS.has(key);
}

export function deskKeys({ form, map, choose, region, showAll }) {
  const dialog = keysDialog();
  const precision = form.elements.precision_km;
  const acts = {
    0: showAll,
    "?": dialog.show,
    r: region,
    p: () => (precision.selectedIndex = (precision.selectedIndex + 1) % precision.length),
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => [number, () => choose(number)])),
  };
  const button = (key) => form.querySelector(`button[data-key="${CSS.escape(key)}"]:enabled`);

  once(form);
  document.addEventListener(
    "keydown",
    (event) => {
      if (isElsewhere(event) || (event.key !== "?" && !dialog.isOn())) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const isArrow = key.startsWith("Arrow");
      // A key that is still held from the last photo decides nothing on this one.
      const act = event.repeat && !isArrow ? () => {} : (acts[key] ?? (button(key) && (() => button(key).click())));
      if (act) {
        event.preventDefault();
        event.stopPropagation();
        act();
      } else if (ON_THE_MAP.has(key) && handOn(map, event)) event.preventDefault();
    },
    { capture: true },
  );
  map?.getCanvas().focus({ preventScroll: true });
}
