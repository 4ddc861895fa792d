// The fields of the forms.

import { h } from "../../ui/dom.js";
import { DAY_MS, isoDay } from "../../ui/format.js";
import { legible } from "../../ui/text.js";

const RANGES = [["7 days", 7], ["30 days", 30], ["90 days", 90]];

/** A labelled control. */
export function field(id, label, control, className = "field") {
  control.id = id;
  return h("div", { class: className }, h("label", { for: id }, label), control);
}

/** A select of [value, text] pairs. */
export function select(options, chosen, onChange) {
  const control = h("select", { class: "input", on: { change: () => onChange(control.value) } }, options.map(([value, text]) => option(value, text, chosen)));
  return control;
}

/** A select of event types, with those that have a meaning of their own. */
export function eventSelect(question, chosen, onChange, special = ["_active", "_all"]) {
  const known = new Set([...special, ...question.types]);
  const types = known.has(chosen) ? question.types : [chosen, ...question.types];
  const control = h(
    "select",
    { class: "input", on: { change: () => onChange(control.value) } },
    h("optgroup", { label: "Events" }, types.map((type) => option(type, legible(type, 60), chosen))),
    special.length > 0 && h("optgroup", { label: "Of any type" }, special.map((type) => option(type, question.nameOf(type), chosen))),
  );
  return control;
}

/** A select of properties; their values are `event:name` and `user:name`. */
export function propertySelect(question, events, chosen, none, onChange) {
  const { event, user, custom } = question.properties(events);
  const group = (label, names, prefix) => names.length > 0 && h("optgroup", { label }, names.map((name) => option(`${prefix}${name}`, legible(name, 50), chosen)));
  const control = h(
    "select",
    { class: "input", on: { change: () => onChange(control.value) } },
    none && option("", none, chosen),
    group("Event properties", event, "event:"),
    group("User properties", user, "user:"),
    group("Custom user properties", custom, "user:gp:"),
  );
  return control;
}

/** The property of a value of `propertySelect`, as the API names it. */
export function propertyOf(value) {
  const colon = value.indexOf(":");
  return { type: value.slice(0, colon), value: value.slice(colon + 1) };
}

/** First and last day, and the usual spans. */
export function dateFields(question, change) {
  const day = (name) => {
    const control = h("input", { class: "input", type: "date", required: true, min: "1970-01-01", max: "9998-12-31", on: { change: () => control.value && change(name, control.value, true) } });
    control.value = question.get(name);
    return control;
  };
  const span = (start, end) => {
    question.range(start, end);
    change("end", end, true);
  };
  return [
    field("start", "From", day("start"), "field field-date"),
    field("end", "To", day("end"), "field field-date"),
    h("div", { class: "spans", role: "group", "aria-label": "Usual spans" },
      RANGES.map(([name, days]) => h("button", { type: "button", id: `span-${days}`, class: "button button-small", on: { click: () => span(isoDay(Date.parse(question.today) - (days - 1) * DAY_MS), question.today) } }, name)),
      h("button", { type: "button", id: "span-all", class: "button button-small", on: { click: () => span(isoDay(question.span.first), isoDay(question.span.last)) } }, "All events")),
  ];
}

function option(value, text, chosen) {
  return h("option", { value, selected: value === chosen }, text);
}
