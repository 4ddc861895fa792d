// Lines over time, with annotations and releases on the time axis.

import { h, s, uniqueId } from "../ui/dom.js";
import { clockTime, compact, DAY_MS, longDay, number, shortDay } from "../ui/format.js";
import { foreign, legible } from "../ui/text.js";
import { dataTable } from "./data_table.js";
import { markList, placedMarks } from "./marks.js";
import { instant, labelStride, ticks } from "./scale.js";

const HEIGHT = 300;
const TOP = 14;
const TOP_WITH_MARKS = 34;
const BOTTOM = 30;
const RIGHT = 14;
const LABEL_WIDTH = 62;
const HOUR_STRIDES = [1, 2, 3, 4, 6, 12, 24, 36, 48, 72, 144, 288];
export const MOST_SERIES = 8;
const FEW_POINTS = 32;

/**
 * A figure of `series` ({name, values}) over `labels`. `format` writes a value, and the axis has
 * `unit` behind its numbers; `marks` are drawn where their time falls. The values are also in a table, and under the arrow keys.
 */
export function lineChart({ title, summary, labels, series, marks = [], format = number, unit = "", share = false, axis = null }) {
  const drawn = series.slice(0, MOST_SERIES);
  const instants = labels.map(instant);
  const { placed, left } = placedMarks(marks, instants);
  const chart = { title, summary, labels, instants, drawn, placed, format, unit, share, axis };
  const plot = h("div", { class: "plot" });
  const figure = h(
    "figure",
    { class: "chart" },
    h("figcaption", { class: "chart-title" }, title, h("span", { class: "chart-summary" }, summary)),
    drawn.length > 1 && legend(drawn, series.length),
    plot,
    placed.length > 0 && markList(placed, left),
    dataTable({ caption: title, head: [axis ?? "Date", ...series.map((one) => one.name)], rows: rowsOf(chart, series) }),
  );
  redrawWithWidth(plot, chart);
  return figure;
}

function redrawWithWidth(plot, chart) {
  const inspector = inspect(chart);
  let width = 0;
  new ResizeObserver(([entry]) => {
    const now = Math.round(entry.contentRect.width);
    if (now === width || now === 0) return;
    width = now;
    const geometry = measure(chart, width);
    plot.replaceChildren(draw(chart, geometry), ...inspector.place(geometry));
  }).observe(plot);
}

function measure(chart, width) {
  const all = chart.drawn.flatMap((one) => one.values.map((value) => value ?? 0));
  const [least, most] = [Math.min(0, ...all), Math.max(0, ...all)];
  const whole = !chart.share && chart.drawn.every((one) => one.values.every((value) => Number.isInteger(value ?? 0)));
  const values = ticks(least, chart.share ? Math.min(1, most) : most, 4, whole);
  const text = values.map((value) => (chart.share ? `${compact(value * 100)}%` : compact(value) + chart.unit));
  const left = 14 + 7 * Math.max(...text.map((one) => one.length));
  const inner = Math.max(40, width - left - RIGHT);
  const last = Math.max(1, chart.labels.length - 1);
  const [bottom, top] = [values[0], values.at(-1)];
  const head = chart.placed.length > 0 ? TOP_WITH_MARKS : TOP;
  return {
    width, left, inner, values, text, head,
    x: (point) => left + (chart.labels.length === 1 ? inner / 2 : (point / last) * inner),
    y: (value) => head + ((top - value) / (top - bottom)) * (HEIGHT - head - BOTTOM),
  };
}

function draw(chart, geometry) {
  const id = uniqueId("chart");
  return s(
    "svg",
    { class: "plot-svg", role: "img", "aria-labelledby": `${id}-t ${id}-d`, viewBox: `0 0 ${geometry.width} ${HEIGHT}`, width: geometry.width, height: HEIGHT },
    s("title", { id: `${id}-t` }, chart.title),
    s("desc", { id: `${id}-d` }, `${chart.summary}. The values are in the table below the chart.`),
    grid(geometry),
    timeAxis(chart, geometry),
    chart.placed.map((mark) => drawMark(mark, geometry)),
    chart.drawn.map((one, index) => drawSeries(one, index, geometry, chart.drawn.length === 1)),
  );
}

