// Event segmentation: who does something, and how often, over time.

import { lineChart } from "../../charts/line_chart.js";
import { instant } from "../../charts/scale.js";
import { h } from "../../ui/dom.js";
import { longDay, number, plural } from "../../ui/format.js";
import { dateFields, eventSelect, field, propertyOf, propertySelect, select } from "./fields.js";

const METRICS = [["uniques", "Users"], ["totals", "Events"], ["average", "Events per user"], ["pct_dau", "Share of active users"], ["sums", "Sum of a property"], ["value_avg", "Average of a property"], ["formula", "Formula"]];
const INTERVALS = [["1", "Day"], ["7", "Week"], ["30", "Month"], ["-3600000", "Hour"], ["-300000", "Five minutes"]];
const IN_PERCENT = "pct_dau";
const OF_A_PROPERTY = new Set(["sums", "value_avg"]);
const MOST_GROUPS = 20;

export const segmentation = {
  name: "Segmentation",

  fields(question, change) {
    const [first, second] = chosen(question);
    const metric = question.get("m");
    const property = OF_A_PROPERTY.has(metric);
    const events = (one, other) => change("e", [one, other].filter(Boolean), true);
    const other = eventSelect(question, second ?? "", (value) => events(first, value));
    other.prepend(h("option", { value: "", selected: !second }, "None"));
    const formula = h("input", { class: "input", type: "text", spellcheck: "false", autocomplete: "off", on: { input: () => change("formula", formula.value) } });
    formula.value = question.get("formula");
    return [
      field("event-a", "Event", eventSelect(question, first, (value) => events(value, second)), "field field-event"),
      field("event-b", "Second event", other, "field field-event"),
      field("metric", "Measure", select(METRICS, metric, (value) => change("m", value, true))),
      metric === "formula" && field("formula", "Formula over A and B", formula),
      field("group", property ? "Property" : "Split by", propertySelect(question, [first], question.get("g"), property ? "Choose" : "Nothing", (value) => change("g", value))),
      field("interval", "By", select(INTERVALS, question.get("i"), (value) => change("i", value))),
      dateFields(question, change),
    ];
  },

  request(question) {
    const [first, second] = chosen(question);
    const metric = question.get("m");
    const split = question.get("g") ? { group_by: [propertyOf(question.get("g"))] } : {};
    return {
      path: "2/events/segmentation",
      parameters: {
        e: JSON.stringify({ event_type: first, ...split }),
        e2: second && JSON.stringify({ event_type: second }),
        m: metric, i: question.get("i"), ...question.dates(), limit: MOST_GROUPS,
        formula: metric === "formula" ? question.get("formula") : null,
      },
    };
  },

  figures({ data }, question, marks) {
    if (data.series.length === 0 || data.xValues.length === 0) return [];
    const metric = METRICS.find(([name]) => name === question.get("m"))[1];
    const unit = question.get("m") === IN_PERCENT ? "%" : "";
    const format = (value) => (typeof value === "number" ? number(value) + unit : number(value));
    const series = data.series.map((values, index) => ({ name: nameOf(data, index, question), values, total: collapsed(data, index) }));
    return [lineChart({ title: metric, summary: `${spanOf(data.xValues)}${series.length === 1 ? total(series[0], format) : ""}`, labels: data.xValues, series, marks, format, unit })];
  },
};

function chosen(question) {
  const [first, second] = question.events(1);
  return [first ?? "_active", second];
}

function nameOf(data, index, question) {
  const events = chosen(question).filter(Boolean);
  const event = question.nameOf(events[data.seriesMeta?.[index]?.eventIndex ?? 0] ?? events[0]);
  const label = data.seriesLabels?.[index];
  if (question.get("m") === "formula") return question.get("formula");
  if (typeof label !== "string") return event;
  return events.length > 1 ? `${event}, ${label}` : label;
}

function collapsed(data, index) {
  return data.seriesCollapsed?.[index]?.[0]?.value;
}

function spanOf(labels) {
  const [first, last] = [labels[0], labels.at(-1)].map((label) => longDay(instant(label)));
  return `${first} to ${last}, ${plural(labels.length, "point")}`;
}

function total(series, format) {
  return series.total === undefined ? "" : `; ${format(series.total)} in all`;
}
