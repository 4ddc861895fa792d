// The stream: events as they arrive, with search and the detail of one.

import { Follower, MOST_KEPT } from "../data/follower.js";
import { murmur } from "../ui/announce.js";
import { DetailPane } from "../ui/detail_pane.js";
import { fill, h } from "../ui/dom.js";
import { clockTime, isoDay, number, plural, shortDay } from "../ui/format.js";
import { hueOf } from "../ui/hue.js";
import { Pulse } from "../ui/pulse.js";
import { debounced, empty, firstEvent, problemBox, viewHead } from "../ui/states.js";
import { foreign, legible } from "../ui/text.js";
import { WindowedList } from "../ui/windowed_list.js";
import { eventDetail } from "./event_detail.js";

export const title = "Stream";

const PREVIEWED = 6;

export function mount(context) {
  if (context.project === null) return h("div", { class: "view" }, viewHead(title, "Events as they arrive"), h("div", { class: "panel" }, firstEvent()));
  return new Stream(context).element;
}

class Stream {
  constructor({ project, parameters, signal, now, replace }) {
    Object.assign(this, { project, signal, now, replace });
    this.filters = { search: parameters.get("search") ?? "", event_type: parameters.get("event_type") ?? "", user: parameters.get("user") ?? "" };
    this.arrived = 0;
    this.pulse = new Pulse(signal);
    this.count = h("span", { class: "quiet" });
    this.state = h("span", { class: "pill" }, "Connecting");
    this.below = h("div", {});
    this.chips = h("div", { class: "chips" });
    this.fresh = h("button", { type: "button", class: "button button-main button-small fresh", hidden: true, on: { click: () => this.catchUp() } });
    this.list = new WindowedList({
      label: "Events, newest first", rowHeight: 42, narrowRowHeight: 62, signal,
      row: (entry) => this.row(entry), keyOf: (entry) => entry.sequence, spoken: (entry) => spoken(entry.event),
      onSelect: (entry, byKey) => this.pane.show(eventDetail(entry, (filter) => this.narrow(filter)), !byKey),
    });
    this.list.element.addEventListener("scroll", () => this.list.atTop && this.seen());
    this.pane = new DetailPane({ label: "Event", empty: "Choose an event to see all of it." });
    this.element = this.frame();
    this.follow();
    addEventListener("emulator-clock", () => this.list.clear(), { signal }); // another day is today
    addEventListener("emulator-counted", (event) => event.detail && this.total(event.detail.events), { signal });
    this.total(project.events);
  }

  frame() {
    this.search = h("input", { class: "input", type: "search", id: "search", placeholder: "Type, user, device or property", autocomplete: "off", spellcheck: "false", maxlength: 400, on: { input: debounced(() => this.filter({ search: this.search.value })) } });
    this.search.value = this.filters.search;
    this.pauseButton = h("button", { type: "button", class: "button", "aria-pressed": "false", on: { click: () => this.pause() } }, "Pause");
    return h(
      "div",
      { class: "view" },
      viewHead(title, ["Events as they arrive", h("span", { class: "visually-hidden" }, ", newest first. Choose one with the arrow keys.")], this.pulse.element),
      h(
        "div",
        { class: "split" },
        h(
          "section",
          { class: "panel stream", "aria-label": "Events" },
          h("div", { class: "stream-tools" },
            h("div", { class: "field grow" }, h("label", { class: "visually-hidden", for: "search" }, "Search events"), this.search),
            this.pauseButton,
          ),
          this.chips,
          h("div", { class: "stream-state" }, this.state, this.count, this.fresh),
          this.list.element,
          this.below,
        ),
        this.pane.elements,
      ),
    );
  }

  follow() {
    this.following?.abort();
    this.following = new AbortController();
    this.list.toTop();
    this.seen();
    this.drawChips();
    this.follower = new Follower({
      path: "events", name: "events", parameters: { project: this.project.number, ...this.filters },
      signal: AbortSignal.any([this.signal, this.following.signal]),
      onChange: (news) => this.changed(news), onState: (state) => this.stated(state),
    });
  }

  changed({ items, added, more, generation }) {
    if (generation !== this.list.generation) this.begin();
    const before = this.list.atTop;
    this.list.set(items, added, generation);
    this.pulse.add(added);
    if (added > 0) {
      dispatchEvent(new CustomEvent("emulator-grew"));
      this.unannounced = (this.unannounced ?? 0) + added;
      murmur(() => {
        const text = plural(this.unannounced, "new event");
        this.unannounced = 0;
        return text;
      });
    }
    if (added > 0 && !before) this.arrived += added;
    this.fresh.hidden = this.arrived === 0;
    fill(this.fresh, `${plural(this.arrived, "new event")} above`);
    this.shownCount(items, more);
    this.drawBelow();
  }

