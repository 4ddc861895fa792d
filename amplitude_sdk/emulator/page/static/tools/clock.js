// The emulator's clock: what time it is there, and moving it.

import { change, read } from "../data/api.js";
import { announce } from "../ui/announce.js";
import { fill, h, s } from "../ui/dom.js";
import { clockTime, isoDay, longDay, moment } from "../ui/format.js";

const ASKED_EVERY_MS = 5000;
const STEPS = [["1 hour", { hours: 1 }], ["1 day", { days: 1 }], ["7 days", { days: 7 }], ["30 days", { days: 30 }]];

/** The button in the bar with its popover; `now()` is the emulator's time in epoch milliseconds. */
export function clockTool() {
  let time = { now: Date.now(), frozen: false };
  let asked = performance.now();
  const long = h("span", { class: "clock-long" });
  const short = h("span", { class: "clock-short" });
  const face = h("p", { class: "popover-time" });
  const state = h("p", { class: "quiet" });
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const now = () => time.now + (time.frozen ? 0 : performance.now() - asked);

  function tick() {
    const instant = now();
    fill(long, `${longDay(instant)}, ${clockTime(instant).slice(0, 5)} UTC`);
    fill(short, clockTime(instant).slice(0, 5));
    fill(face, `${moment(instant)} UTC`);
  }

  function take(answer) {
    const moved = Math.abs(answer.now - now()) > 60_000;
    time = answer;
    asked = performance.now();
    fill(state, answer.frozen ? "Stands still until it is moved." : "Runs with this machine's clock.");
    tick();
    if (moved) dispatchEvent(new CustomEvent("emulator-clock"));
  }

  async function move(method, path, body) {
    problem.hidden = true;
    try {
      take(await change(method, path, body));
      announce(`The emulator's time is ${moment(now())}`);
    } catch (refusal) {
      fill(problem, refusal.message);
      problem.hidden = false;
    }
  }

  const chosen = h("input", { class: "input", type: "datetime-local", step: 1, id: "clock-moment", required: true });
  const form = h(
    "form",
    { class: "row-of", on: { submit: (event) => { event.preventDefault(); if (chosen.value) move("PUT", "clock", { now: rfc3339(chosen.value) }); } } },
    h("div", { class: "field" }, h("label", { for: "clock-moment" }, "Set to a moment (UTC) and stand still"), chosen),
    h("button", { class: "button", type: "submit" }, "Set"),
  );
  const panel = h(
    "div",
    { class: "popover", id: "clock-panel", popover: "auto", role: "dialog", "aria-label": "Clock of the emulator", on: { toggle: (event) => { if (event.newState === "open") chosen.value = `${isoDay(now())}T${clockTime(now())}`; } } },
    h("div", { class: "popover-body" },
      h("div", {}, face, state),
      h("div", {}, h("p", { class: "legend-text" }, "Move forward by"), h("div", { class: "row-of" }, STEPS.map(([name, step]) => h("button", { class: "button button-small", type: "button", on: { click: () => move("POST", "clock/advance", step) } }, name)))),
      form,
      h("button", { class: "button", type: "button", on: { click: () => move("DELETE", "clock") } }, "Set back to how it started"),
      problem,
    ),
  );
  const icon = s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("circle", { cx: 12, cy: 12, r: 9 }), s("path", { d: "M12 7v5l3 2" }));
  const button = h("button", { class: "button clock-button", type: "button", popovertarget: "clock-panel" }, icon, h("span", { class: "visually-hidden" }, "Clock: "), long, short);

  const ask = () => document.hidden || read("clock").then(take, () => {});
  setInterval(ask, ASKED_EVERY_MS);
  setInterval(tick, 1000);
  tick();
  ask();
  return { element: h("div", {}, button, panel), now };
}

function rfc3339(local) {
  return `${local.length === 16 ? `${local}:00` : local}Z`;
}
