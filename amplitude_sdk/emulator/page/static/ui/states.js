// What is shown when there is nothing to show, or something is wrong.

import { h } from "./dom.js";

/** How to send the first event: to this emulator, or to the project that is looked at. */
export function firstEvent(toProject = false) {
  const command = [
    `curl ${location.origin}/2/httpapi -H 'Content-Type: application/json' -d '{`,
    `  "api_key": "${toProject ? "the-key-of-this-project" : "any-key"}",`,
    '  "events": [{"user_id": "ada@example.com", "event_type": "Hello"}]',
    "}'",
  ].join("\n");
  return empty("No events yet", "Send one, and it appears here:", h("pre", { tabindex: "0", role: "region", "aria-label": "A command that sends an event" }, command));
}

export function empty(title, ...content) {
  return h("div", { class: "empty" }, h("h2", {}, title), content.map((one) => (typeof one === "string" ? h("p", {}, one) : one)));
}

/** What the emulator said when it refused. */
export function problemBox(problem) {
  return h("p", { class: "problem", role: "alert" }, problem.message);
}

/** The beginning of a view. */
export function viewHead(title, text, ...tools) {
  return h("div", { class: "view-head" }, h("div", {}, h("h1", {}, title), h("p", {}, text)), tools.length > 0 && h("div", { class: "row-of" }, tools));
}

/** Calls `listener` when the person has stopped typing. */
export function debounced(listener, wait = 180) {
  let timer = null;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => listener(...values), wait);
  };
}