  /** What was shown is of an emulator that has forgotten it. */
  begin() {
    this.seen();
    this.pane.clear();
  }

  drawBelow(problem = null) {
    if (this.list.items.length > 0) fill(this.below);
    else if (problem) fill(this.below, problemBox(problem));
    else fill(this.below, this.filtered ? empty("Nothing found", "No event has this in its type, its ids or its properties.") : firstEvent(true));
  }

  shownCount(items, more) {
    const what = this.filtered ? "found" : "in the project";
    if (more && items.length >= MOST_KEPT) fill(this.count, `the newest ${number(items.length)}${this.filtered ? " found" : ""}`);
    else fill(this.count, this.filtered || items.length === 0 ? `${number(items.length)} ${what}` : plural(items.length, "event"));
  }

  stated(state) {
    const names = { loading: ["Loading", ""], following: ["Live", "pill-good"], paused: ["Paused", "pill-warn"] };
    const [text, className] = names[state] ?? ["No connection", "pill-bad"];
    if (state.status === 404) dispatchEvent(new CustomEvent("emulator-grew")); // the project is gone
    if (this.state.textContent === text) return;
    fill(this.state, text);
    this.state.className = `pill ${className}${state === "following" ? " pill-live" : ""}`;
    if (state instanceof Error) this.drawBelow(state);
    else if (state === "following") this.drawBelow();
  }

  get filtered() {
    return Object.values(this.filters).some((value) => value !== "");
  }

  /** Filters by what the person chose in the detail of an event. */
  narrow(filter) {
    this.pane.close();
    this.filter(filter);
  }

  filter(changes) {
    this.filters = { ...this.filters, ...changes };
    this.search.value = this.filters.search;
    const kept = Object.entries(this.filters).filter(([, value]) => value !== "");
    this.replace(new URLSearchParams(kept).toString());
    this.follow();
  }

  drawChips() {
    const names = { event_type: "Type", user: "User" };
    fill(this.chips, Object.entries(names).filter(([name]) => this.filters[name]).map(([name, text]) =>
      h("button", { type: "button", class: "pill pill-accent chip", "aria-label": `${text}: ${legible(this.filters[name], 40)}, remove this filter`, on: { click: () => this.filter({ [name]: "" }) } }, `${text}: `, foreign(this.filters[name], { limit: 40 }), h("span", { "aria-hidden": "true" }, "✕"))));
    this.chips.hidden = !this.chips.firstChild;
  }

  pause() {
    const paused = this.pauseButton.getAttribute("aria-pressed") !== "true";
    this.pauseButton.setAttribute("aria-pressed", String(paused));
    this.follower.pause(paused);
  }

  catchUp() {
    this.list.toTop();
    this.seen();
    this.list.element.focus();
  }

  seen() {
    this.arrived = 0;
    this.fresh.hidden = true;
  }

  total(events) {
    this.pulse.total(events);
  }

  row({ event }) {
    const time = event.time ?? event.server_upload_time;
    const today = isoDay(time) === isoDay(this.now());
    return [
      h("span", { class: "row-time" }, !today && h("span", { class: "row-day" }, shortDay(time)), clockTime(time)),
      h("span", { class: "row-type" }, h("span", { class: `dot ${hueOf(event.event_type)}` }), foreign(event.event_type, { limit: 80 })),
      h("span", { class: "row-user" }, foreign(userOf(event), { limit: 48 })),
      h("span", { class: "row-preview" }, preview(event)),
    ];
  }
}

function preview(event) {
  const properties = Object.entries(event.event_properties ?? event.user_properties ?? {}).slice(0, PREVIEWED);
  return properties.map(([name, value]) => h("span", { class: "pair" }, foreign(name, { limit: 24 }), h("b", {}, foreign(typeof value === "object" ? JSON.stringify(value).slice(0, 60) : value, { limit: 32 }))));
}

function spoken(event) {
  return `${legible(event.event_type, 80)}, ${legible(userOf(event), 40)}, ${clockTime(event.time ?? event.server_upload_time)}`;
}

/** Who did it; properties of a group are set by nobody. */
function userOf(event) {
  return event.user_id ?? event.device_id ?? "no user";
}
