// Retention: who comes back.

import { retentionChart } from "../../charts/retention_chart.js";
import { h } from "../../ui/dom.js";
import { dateFields, eventSelect, field, select } from "./fields.js";

const MODES = [["n-day", "On exactly that interval"], ["rolling", "Then or later"], ["bracket", "Within brackets"]];
const INTERVALS = [["1", "Day"], ["7", "Week"], ["30", "Month"]];

export const retention = {
  name: "Retention",

  fields(question, change) {
    const mode = question.get("rm");
    const brackets = h("input", { class: "input", type: "text", pattern: "\\s*\\d+-\\d+(\\s*,\\s*\\d+-\\d+)*\\s*", autocomplete: "off", on: { change: () => brackets.validity.valid && change("rb", brackets.value) } });
    brackets.value = question.get("rb");
    return [
      field("begin", "Users begin with", eventSelect(question, question.get("se"), (value) => change("se", value), ["_new", "_active", "_all"]), "field field-event"),
      field("return", "and come back with", eventSelect(question, question.get("re"), (value) => change("re", value)), "field field-event"),
      field("retention-mode", "Counted", select(MODES, mode, (value) => change("rm", value, true))),
      mode === "bracket" && field("brackets", "Brackets of days, the last one left out", brackets),
      field("interval", "By", select(INTERVALS, INTERVALS.some(([value]) => value === question.get("i")) ? question.get("i") : "1", (value) => change("i", value))),
      dateFields(question, change),
    ];
  },

  request(question) {
    const brackets = question.get("rm") === "bracket" ? JSON.stringify(bracketsOf(question)) : null;
    return {
      path: "2/retention",
      parameters: {
        se: JSON.stringify({ event_type: question.get("se") }),
        re: JSON.stringify({ event_type: question.get("re") }),
        rm: question.get("rm"), rb: brackets, i: intervalOf(question), ...question.dates(),
      },
    };
  },

  figures({ data }, question, marks) {
    const brackets = question.get("rm") === "bracket" ? bracketsOf(question) : null;
    return retentionChart(data, { interval: intervalOf(question), brackets }, marks);
  },
};

function intervalOf(question) {
  const interval = Number(question.get("i"));
  return interval > 0 ? interval : 1;
}

/** `0-1,1-7` as pairs; what is none is left out. */
function bracketsOf(question) {
  return question.get("rb").split(",").map((part) => part.trim().split("-").map(Number)).filter((pair) => pair.length === 2 && pair.every(Number.isInteger));
}
