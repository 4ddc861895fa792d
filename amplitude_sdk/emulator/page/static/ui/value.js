// Shows JSON values of unknown size: members as a table, the rest as text that is cut.

import { fill, h } from "./dom.js";
import { foreign, legible } from "./text.js";

const SHORT = 1200;
const LONG = 200_000;
const MOST_MEMBERS = 300;

/** The members of an object as a description list; null when there are none. */
export function members(object) {
  const entries = Object.entries(object ?? {});
  if (entries.length === 0) return null;
  return h(
    "dl",
    { class: "members" },
    entries.slice(0, MOST_MEMBERS).map(([name, value]) => h("div", {}, h("dt", {}, foreign(name, { limit: 80 })), h("dd", {}, shown(value)))),
    entries.length > MOST_MEMBERS && h("div", {}, h("dt", {}, "…"), h("dd", {}, `${entries.length - MOST_MEMBERS} more in the JSON`)),
  );
}

/** A JSON text of which the beginning is shown. */
export function longText(text) {
  const pre = h("pre", { class: "json" }, legible(text, SHORT, true));
  if (text.length <= SHORT) return pre;
  const more = h("button", { type: "button", class: "button button-small" }, `Show ${text.length > LONG ? "more" : "all"} of ${text.length.toLocaleString("en")} characters`);
  const box = h("div", { class: "long" }, pre, more);
  more.addEventListener("click", () => {
    fill(pre, legible(text, LONG, true));
    more.remove();
  });
  return box;
}

function shown(value) {
  if (typeof value === "string") return value.length > SHORT ? longText(value) : foreign(value, { limit: SHORT, className: "text-value" });
  if (value !== null && typeof value === "object") return longText(JSON.stringify(value, null, 2));
  return h("span", { class: "plain-value" }, String(value));
}
