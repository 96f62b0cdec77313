// Draws each <figure class="chart" data-chart="id"> from the settings in the json_script of that id.
// A string that starts with "--" names a colour of tokens.css; "urls" gives each point the day it opens; "notation" says
// how the person writes numbers and dates, so that a picture and its table say the same.
"use strict";

const charts = [];
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
let onPaper = false;

// A variable holds light-dark(…), which only an element can resolve.
const colour = (name) => {
  const probe = document.body.appendChild(document.createElement("i"));
  probe.style.color = `var(${name})`;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
};

const coloured = (value) => {
  if (typeof value === "string") return value.startsWith("--") ? colour(value) : value;
  if (Array.isArray(value)) return value.map(coloured);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, coloured(inner)]));
};

const merged = (base, over) => {
  const result = { ...base };
  for (const [key, value] of Object.entries(over || {})) {
    const nested = value !== null && typeof value === "object" && !Array.isArray(value);
    result[key] = nested ? merged(base[key] || {}, value) : value;
  }
  return result;
};

const axis = (extra) => ({ grid: { color: colour("--grid") }, ticks: { color: colour("--soft") }, ...extra });

const dateAxis = ({ day, tick, month }) => axis({
  type: "time",
  time: { minUnit: "day", tooltipFormat: day, displayFormats: { day: tick, week: tick, month } },
  grid: { display: false },
  ticks: { color: colour("--soft"), maxRotation: 0, autoSkipPadding: 16 },
});

const numberIn = ({ decimal, thousands }) => (value) =>
  value.toLocaleString("en", { maximumFractionDigits: 3 }).replace(/[.,]/g, (sign) => (sign === "." ? decimal : thousands));

const isThere = ({ raw }) => [raw].flat().every((value) => value !== null);
const labelIn = (write) => ({ dataset, raw }) => `${dataset.label}: ${[raw].flat().map(write).join(" to ")}`;

const openDay = (urls) => (_event, points) => {
  const url = points.length && urls[points[0].index];
  if (url) window.location.assign(url);
};

// The same room left of every plot, whatever its figures, so that a day stands below the same day.
const AXIS_WIDTH = 62;
const keepWidth = (scale) => { scale.width = AXIS_WIDTH; };

const common = (urls, notation, write = numberIn(notation)) => ({
  responsive: true,
  maintainAspectRatio: false,
  animation: still.matches || onPaper ? false : { duration: 250 },
  spanGaps: false,
  interaction: { mode: "nearest", axis: "x", intersect: false },
  onClick: openDay(urls),
  scales: {
    x: dateAxis(notation),
    y: axis({ beginAtZero: true, afterFit: keepWidth, ticks: { color: colour("--soft"), callback: write } }),
  },
  plugins: {
    legend: { position: "bottom", align: "start", labels: { color: colour("--ink"), usePointStyle: true, boxHeight: 8 } },
    tooltip: {
      backgroundColor: colour("--ink"),
      titleColor: colour("--paper"),
      bodyColor: colour("--paper"),
      footerColor: colour("--paper"),
      filter: isThere,
      callbacks: { label: labelIn(write) },
    },
  },
});

// A line across a picture has paper on either side, so that it stands out from the bars it crosses.
const edged = (lines) => Object.fromEntries(Object.entries(lines).flatMap(([name, line]) => {
  const edge = { ...line, borderColor: colour("--paper"), borderWidth: line.borderWidth + 3, borderDash: [], label: {} };
  return [[`${name}Edge`, edge], [name, line]];
}));

const settingsOf = (figure) => JSON.parse(document.getElementById(figure.dataset.chart).textContent);

const draw = (figure) => {
  const { urls = [], notation, ...settings } = settingsOf(figure);
  const wanted = coloured(settings);
  const { annotation } = wanted.options.plugins;
  if (annotation) annotation.annotations = edged(annotation.annotations);
  Chart.defaults.color = colour("--soft");
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const canvas = figure.querySelector("canvas");
  charts.push(new Chart(canvas, { ...wanted, options: merged(common(urls, notation), wanted.options) }));
};

const drawAll = () => {
  for (const chart of charts.splice(0)) chart.destroy();
  document.querySelectorAll("figure.chart[data-chart]").forEach(draw);
};

const unfold = () => { for (const folded of document.querySelectorAll("details:has(figure.chart)")) folded.open = true; };

// At a desk there is room for intake, pain and sun side by side; a phone leaves what it is not asked for folded.
const show = () => {
  if (window.matchMedia("(min-width: 62rem)").matches) unfold();
  drawAll();
};

show();
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
document.addEventListener("htmx:afterSettle", (event) => { if (event.detail.elt.querySelector("figure.chart")) show(); });

// On paper: everything unfolded, in light colours whatever the theme, and at once.
const page = document.documentElement;
const printIn = (theme, isPrinting) => {
  onPaper = isPrinting;
  page.dataset.bsTheme = theme;
  drawAll();
};
window.addEventListener("beforeprint", () => {
  const theme = page.dataset.bsTheme;
  window.addEventListener("afterprint", () => printIn(theme, false), { once: true });
  unfold();
  printIn("light", true);
});