function grid(geometry) {
  return geometry.values.map((value, index) => [
    s("line", { class: value ? "grid-line" : "grid-line grid-base", x1: geometry.left, x2: geometry.left + geometry.inner, y1: geometry.y(value), y2: geometry.y(value) }),
    s("text", { class: "tick", x: geometry.left - 8, y: geometry.y(value) + 4, "text-anchor": "end" }, geometry.text[index]),
  ]);
}

function timeAxis(chart, geometry) {
  const stride = labelStride(chart.labels.length, geometry.inner, LABEL_WIDTH, isOfDays(chart) ? null : HOUR_STRIDES);
  return chart.labels.map((label, point) => {
    if (point % stride) return null;
    const anchor = point === 0 && chart.labels.length > 1 ? "start" : point === chart.labels.length - 1 && point > 0 ? "end" : "middle";
    return s("text", { class: "tick", x: geometry.x(point), y: HEIGHT - 8, "text-anchor": anchor }, shortLabel(chart, point));
  });
}

function drawSeries(one, index, geometry, alone) {
  const points = one.values.map((value, point) => (value === null || value === undefined ? null : [geometry.x(point), geometry.y(value)]));
  const known = points.filter((point) => point !== null);
  return s(
    "g",
    { class: `series series-${index + 1}` },
    alone && known.length > 1 && s("path", { class: "area", d: areaPath(known, geometry) }),
    s("path", { class: "line", d: linePath(points) }),
    known.length <= FEW_POINTS && known.map(([x, y]) => s("circle", { class: "dot", cx: x, cy: y, r: 3 })),
  );
}

function linePath(points) {
  let pen = "M";
  return points
    .map((point) => {
      if (point === null) {
        pen = "M";
        return "";
      }
      const command = `${pen}${point[0].toFixed(1)},${point[1].toFixed(1)}`;
      pen = "L";
      return command;
    })
    .join("");
}

function areaPath(points, geometry) {
  const floor = geometry.y(0);
  return `${linePath(points)}L${points.at(-1)[0].toFixed(1)},${floor}L${points[0][0].toFixed(1)},${floor}Z`;
}

function drawMark(mark, geometry) {
  const x = geometry.x(mark.from);
  const floor = HEIGHT - BOTTOM;
  const range = mark.to > mark.from && s("rect", { class: "mark-range", x, y: geometry.head - 6, width: geometry.x(mark.to) - x, height: floor - geometry.head + 6 });
  return s(
    "g",
    { class: `mark mark-${mark.kind}` },
    range,
    s("line", { class: "mark-line", x1: x, x2: x, y1: geometry.head - 8, y2: floor }),
    mark.kind === "release"
      ? s("path", { class: "mark-flag", d: `M${x},${geometry.head - 28}l11,10l-11,10l-11,-10z` })
      : s("circle", { class: "mark-flag", cx: x, cy: geometry.head - 18, r: 9 }),
    s("text", { class: "mark-key", x, y: geometry.head - 14, "text-anchor": "middle" }, mark.key),
  );
}

