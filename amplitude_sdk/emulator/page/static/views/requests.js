// The journal: what was asked of the emulator and how it answered, and the faults it is told to show.

import { read } from "../data/api.js";
import { Follower, MOST_KEPT } from "../data/follower.js";
import { DetailPane } from "../ui/detail_pane.js";
import { fill, h } from "../ui/dom.js";
import { clockTime, moment, number, plural } from "../ui/format.js";
import { empty, problemBox, viewHead } from "../ui/states.js";
import { foreign, legible } from "../ui/text.js";
import { longText } from "../ui/value.js";
import { WindowedList } from "../ui/windowed_list.js";
import { FaultPanel } from "./faults.js";

export const title = "Requests";

const STATUSES = [["", "Any status"], ...[200, 400, 401, 403, 404, 405, 408, 409, 413, 415, 429, 500, 502, 503, 504].map((status) => [String(status), String(status)]), ["0", "reset"]];

export function mount(context) {
  return new Requests(context).element;
}

class Requests {
  constructor({ signal }) {
    this.signal = signal;
    this.filters = {};
    this.count = h("span", { class: "quiet" });
    this.state = h("span", { class: "pill" }, "Connecting");
    this.below = h("div", {});
    this.list = new WindowedList({
      label: "Requests, newest first", rowHeight: 42, narrowRowHeight: 62, signal, row, keyOf: (entry) => entry.sequence,
      spoken: (entry) => `${entry.method} ${legible(entry.path, 80)}, ${entry.status}${entry.fault === null ? "" : ", by a fault"}`,
      onSelect: (entry, byKey) => this.pane.show(detail(entry), !byKey),
    });
    this.pane = new DetailPane({ label: "Request", empty: "Choose a request to see all of it." });
    this.operation = h("select", { class: "input", id: "operation", on: { change: () => this.filter({ operation: this.operation.value }) } }, h("option", { value: "" }, "Any operation"));
    const status = h("select", { class: "input", id: "status", on: { change: () => this.filter({ status: status.value }) } }, STATUSES.map(([value, text]) => h("option", { value }, text)));
    this.faults = new FaultPanel(signal);
    this.element = h(
      "div",
      { class: "view" },
      viewHead("Requests", "What was asked of the emulator, without keys and bodies. What this page asks is left out."),
      h(
        "div",
        { class: "split" },
        h("section", { class: "panel stream journal", "aria-label": "Requests" },
          h("div", { class: "stream-tools" },
            h("div", { class: "field grow" }, h("label", { class: "visually-hidden", for: "operation" }, "Operation"), this.operation),
            h("div", { class: "field" }, h("label", { class: "visually-hidden", for: "status" }, "Status"), status)),
          h("div", { class: "stream-state" }, this.state, this.count),
          this.list.element,
          this.below),
        h("div", { class: "side" }, this.faults.element, this.pane.elements),
      ),
    );
    this.operations();
    this.follow();
  }

  async operations() {
    try {
      const { operations } = await read("operations", {}, this.signal);
      this.operation.append(...operations.map((one) => h("option", { value: one.id }, one.id)));
      this.faults.offer(operations);
    } catch (problem) {
      if (problem.name !== "AbortError") fill(this.below, problemBox(problem));
    }
  }

  filter(changes) {
    this.filters = { ...this.filters, ...changes };
    this.follow();
  }

  follow() {
    this.following?.abort();
    this.following = new AbortController();
    this.list.toTop();
    new Follower({
      path: "requests", name: "requests", parameters: this.filters, signal: AbortSignal.any([this.signal, this.following.signal]),
      onChange: (news) => this.changed(news), onState: (state) => this.stated(state),
    });
  }

  changed({ items, added, more, generation }) {
    if (generation !== this.list.generation) this.pane.clear();
    this.list.set(items, added, generation);
    fill(this.count, more && items.length >= MOST_KEPT ? `the newest ${number(items.length)}` : plural(items.length, "request"));
    fill(this.below, items.length === 0 ? empty("No requests", "They appear here as they are answered.") : null);
    if (added > 0) this.faults.refresh();
  }

  stated(state) {
    const failed = state instanceof Error;
    fill(this.state, failed ? "No connection" : state === "loading" ? "Loading" : "Live");
    this.state.className = `pill ${failed ? "pill-bad" : "pill-good pill-live"}`;
  }
}

function row(entry) {
  return [
    h("span", { class: "row-time" }, clockTime(entry.time)),
    h("span", { class: "row-type" }, statusPill(entry.status), h("span", { class: "row-method" }, entry.method), foreign(entry.path, { limit: 100, className: "row-path" })),
    h("span", { class: "row-user" }, entry.operation ?? h("span", { class: "quiet" }, "no operation"), entry.fault !== null && h("span", { class: "pill pill-warn fault-pill" }, `fault ${entry.fault}`)),
    h("span", { class: "row-preview" }, queryOf(entry)),
  ];
}

function queryOf(entry) {
  return Object.entries(entry.query).slice(0, 4).map(([name, values]) => h("span", { class: "pair" }, foreign(name, { limit: 24 }), h("b", {}, foreign(values.join(", "), { limit: 40 }))));
}

function statusPill(status) {
  const className = status === 0 || status >= 500 ? "pill-bad" : status >= 400 ? "pill-warn" : "pill-good";
  return h("span", { class: `pill status ${className}` }, status === 0 ? "reset" : status);
}

function detail(entry) {
  const facts = [["Time", `${moment(entry.time)} UTC`], ["Operation", entry.operation ?? "none: no spec has this path and method"], ["Fault", entry.fault === null ? "none" : `fault ${entry.fault} changed the answer`]];
  const parameters = Object.entries(entry.query);
  return h(
    "div",
    { class: "event" },
    h("div", { class: "event-head" }, statusPill(entry.status), h("h2", {}, `${entry.method} `, foreign(entry.path, { limit: 400 }))),
    h("dl", { class: "members" }, facts.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text)))),
    parameters.length > 0 && h("section", { class: "event-part" }, h("h3", {}, "Parameters"), h("dl", { class: "members" }, parameters.map(([name, values]) => h("div", {}, h("dt", {}, foreign(name, { limit: 60 })), h("dd", {}, values.map((value) => longText(pretty(value)))))))),
  );
}

function pretty(value) {
  try {
    const parsed = JSON.parse(value);
    return typeof parsed === "object" ? JSON.stringify(parsed, null, 2) : value;
  } catch {
    return value;
  }
}
