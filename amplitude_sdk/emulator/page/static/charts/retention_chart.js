// Retention: a heat map that is a table, and the curve of all cohorts.

import { h } from "../ui/dom.js";
import { DAY_MS, number, percent, plural } from "../ui/format.js";
import { foreign, legible } from "../ui/text.js";
import { lineChart } from "./line_chart.js";
import { badge } from "./marks.js";

const MONTH = 30;
const INTERVALS = new Map([[1, "Day"], [7, "Week"], [MONTH, "Month"]]);

/** One curve for all series of a retention reply, and one heat map for each. */
export function retentionChart(data, { interval, brackets }, marks) {
  const name = INTERVALS.get(interval) ?? "Interval";
  const heads = (cells) => cells.map((_, index) => (brackets ? bracketName(name, brackets[index]) : `${name} ${index}`));
  const curves = data.series.map((one, index) => curve(one, labelOf(data, index)));
  const longest = Math.max(0, ...curves.map((one) => one.values.length));
  if (longest === 0) return [];
  return [
    lineChart({
      title: "Users who came back", summary: `All cohorts together, by ${name.toLowerCase()}`,
      labels: Array.from({ length: longest }, (_, index) => String(brackets ? heads(curves[0].values)[index] : index)),
      series: curves, format: percent, share: true, axis: brackets ? "Bracket" : name,
    }),
    ...data.series.map((one, index) => heatMap(one, { label: data.series.length > 1 ? labelOf(data, index) : null, heads, marks, interval })),
  ];
}

/** `Day 0` or `Days 1–6`: the end of a bracket is left out. */
function bracketName(name, [first, end]) {
  return end - first > 1 ? `${name}s ${first}–${end - 1}` : `${name} ${first}`;
}

function labelOf(data, index) {
  return String(data.seriesLabels?.[index] ?? `Segment ${index + 1}`);
}

function curve(series, name) {
  const known = series.combined.slice(0, series.combined.findLastIndex((cell) => cell.outof) + 1);
  return { name, values: known.slice(1).map((cell) => (cell.outof ? cell.count / cell.outof : null)) };
}

function heatMap(series, { label, heads, marks, interval }) {
  const widest = Math.max(1, ...[series.combined, ...series.dates.map((date) => series.values[date])].map((cells) => cells.findLastIndex(hasBegun)));
  const columns = heads(Array.from({ length: widest }));
  const caption = label === null ? "Retention by cohort" : `Retention by cohort: ${legible(label, 60)}`;
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", { class: "chart-title" }, caption, h("span", { class: "chart-summary" }, "Cells with a dashed border are not over yet, and no part of the first row")),
    h(
      "div",
      { class: "scroll", role: "region", tabindex: "0", "aria-label": caption },
      h(
        "table",
        { class: "heat" },
        h("caption", { class: "visually-hidden" }, caption),
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Cohort"), h("th", { scope: "col" }, "Users"), columns.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, row("All cohorts", series.combined, widest, "heat-all"), series.dates.map((date) => row(cohort(date, marks, interval), series.values[date], widest, null))),
      ),
    ),
  );
}

/** Whether there is something to see: users who came back, or an interval that is over. */
function hasBegun(cell) {
  return Boolean(cell.outof) && !(cell.incomplete && cell.count === 0);
}

function cohort(date, marks, interval) {
  const first = Date.parse(`${date} UTC`);
  const next = interval === MONTH ? Date.UTC(new Date(first).getUTCFullYear(), new Date(first).getUTCMonth() + 1) : first + interval * DAY_MS;
  const here = marks.filter((mark) => mark.start >= first && mark.start < next);
  return h("div", { class: "cohort" }, foreign(date), here.map((mark) => h("span", { class: "cohort-mark" }, badge({ ...mark, key: mark.kind === "release" ? "R" : "A" }), foreign(mark.label, { limit: 24 }))));
}

function row(head, cells, widest, className) {
  const [start, ...rest] = className === "heat-all" ? cells.map((cell) => ({ ...cell, incomplete: false })) : cells;
  return h(
    "tr",
    { class: className },
    h("th", { scope: "row" }, head),
    h("td", { class: "heat-size" }, number(start?.outof ?? start?.count ?? 0)),
    Array.from({ length: widest }, (_, index) => heatCell(rest[index])),
  );
}

function heatCell(cell) {
  if (!cell || !cell.outof) return h("td", { class: "heat-none" }, cell ? "–" : "");
  if (!hasBegun(cell)) return h("td", { class: "heat-none" }, h("span", { "aria-hidden": "true" }, "·"), h("span", { class: "visually-hidden" }, "none yet"));
  const share = cell.count / cell.outof;
  const classes = cell.incomplete ? "heat-cell incomplete" : "heat-cell";
  const title = `${number(cell.count)} of ${plural(cell.outof, "user")}${cell.incomplete ? ", not over yet" : ""}`;
  return h("td", { class: classes, title, vars: { "--share": share.toFixed(4) } }, percent(share), cell.incomplete && h("span", { class: "visually-hidden" }, " not over yet"));
}
