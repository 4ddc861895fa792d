// The faults that are set: a list with how often each has happened, and a form to set one.

import { change, read } from "../data/api.js";
import { repeat } from "../data/repeat.js";
import { announce } from "../ui/announce.js";
import { fill, h } from "../ui/dom.js";
import { percent, plural } from "../ui/format.js";
import { foreign } from "../ui/text.js";

const HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
const EFFECTS = new Map([
  ["status", { text: "Answer with an error", fields: ["operation", "status", "retry_after", "when", "often"] }],
  ["delay", { text: "Answer late", fields: ["operation", "delay", "often"] }],
  ["reset", { text: "Reset the connection", fields: ["operation", "when", "often"] }],
  ["truncate", { text: "Cut the answer off", fields: ["operation", "often"] }],
  ["html", { text: "Answer with an HTML page", fields: ["operation", "when", "often"] }],
  ["throttle", { text: "Throttle an id", fields: ["id", "often"] }],
  ["silence", { text: "Silence a device", fields: ["device", "often"] }],
  ["quota", { text: "Exceed the daily quota of an id", fields: ["id", "often"] }],
]);
const WAIT_MS = 2000;
const USUAL_STATUS = 503;
const STATUSES = [400, 401, 403, 404, 408, 413, 429, 500, 502, 504];
const OFTEN = [["", "Every time"], ["1", "Once"], ["3", "Three times"], ["rate:0.5", "Half of the time"], ["rate:0.1", "One time in ten"]];

export class FaultPanel {
  constructor(signal) {
    this.signal = signal;
    this.entries = new Map();
    this.none = h("p", { class: "panel-pad quiet" }, "None is set: every request is answered as it should be.");
    this.list = h("ul", { class: "fault-list" });
    this.clearAll = h("button", { type: "button", class: "button button-small", on: { click: () => this.clear(null) } }, "Clear all");
    this.problem = h("p", { class: "problem", role: "alert", hidden: true });
    this.controls = controls();
    this.form = h("form", { class: "fault-form", on: { submit: (event) => this.submit(event) } });
    this.controls.effect.addEventListener("change", () => this.draw());
    this.element = h(
      "section",
      { class: "panel faults", "aria-labelledby": "faults-title" },
      h("div", { class: "panel-head" }, h("h2", { id: "faults-title" }, "Faults"), this.clearAll),
      this.none,
      this.list,
      h("details", { class: "data fault-new" }, h("summary", {}, "Set a fault"), this.form),
      this.problem,
    );
    this.draw();
    this.take([]);
    repeat(() => this.refresh(), WAIT_MS, signal);
  }

  /** The operations a fault can be for. */
  offer(operations) {
    this.controls.operation.append(...operations.map((one) => h("option", { value: one.id }, one.id)));
  }

  async refresh() {
    try {
      this.take((await read("faults", {}, this.signal)).faults);
      if (this.unread) this.calm();
    } catch (problem) {
      if (problem.name === "AbortError") return;
      this.unread = true;
      this.say(problem);
    }
  }

  /** Shows `faults`. Entries stay what they are while they happen: a person may be at one. */
  take(faults) {
    const wanted = new Map(faults.map((fault) => [told(fault), fault]));
    const focused = this.list.contains(document.activeElement);
    for (const [key, entry] of this.entries) {
      if (wanted.has(key)) continue;
      entry.element.remove();
      this.entries.delete(key);
    }
    for (const [key, fault] of wanted) {
      if (!this.entries.has(key)) {
        this.entries.set(key, this.entry(fault));
        this.list.append(this.entries.get(key).element);
      }
      fill(this.entries.get(key).hits, plural(fault.hits, "time"));
    }
    this.none.hidden = faults.length > 0;
    this.list.hidden = faults.length === 0;
    if (focused && !this.list.contains(document.activeElement)) this.clearAll.focus();
  }

  entry(fault) {
    const hits = h("span", {});
    const element = h(
      "li",
      {},
      h("div", {}, h("b", {}, summary(fault)), h("div", { class: "quiet" }, `№ ${fault.id} · `, scope(fault), " · happened ", hits)),
      h("button", { type: "button", class: "button button-small", "aria-label": `Clear fault ${fault.id}`, on: { click: () => this.clear(fault.id) } }, "Clear"),
    );
    return { element, hits };
  }

  draw() {
    const { effect, ...rest } = this.controls;
    const wanted = EFFECTS.get(effect.value).fields;
    fill(
      this.form,
      labelled("What happens", effect),
      Object.entries(LABELS).filter(([name]) => wanted.includes(name)).map(([name, label]) => labelled(label, rest[name])),
      h("button", { type: "submit", class: "button button-main" }, "Set the fault"),
    );
  }

