// The steps of a funnel: how many take each, where the others are lost.

import { h } from "../ui/dom.js";
import { duration, number, percent, plural } from "../ui/format.js";
import { foreign } from "../ui/text.js";
import { dataTable } from "./data_table.js";
import { lineChart } from "./line_chart.js";

/** One figure for each group of a funnel's reply, and its conversion over time. */
export function funnelChart(groups, marks) {
  return groups.flatMap((group) => {
    const steps = stepsOf(group);
    return [stepsFigure(group, steps), ...daysFigure(group, steps, marks)];
  });
}

function stepsOf(group) {
  return group.events.map((label, index) => ({
    label,
    users: group.cumulativeRaw[index],
    share: group.cumulative[index],
    fromPrevious: group.stepByStep[index],
    lost: index ? group.cumulativeRaw[index - 1] - group.cumulativeRaw[index] : 0,
    median: group.medianTransTimes?.[index] ?? null,
    average: group.avgTransTimes?.[index] ?? null,
  }));
}

function stepsFigure(group, steps) {
  const title = group.groupValue === undefined ? "Conversion by step" : ["Conversion by step: ", foreign(group.groupValue)];
  const last = steps.at(-1);
  return h(
    "figure",
    { class: "chart funnel" },
    h("figcaption", { class: "chart-title" }, title, h("span", { class: "chart-summary" }, `${percent(last.share)} of ${plural(steps[0].users, "user")} took ${steps.length > 1 ? `all ${steps.length} steps` : "the step"}`)),
    h("ol", { class: "steps" }, steps.map(step)),
    dataTable({
      caption: "Steps of the funnel",
      head: ["Step", "Users", "Of all", "Of the step before", "Median time", "Average time"],
      rows: steps.map((one, index) => [
        foreign(one.label), number(one.users), percent(one.share), percent(one.fromPrevious),
        index ? duration(one.median) : "–", index ? duration(one.average) : "–",
      ]),
    }),
  );
}

function step(one, index) {
  return h(
    "li",
    { class: "step" },
    index > 0 && h("p", { class: "step-passage" }, h("b", {}, percent(one.fromPrevious)), " went on", one.users > 0 && `, after ${duration(one.median)} in the median`, one.lost > 0 && h("span", { class: "step-lost" }, `${number(one.lost)} lost`)),
    h("div", { class: "step-head" }, h("span", { class: "step-number", "aria-hidden": "true" }, index + 1), foreign(one.label, { className: "step-label" }), h("span", { class: "step-users" }, plural(one.users, "user")), h("b", { class: "step-share" }, percent(one.share))),
    h("div", { class: "step-track", "aria-hidden": "true" }, h("div", { class: "step-bar", vars: { "--share": one.share ?? 0 } })),
  );
}

function daysFigure(group, steps, marks) {
  const days = group.dayFunnels;
  if (!days || days.xValues.length < 2 || steps.length < 2) return [];
  const share = (row, index) => (row[0] ? row[index] / row[0] : null);
  const lines = steps.slice(1).map((one, index) => ({ name: one.label, values: days.series.map((row) => share(row, index + 1)) }));
  return [lineChart({
    title: "Conversion over time",
    summary: "Share of the users who entered on a day and took each step",
    labels: days.xValues, series: lines, marks, format: percent, share: true,
  })];
}
