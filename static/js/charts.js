// Charts from the data beside them: Chart.js on canvas, in the page's colours; each has its table.

import "chart.js";

const { Chart } = globalThis; // the library's one file sets it
const DASHES = [[], [6, 4], [2, 3], [8, 3, 2, 3], [1, 3], [10, 4], [4, 2, 1, 2]];
const POINTS = ["circle", "rect", "triangle", "rectRot", "cross", "star", "crossRot"];
const COLOURS = 5;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const token = (style, name) => style.getPropertyValue(`--${name}`).trim();

function dataset({ name, values, dashed, x }, index, kind, style) {
  const colour = token(style, `chart-${1 + (index % COLOURS)}`);
  const look = index % DASHES.length;
  return {
    label: name,
    data: x ? values.map((y, number) => ({ x: x[number], y })) : values,
    borderColor: colour,
    backgroundColor: kind === "bar" ? colour : `color-mix(in srgb, ${colour} 25%, transparent)`,
    borderDash: dashed ? [4, 4] : DASHES[look],
    borderWidth: dashed ? 1.5 : 2,
    pointStyle: POINTS[look],
    pointRadius: dashed ? 0 : 3,
    spanGaps: true,
  };
}

function axis(title, style, extra = {}) {
  const ink = token(style, "chart-ink");
  const grid = token(style, "chart-grid");
  return { title: { display: Boolean(title), text: title, color: ink }, ticks: { color: ink }, grid: { color: grid }, ...extra };
}

function options(data, style) {
  const isNumeric = data.labels.every((label) => typeof label === "number") && data.kind === "line";
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: calm.matches ? false : { duration: 200 },
    interaction: { mode: "index", intersect: false },
    plugins: { legend: { display: data.series.length > 1, labels: { color: token(style, "chart-ink"), usePointStyle: true } } },
    scales: {
      x: axis(data.x, style, isNumeric ? { type: "linear", min: data.min, max: data.max } : {}),
      y: axis(data.y, style, { beginAtZero: true, suggestedMax: data.top }),
    },
  };
}

function lineOrBar(data, style) {
  const isNumeric = data.labels.every((label) => typeof label === "number") && data.kind === "line";
  const series = data.series.map((each) => (isNumeric ? { ...each, x: data.labels } : each));
  return {
    type: data.kind,
    data: { labels: isNumeric ? undefined : data.labels, datasets: series.map((each, index) => dataset(each, index, data.kind, style)) },
    options: options(data, style),
  };
}

/** Squares, shaded by share; rows are truths from the top down, columns are answers. */
function matrix(data, canvas, style) {
  const count = data.labels.length;
  const ink = token(style, "chart-1");
  const side = () => Math.max(2, Math.min(canvas.clientWidth, canvas.clientHeight) / (count + 6));
  const ticks = { color: token(style, "chart-ink"), autoSkip: false, stepSize: 1, font: { size: count > 25 ? 8 : 10 }, callback: (value) => data.labels[value] ?? "" };
  const scale = (text, reverse) => axis(text, style, { type: "linear", min: -0.5, max: count - 0.5, reverse, ticks, afterBuildTicks: (built) => { built.ticks = data.labels.map((_, value) => ({ value })); } });
  return {
    type: "scatter",
    data: {
      datasets: [
        {
          data: data.cells.map(([y, x, share]) => ({ x, y, share })),
          pointStyle: "rect",
          pointRadius: () => side() / Math.SQRT2,
          pointHoverRadius: () => side() / Math.SQRT2,
          pointBorderWidth: 0,
          pointBackgroundColor: ({ raw }) => (raw ? `color-mix(in srgb, ${ink} ${Math.round(12 + 88 * Math.sqrt(raw.share))}%, transparent)` : ink),
        },
      ],
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      plugins: {
        legend: { display: false },
        tooltip: { callbacks: { label: ({ raw }) => `${data.labels[raw.y]} → ${data.labels[raw.x]}: ${Math.round(100 * raw.share)} %` } },
      },
      scales: { x: scale(data.x, false), y: scale(data.y, true) },
    },
  };
}

function draw(canvas) {
  const data = JSON.parse(document.getElementById(canvas.dataset.plot).textContent);
  const style = getComputedStyle(canvas);
  const config = data.kind === "matrix" ? matrix(data, canvas, style) : lineOrBar(data, style);
  canvas.dataset.drawn = "yes";
  return new Chart(canvas, config);
}

/** All charts of the page, again in other colours when the theme changes. */
export function drawCharts() {
  const canvases = [...document.querySelectorAll("canvas[data-plot]")];
  let charts = canvases.map(draw);
  document.addEventListener("homing:theme", () => {
    for (const chart of charts) chart.destroy();
    charts = canvases.map(draw);
  });
}