  async submit(event) {
    event.preventDefault();
    try {
      const answer = await change("POST", "faults", asked(this.controls));
      this.calm();
      announce(`Fault ${answer.fault.id} is set`);
      await this.refresh();
    } catch (problem) {
      this.say(problem);
    }
  }

  async clear(id) {
    try {
      this.take((await change("DELETE", id === null ? "faults" : `faults/${id}`)).faults);
      this.calm();
      announce(id === null ? "All faults are cleared" : `Fault ${id} is cleared`);
    } catch (problem) {
      this.say(problem);
    }
  }

  say(problem) {
    fill(this.problem, problem.message);
    this.problem.hidden = false;
  }

  calm() {
    this.unread = false;
    this.problem.hidden = true;
  }
}

const MARKS = { throttle: "Throttles", silence: "Silences", quota: "Exceeds the daily quota of" };
const LABELS = { operation: "To requests of", status: "Status", retry_after: "Retry-After, seconds", delay: "Seconds", id: "User id or device id", device: "Device id", when: "The request", often: "How often" };

function controls() {
  const select = (options) => h("select", { class: "input" }, options.map(([value, text]) => h("option", { value }, text)));
  return {
    effect: select([...EFFECTS].map(([value, { text }]) => [value, text])),
    operation: select([["", "Any operation"]]),
    status: select([USUAL_STATUS, ...STATUSES].map((status) => [String(status), String(status)])),
    retry_after: h("input", { class: "input", type: "number", min: "0", step: "any", placeholder: "none" }),
    delay: h("input", { class: "input", type: "number", min: "0", max: "600", step: "any", value: "2", required: true }),
    id: h("div", { class: "id-choice" }, select([["user_id", "User id"], ["device_id", "Device id"]]), h("input", { class: "input", type: "text", required: true, "aria-label": "Id" })),
    device: h("input", { class: "input", type: "text", required: true }),
    when: select([["before", "is not carried out"], ["after", "is carried out, only the answer fails"]]),
    often: select(OFTEN),
  };
}

function labelled(label, control) {
  const named = control.matches("div") ? control.querySelector("select") : control;
  named.id = `fault-${label.toLowerCase().replaceAll(/[^a-z]+/g, "-")}`;
  return h("div", { class: "field" }, h("label", { for: named.id }, label), control);
}

/** The body of `POST faults` for what the form says. */
function asked(form) {
  const effect = form.effect.value;
  const wanted = new Set(EFFECTS.get(effect).fields);
  const often = form.often.value;
  const body = {};
  if (often.startsWith("rate:")) body.rate = Number(often.slice(5));
  else if (often) body.times = Number(often);
  if (wanted.has("operation") && form.operation.value) body.operation = form.operation.value;
  if (wanted.has("when")) body.when = form.when.value;
  if (effect === "status") {
    body.status = Number(form.status.value);
    if (form.retry_after.value) body.retry_after = Number(form.retry_after.value);
  } else if (effect === "delay") body.delay = Number(form.delay.value);
  else if (effect === "reset" || effect === "truncate") body[effect] = true;
  else if (effect === "html") Object.assign(body, { status: 502, body: HTML });
  else {
    body.kind = effect;
    const [name, control] = wanted.has("device") ? ["device_id", form.device] : [form.id.querySelector("select").value, form.id.querySelector("input")];
    body[name] = control.value;
  }
  return body;
}

/** What makes a fault another one: all of it, except how often it has happened. */
function told({ hits, ...rest }) {
  return JSON.stringify(rest);
}

function summary(fault) {
  const id = fault.user_id ?? fault.device_id;
  if (id) return [`${MARKS[fault.kind]} `, foreign(id, { limit: 60 })];
  if (fault.reset) return "Resets the connection";
  if (fault.truncate) return "Cuts the answer off";
  if (fault.body !== null && fault.body !== undefined) return `Answers ${fault.status ?? 503} with a body of its own`;
  if (fault.delay && fault.status === null) return `Answers ${fault.delay} s late`;
  return `Answers ${fault.status ?? 503}${fault.delay ? `, ${fault.delay} s late` : ""}`;
}

function scope(fault) {
  const parts = [fault.operation ?? "any request"];
  if (fault.when === "after") parts.push("after carrying it out");
  if (fault.times) parts.push(`at most ${plural(fault.times, "time")}`);
  if (typeof fault.rate === "number") parts.push(`to ${percent(fault.rate)} of them`);
  return parts.join(", ");
}