function inspect(chart) {
  const hair = h("div", { class: "hair" });
  const tip = h("div", { class: "tip", "aria-hidden": "true" });
  const last = chart.labels.length - 1;
  let geometry = null;
  const slider = h("div", {
    class: "inspector", role: "slider", tabindex: "0", "aria-label": `${chart.title}: point`,
    "aria-valuemin": 0, "aria-valuemax": last, "aria-valuenow": last, "aria-valuetext": spoken(chart, last),
    on: {
      pointermove: (event) => show(nearest(event)),
      pointerdown: (event) => show(nearest(event)),
      pointerleave: hide,
      focus: () => show(Number(slider.getAttribute("aria-valuenow"))),
      blur: hide,
      keydown: (event) => {
        const now = Number(slider.getAttribute("aria-valuenow"));
        const to = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: last, PageUp: now + 7, PageDown: now - 7 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        show(Math.min(last, Math.max(0, to)));
      },
    },
  });

  function nearest(event) {
    const share = (event.clientX - slider.getBoundingClientRect().left) / geometry.inner;
    return Math.min(last, Math.max(0, Math.round(share * last)));
  }

  function show(point) {
    slider.setAttribute("aria-valuenow", point);
    slider.setAttribute("aria-valuetext", spoken(chart, point));
    const x = geometry.x(point);
    hair.style.setProperty("--x", `${x}px`);
    tip.style.setProperty("--x", `${x}px`);
    tip.classList.toggle("tip-left", x > geometry.left + geometry.inner / 2);
    tip.replaceChildren(...tipContent(chart, point));
    hair.classList.add("on");
    tip.classList.add("on");
  }

  function hide() {
    hair.classList.remove("on");
    tip.classList.remove("on");
  }

  return {
    place(measured) {
      geometry = measured;
      slider.style.setProperty("--left", `${geometry.left}px`);
      slider.style.setProperty("--width", `${geometry.inner}px`);
      return [hair, slider, tip];
    },
  };
}

function tipContent(chart, point) {
  const marks = chart.placed.filter((mark) => Math.floor(mark.from) <= point && point <= Math.ceil(mark.to));
  return [
    h("div", { class: "tip-head" }, longLabel(chart, point)),
    ...chart.drawn.map((one, index) =>
      h("div", { class: `tip-row series-${index + 1}` }, h("span", { class: "swatch" }), foreign(one.name, { limit: 32 }), h("b", {}, chart.format(one.values[point]))),
    ),
    ...marks.map((mark) => h("div", { class: "tip-mark" }, `${mark.key} `, foreign(mark.label, { limit: 40 }))),
  ];
}

function spoken(chart, point) {
  if (point < 0) return "";
  const values = chart.drawn.map((one) => `${legible(one.name, 40)} ${chart.format(one.values[point])}`);
  return `${longLabel(chart, point)}: ${values.join(", ")}`;
}

function shortLabel(chart, point) {
  const instant = chart.instants[point];
  if (Number.isNaN(instant)) return legible(chart.labels[point], 14);
  return isOfDays(chart) || instant % DAY_MS === 0 ? shortDay(instant) : clockTime(instant).slice(0, 5);
}

function isOfDays(chart) {
  return chart.instants.every((instant) => Number.isNaN(instant) || instant % DAY_MS === 0);
}

function longLabel(chart, point) {
  const instant = chart.instants[point];
  if (!Number.isNaN(instant)) return isOfDays(chart) ? longDay(instant) : `${longDay(instant)}, ${clockTime(instant).slice(0, 5)}`;
  return `${chart.axis ? `${chart.axis} ` : ""}${legible(chart.labels[point], 40)}`;
}

function legend(drawn, all) {
  return h(
    "ul",
    { class: "legend" },
    drawn.map((one, index) =>
      h("li", { class: `series-${index + 1}` }, s("svg", { class: "swatch-line", viewBox: "0 0 26 6", "aria-hidden": "true" }, s("path", { class: "line", d: "M1,3L25,3" })), foreign(one.name, { limit: 48 }), one.total !== undefined && h("span", { class: "legend-total" }, number(one.total))),
    ),
    all > drawn.length && h("li", { class: "quiet" }, `and ${all - drawn.length} more in the table`),
  );
}

function rowsOf(chart, series) {
  return chart.labels.map((label, point) => [legible(label, 60), ...series.map((one) => chart.format(one.values[point]))]);
}
