// The catalogue: every event type, how often, since when, and with which properties.

import { read } from "../data/api.js";
import { repeat } from "../data/repeat.js";
import { announce } from "../ui/announce.js";
import { fill, h } from "../ui/dom.js";
import { ago, moment, number, plural } from "../ui/format.js";
import { hueOf } from "../ui/hue.js";
import { debounced, empty, firstEvent, problemBox, viewHead } from "../ui/states.js";
import { foreign, legible } from "../ui/text.js";

export const title = "Catalogue";

const WAIT_MS = 2000;
const FEW_PROPERTIES = 8;

export function mount({ project, signal, now }) {
  const body = h("div", {});
  const filter = h("input", { class: "input", type: "search", id: "types", placeholder: "Event type or property", autocomplete: "off", spellcheck: "false", on: { input: debounced(() => draw(true)) } });
  const summary = h("p", {}, "Every event type of the project");
  let catalogue = null;
  let known = null;

  async function load() {
    try {
      const { generation, last_sequence: last } = await read("health", {}, signal);
      if (known === `${generation} ${last}`) return;
      known = `${generation} ${last}`;
      const fresh = await read(`projects/${project.number}/catalogue`, {}, signal);
      if (JSON.stringify(fresh) === JSON.stringify(catalogue)) return;
      catalogue = fresh;
      draw(false);
    } catch (problem) {
      if (problem.name !== "AbortError") fill(body, problemBox(problem));
    }
  }

  function draw(asked) {
    if (catalogue === null) return;
    const wanted = filter.value.toLowerCase();
    const all = catalogue.event_types;
    const found = all.filter((one) => matches(one, wanted));
    const total = all.reduce((sum, one) => sum + one.count, 0);
    fill(summary, `${plural(all.length, "event type")}, ${plural(total, "event")}${catalogue.more ? "; the most frequent are shown" : ""}`);
    if (asked) announce(plural(found.length, "event type"));
    if (all.length === 0) fill(body, firstEvent());
    else fill(body, found.length === 0 ? empty("Nothing found", "No event type and no property has this in its name.") : table(found, all[0].count, now()));
  }

  if (project !== null) {
    repeat(load, WAIT_MS, signal);
  } else {
    fill(body, firstEvent());
  }
  return h(
    "div",
    { class: "view" },
    h("div", { class: "view-head" }, h("div", {}, h("h1", {}, title), summary), h("div", { class: "field" }, h("label", { class: "visually-hidden", for: "types" }, "Filter event types"), filter)),
    h("section", { class: "panel", "aria-label": "Event types" }, body),
  );
}

function matches(one, wanted) {
  return one.event_type.toLowerCase().includes(wanted) || one.properties.some((property) => property.name.toLowerCase().includes(wanted));
}

function table(types, most, now) {
  return h(
    "div",
    { class: "scroll", role: "region", tabindex: "0", "aria-label": "Event types, as a table" },
    h(
      "table",
      { class: "table catalogue" },
      h("caption", { class: "visually-hidden" }, "Event types"),
      h("thead", {}, h("tr", {}, ["Event type", "Count", "First seen", "Last seen", "Properties", "Look closer"].map((name, index) => h("th", { scope: "col", class: index === 1 ? "num" : null }, name)))),
      h("tbody", {}, types.map((one) => row(one, most, now))),
    ),
  );
}

function row(one, most, now) {
  const name = legible(one.event_type, 60);
  const search = new URLSearchParams({ event_type: one.event_type });
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, h("span", { class: "type-name" }, h("span", { class: `dot ${hueOf(one.event_type)}` }), foreign(one.event_type, { limit: 120 }))),
    h("td", { class: "num", "data-name": "Count" }, number(one.count), h("span", { class: `share ${hueOf(one.event_type)}`, "aria-hidden": "true" }, h("span", { vars: { "--share": one.count / most } }))),
    h("td", { class: "when", "data-name": "First seen", title: `${moment(one.first)} UTC` }, ago(one.first, now)),
    h("td", { class: "when", "data-name": "Last seen", title: `${moment(one.last)} UTC` }, ago(one.last, now)),
    h("td", { "data-name": "Properties" }, properties(one.properties)),
    h(
      "td",
      { class: "links" },
      h("a", { href: `#/stream?${search}`, "aria-label": `${name} in the stream` }, "Stream"),
      !one.event_type.startsWith("$") && h("a", { href: `#/charts?${new URLSearchParams({ e: one.event_type })}`, "aria-label": `Chart of ${name}` }, "Chart"),
    ),
  );
}

function properties(all) {
  if (all.length === 0) return h("span", { class: "quiet" }, "none");
  const chip = (one) => h("li", { class: "property" }, foreign(one.name, { limit: 60 }), h("span", { class: "quiet" }, one.types.join(" or ")));
  const list = h("ul", { class: "properties" }, all.slice(0, FEW_PROPERTIES).map(chip));
  if (all.length <= FEW_PROPERTIES) return list;
  const more = h("button", { type: "button", class: "button button-small button-plain" }, `${all.length - FEW_PROPERTIES} more`);
  more.addEventListener("click", () => {
    list.append(...all.slice(FEW_PROPERTIES).map(chip));
    more.remove();
  });
  return [list, more];
}
