// A photo to look at closely: wheel, pinch, buttons and keys zoom; dragging and arrows move it.

const MOST = 8;
const STEP = 1.6;
const DOUBLE = 2.5;
const WHEEL = 0.0015;
const ARROW_PX = 60;
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [1, 0], ArrowRight: [-1, 0] };

const clamp = (value, most) => Math.max(-most, Math.min(most, value));

function between(points) {
  const [a, b = a] = points;
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, apart: Math.hypot(a.x - b.x, a.y - b.y) };
}

/** Zooming and moving one picture inside its frame; x and y count from the middle. */
function view(frame, picture) {
  const state = { scale: 1, x: 0, y: 0 };
  const middle = () => {
    const box = frame.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };

  const draw = () => {
    state.x = clamp(state.x, ((state.scale - 1) * frame.clientWidth) / 2);
    state.y = clamp(state.y, ((state.scale - 1) * frame.clientHeight) / 2);
    picture.style.transform = `translate(${state.x}px, ${state.y}px) scale(${state.scale})`;
    frame.classList.toggle("is-enlarged", state.scale > 1);
  };

  return {
    state,
    /** What lies under that point of the screen stays there. */
    zoom(by, at = middle()) {
      const scale = Math.max(1, Math.min(MOST, state.scale * by));
      const ratio = scale / state.scale;
      const { x, y } = middle();
      state.x = (at.x - x) * (1 - ratio) + state.x * ratio;
      state.y = (at.y - y) * (1 - ratio) + state.y * ratio;
      state.scale = scale;
      draw();
    },
    move(x, y) {
      state.x += x;
      state.y += y;
      draw();
    },
  };
}

function fingers(frame, seen) {
  const held = new Map();
  let last = null;
  const point = ({ clientX: x, clientY: y }) => ({ x, y });

  frame.addEventListener("pointerdown", (event) => {
    held.set(event.pointerId, point(event));
    if (seen.state.scale > 1 || held.size > 1) frame.setPointerCapture(event.pointerId);
    last = between([...held.values()]);
  });
  frame.addEventListener("pointermove", (event) => {
    if (!held.has(event.pointerId)) return;
    held.set(event.pointerId, point(event));
    const now = between([...held.values()]);
    if (held.size > 1 && last.apart > 0) seen.zoom(now.apart / last.apart, now);
    seen.move(now.x - last.x, now.y - last.y);
    last = now;
  });
  for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
    frame.addEventListener(end, (event) => {
      held.delete(event.pointerId);
      if (held.size) last = between([...held.values()]);
    });
  }
}

function keys(frame, seen) {
  frame.addEventListener("keydown", (event) => {
    if (event.key in ARROWS && seen.state.scale > 1) {
      event.preventDefault();
      seen.move(...ARROWS[event.key].map((way) => way * ARROW_PX));
    }
    if ("+=".includes(event.key)) seen.zoom(STEP);
    if ("-_".includes(event.key)) seen.zoom(1 / STEP);
    if (event.key === "0") seen.zoom(0);
  });
}

export function lens(frame, buttons) {
  const seen = view(frame, frame.querySelector("img"));
  frame.tabIndex = 0;
  buttons.hidden = false;
  buttons.addEventListener("click", ({ target }) => {
    const by = target.closest("[data-zoom]")?.dataset.zoom;
    if (by) seen.zoom(by === "0" ? 0 : STEP ** Number(by));
  });
  frame.addEventListener("dblclick", (event) => {
    seen.zoom(seen.state.scale > 1 ? 0 : DOUBLE, { x: event.clientX, y: event.clientY });
  });
  frame.addEventListener(
    "wheel",
    (event) => {
      if (seen.state.scale === 1 && event.deltaY > 0) return; // the page may scroll on
      event.preventDefault();
      seen.zoom(Math.exp(-event.deltaY * WHEEL), { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  fingers(frame, seen);
  keys(frame, seen);
}
