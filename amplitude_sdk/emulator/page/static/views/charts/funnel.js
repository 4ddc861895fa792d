// Funnels: how many users take each step.

import { funnelChart } from "../../charts/funnel_chart.js";
import { h } from "../../ui/dom.js";
import { dateFields, eventSelect, field, propertySelect, propertyOf, select } from "./fields.js";

const MODES = [["ordered", "In this order"], ["unordered", "In any order"], ["sequential", "Directly after one another"]];
const USERS = [["active", "All active users"], ["new", "New users"]];
const WINDOWS = [["1", "1 day"], ["7", "7 days"], ["14", "14 days"], ["30", "30 days"], ["90", "90 days"]];
const SECONDS_A_DAY = 86_400;
const FIRST_STEPS = 3;
const MOST_STEPS = 10;
const MOST_GROUPS = 4;

export const funnel = {
  name: "Funnel",

  fields(question, change) {
    const steps = question.events(FIRST_STEPS);
    const set = (next) => change("e", next, true);
    return [
      h("fieldset", { class: "step-fields" },
        h("legend", { class: "legend-text" }, "Steps"),
        h("ol", {}, steps.map((step, index) => stepField(question, steps, step, index, set))),
        steps.length < MOST_STEPS && h("button", { type: "button", id: "add-step", class: "button button-small", on: { click: () => set([...steps, question.types[steps.length % Math.max(1, question.types.length)] ?? "_active"]) } }, "Add a step")),
      field("mode", "Order", select(MODES, question.get("mode"), (value) => change("mode", value))),
      field("window", "Within", select(WINDOWS, question.get("cs"), (value) => change("cs", value))),
      field("users", "Of", select(USERS, question.get("n"), (value) => change("n", value))),
      field("group", "Split by", propertySelect(question, [], userOnly(question), "Nothing", (value) => change("g", value))),
      dateFields(question, change),
    ];
  },

  request(question) {
    return {
      path: "2/funnels",
      parameters: {
        e: question.events(FIRST_STEPS).map((type) => JSON.stringify({ event_type: type })),
        mode: question.get("mode"), n: question.get("n"), cs: Number(question.get("cs")) * SECONDS_A_DAY, ...question.dates(),
        ...(userOnly(question) ? { g: propertyOf(userOnly(question)).value, limit: MOST_GROUPS } : {}),
      },
    };
  },

  figures({ data }, question, marks) {
    return funnelChart(data.map((group) => ({ ...group, events: group.events.map((label) => question.nameOf(label)) })), marks);
  },
};

/** Funnels are split by properties of users only. */
function userOnly(question) {
  return question.get("g").startsWith("user:") ? question.get("g") : "";
}

function stepField(question, steps, step, index, set) {
  const control = eventSelect(question, step, (value) => set(steps.map((one, position) => (position === index ? value : one))));
  control.id = `step-${index}`;
  return h(
    "li",
    {},
    h("label", { class: "step-number", for: control.id }, h("span", { class: "visually-hidden" }, "Step "), index + 1),
    control,
    steps.length > 1 && h("button", { type: "button", class: "button button-small button-plain", "aria-label": `Remove step ${index + 1}`, on: { click: () => set(steps.filter((_, position) => position !== index)) } }, "✕"),
  );
}
