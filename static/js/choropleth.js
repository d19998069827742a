// Regions coloured by a figure: six steps of equal numbers of regions, pale where photos are few.

import { text } from "./settings.js";

const STEPS = 6;
const SURE = 100; // independent photos from which on a colour is laid on in full
const PALEST = 0.25;
const FULL = 0.92;
const BENEATH = "provinces-borders";
const PROVINCES_FROM_ZOOM = 3; // tiles of provinces begin there

/** Bounds between the steps, each once. */
export function stepsOf(values) {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const cut = (step) => sorted[Math.min(sorted.length - 1, Math.floor((step * sorted.length) / STEPS))];
  const bounds = Array.from({ length: STEPS - 1 }, (_, index) => cut(index + 1));
  return [...new Set(bounds)].filter((bound) => bound > sorted[0]);
}

const stepOf = (value, bounds) => bounds.filter((bound) => value >= bound).length;

/** Small distances are good, large shares are: the brightest colour is the best. */
function colourNumber(value, bounds, metric) {
  const step = stepOf(value, bounds);
  const share = bounds.length ? step / bounds.length : 1;
  return 1 + Math.round((metric === "median_km" ? 1 - share : share) * (STEPS - 1));
}

const opacity = (worth) => PALEST + (FULL - PALEST) * Math.min(1, Math.log1p(worth) / Math.log1p(SURE));

function match(entries, otherwise) {
  return entries.length ? ["match", ["get", "code"], ...entries.flat(), otherwise] : otherwise;
}

function layer(source, figures, bounds, metric, tokens) {
  const known = Object.entries(figures).filter(([, [value]]) => value !== null);
  const colour = (value) => tokens.getPropertyValue(`--scale-${colourNumber(value, bounds, metric)}`).trim();
  return {
    id: `figures-${source}`,
    type: "fill",
    source,
    "source-layer": source,
    paint: {
      "fill-color": match(known.map(([code, [value]]) => [code, colour(value)]), "transparent"),
      "fill-opacity": match(known.map(([code, [, , worth]]) => [code, opacity(worth)]), 0),
    },
  };
}

/** After every change of style; answers the layers, deepest last. */
export function colourRegions(map, frame, data) {
  const tokens = getComputedStyle(frame);
  const deepest = data.provinces ?? data.countries;
  const bounds = stepsOf(Object.values(deepest).map(([value]) => value));
  for (const source of ["countries", "provinces"].filter((name) => data[name])) {
    const added = layer(source, data[source], bounds, data.metric, tokens);
    if (data.provinces) added[source === "provinces" ? "minzoom" : "maxzoom"] = PROVINCES_FROM_ZOOM;
    map.addLayer(added, BENEATH);
  }
  return bounds;
}

const format = (value) => new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(value);

export function showLegend(list, data, bounds) {
  const edges = [null, ...bounds, null];
  const items = edges.slice(1).map((high, index) => {
    const low = edges[index];
    const item = document.createElement("li");
    const inside = low ?? (high === null ? 0 : high - 1e-9);
    item.className = `scale-${colourNumber(inside, bounds, data.metric)}`;
    item.textContent = [low === null ? "" : `≥ ${format(low)}`, high === null ? "" : `< ${format(high)}`].filter(Boolean).join(" · ");
    return item;
  });
  list.replaceChildren(...items);
  list.hidden = !bounds.length;
}

/** What the map says of a region under the pointer. */
export function sentence(data, source, { code, name }) {
  const found = data[source]?.[code];
  if (!found || found[0] === null) return text("notReviewed", { name });
  return text("reviewed", { name, value: format(found[0]), count: format(found[1]) });
}

