// All of one event.

import { announce } from "../ui/announce.js";
import { h } from "../ui/dom.js";
import { moment } from "../ui/format.js";
import { hueOf } from "../ui/hue.js";
import { foreign } from "../ui/text.js";
import { longText, members } from "../ui/value.js";

const OBJECTS = [
  ["event_properties", "Event properties"],
  ["user_properties", "User properties sent"],
  ["groups", "Groups"],
  ["group_properties", "Group properties"],
  ["plan", "Plan"],
];
const TIMES = new Set(["time", "server_upload_time"]);
const APART = new Set(["event_type", "api_key", ...OBJECTS.map(([name]) => name)]);

/** The detail of an entry of the stream; `filter` narrows the stream to events like it. */
export function eventDetail({ event, sequence }, filter) {
  const rest = Object.entries(event).filter(([name]) => !APART.has(name));
  const facts = new Map(rest.map(([name, value]) => [name, TIMES.has(name) ? `${moment(value)} UTC` : value]));
  const user = event.user_id ?? event.device_id;
  return h(
    "div",
    { class: "event" },
    h("div", { class: "event-head" }, h("span", { class: `dot ${hueOf(event.event_type)}` }), h("h2", {}, foreign(event.event_type, { limit: 200 })), h("span", { class: "quiet event-number" }, `№ ${sequence}`)),
    h("div", { class: "row-of" },
      h("button", { type: "button", class: "button button-small", on: { click: () => filter({ event_type: event.event_type }) } }, "Only this type"),
      user && h("button", { type: "button", class: "button button-small", on: { click: () => filter({ user }) } }, "Only this user"),
      h("button", { type: "button", class: "button button-small", on: { click: () => copy(event) } }, "Copy as JSON"),
    ),
    OBJECTS.map(([name, text]) => section(text, members(event[name]))),
    section("Event", members(Object.fromEntries(facts))),
    h("details", { class: "data", on: { toggle: raw(event) } }, h("summary", {}, "Show it as JSON")),
  );
}

function section(title, content) {
  return content && h("section", { class: "event-part" }, h("h3", {}, title), content);
}

function raw(event) {
  return ({ currentTarget }) => {
    if (currentTarget.open && currentTarget.children.length === 1) currentTarget.append(longText(JSON.stringify(event, null, 2)));
  };
}

async function copy(event) {
  try {
    await navigator.clipboard.writeText(JSON.stringify(event, null, 2));
    announce("Copied");
  } catch {
    announce("The browser did not allow copying");
  }
}
