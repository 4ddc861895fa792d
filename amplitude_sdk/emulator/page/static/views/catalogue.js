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
  const table = typeTable(now);
  let catalogue = null;
  let known = null;

  async function load() {
    try {
      const { generation, last_sequence: last } = await read("health", {}, signal);
      if (known !== `${generation} ${last}`) {
        catalogue = await read(`projects/${project.number}/catalogue`, {}, signal);
        known = `${generation} ${last}`;
        draw(false);
      }
      table.tick();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      known = null; // what was shown makes place for the problem
      fill(body, problemBox(problem));
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
    table.show(found, all[0]?.count);
    if (all.length === 0) fill(body, firstEvent(true));
    else if (found.length === 0) fill(body, empty("Nothing found", "No event type and no property has this in its name."));
    else if (body.firstChild !== table.element) fill(body, table.element);
  }

  if (project !== null) {
    addEventListener("emulator-clock", () => table.tick(), { signal });
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

/** A table of event types. Rows stay what they are while their numbers change: a person may be in one. */
function typeTable(now) {
  const rows = new Map();
  const body = h("tbody", {});
  const element = h(
    "div",
    { class: "scroll", role: "region", tabindex: "0", "aria-label": "Event types, as a table" },
    h(
      "table",
      { class: "table catalogue" },
      h("caption", { class: "visually-hidden" }, "Event types"),
      h("thead", {}, h("tr", {}, ["Event type", "Count", "First seen", "Last seen", "Properties", "Look closer"].map((name, index) => h("th", { scope: "col", class: index === 1 ? "num" : null }, name)))),
      body,
    ),
  );

  function show(types, most) {
    const wanted = new Set(types.map((one) => one.event_type));
    for (const [type, row] of rows) {
      if (wanted.has(type)) continue;
      row.element.remove();
      rows.delete(type);
    }
    for (const [index, one] of types.entries()) {
      if (!rows.has(one.event_type)) rows.set(one.event_type, typeRow(one.event_type));
      const row = rows.get(one.event_type);
      row.show(one, most, now());
      if (body.children[index] !== row.element) body.insertBefore(row.element, body.children[index] ?? null);
    }
  }

  function tick() {
    for (const row of rows.values()) row.tick(now());
  }

  return { element, show, tick };
}

function typeRow(type) {
  const name = legible(type, 60);
  const search = new URLSearchParams({ event_type: type });
  const count = h("span", {});
  const bar = h("span", {});
  const first = h("td", { class: "when", "data-name": "First seen" });
  const last = h("td", { class: "when", "data-name": "Last seen" });
  const properties = propertyList();
  let shown = null;
  const element = h(
    "tr",
    {},
    h("th", { scope: "row" }, h("span", { class: "type-name" }, h("span", { class: `dot ${hueOf(type)}` }), foreign(type, { limit: 120 }))),
    h("td", { class: "num", "data-name": "Count" }, count, h("span", { class: `share ${hueOf(type)}`, "aria-hidden": "true" }, bar)),
    first,
    last,
    h("td", { "data-name": "Properties" }, properties.element),
    h(
      "td",
      { class: "links" },
      h("a", { href: `#/stream?${search}`, "aria-label": `${name} in the stream` }, "Stream"),
      !type.startsWith("$") && h("a", { href: `#/charts?${new URLSearchParams({ e: type })}`, "aria-label": `Chart of ${name}` }, "Chart"),
    ),
  );

  function show(one, most, now) {
    shown = one;
    fill(count, number(one.count));
    bar.style.setProperty("--share", one.count / most);
    first.title = `${moment(one.first)} UTC`;
    last.title = `${moment(one.last)} UTC`;
    properties.show(one.properties);
    tick(now);
  }

  function tick(now) {
    fill(first, ago(shown.first, now));
    fill(last, ago(shown.last, now));
  }

  return { element, show, tick };
}

/** The properties of a type: a few of them, all once somebody has asked for the others. */
function propertyList() {
  const element = h("div", {});
  let shown = null;
  let open = false;
  const chip = (one) => h("li", { class: "property" }, foreign(one.name, { limit: 60 }), h("span", { class: "quiet" }, one.types.join(" or ")));

  function show(all) {
    if (JSON.stringify(all) === shown) return;
    shown = JSON.stringify(all);
    const few = open || all.length <= FEW_PROPERTIES ? all : all.slice(0, FEW_PROPERTIES);
    const list = h("ul", { class: "properties" }, few.map(chip));
    const more = few.length < all.length && h("button", { type: "button", class: "button button-small button-plain" }, `${all.length - FEW_PROPERTIES} more`);
    if (more) more.addEventListener("click", () => {
      open = true;
      list.append(...all.slice(FEW_PROPERTIES).map(chip));
      more.remove();
    });
    fill(element, all.length === 0 ? h("span", { class: "quiet" }, "none") : [list, more]);
  }

  return { element, show };
}
