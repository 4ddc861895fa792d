// What is asked: kept in the address, so that a chart can be sent to somebody or reloaded.

import { DAY_MS, isoDay } from "../../ui/format.js";

const USUAL_DAYS = 30;
const MOST_DAILY_DAYS = 365;
const LISTS = new Set(["e"]);
const DEFAULTS = { kind: "segmentation", m: "uniques", i: "1", g: "", mode: "ordered", n: "active", cs: "30", rm: "n-day", rb: "0-1,1-7,7-30", se: "_new", re: "_active" };
const SPECIAL = new Map([["_active", "Any active event"], ["_all", "Any event"], ["_new", "New user"], ["revenue_amount", "Any revenue"]]);

export class Question {
  constructor(parameters, catalogue, now) {
    this.catalogue = catalogue;
    this.types = catalogue.event_types.map((one) => one.event_type).filter((name) => !name.startsWith("$identify") && !name.startsWith("$groupidentify"));
    this.span = spanOf(catalogue.event_types, now);
    this.moveTo(now);
    this.values = new Map(parameters.size ? [...parameters.keys()].map((name) => [name, LISTS.has(name) ? parameters.getAll(name) : parameters.get(name)]) : []);
    if (!this.values.has("start")) this.range(this.usualStart(now), this.usualEnd(now));
  }

  /** What the usual spans end with. The days that are asked for stay. */
  moveTo(now) {
    this.today = isoDay(now);
  }

  get kind() {
    return ["segmentation", "funnel", "retention"].includes(this.get("kind")) ? this.get("kind") : "segmentation";
  }

  get(name) {
    return this.values.get(name) ?? (name === "formula" ? this.usualFormula() : DEFAULTS[name]) ?? "";
  }

  usualFormula() {
    return this.events(1).length > 1 ? "UNIQUES(B)/UNIQUES(A)" : "TOTALS(A)/UNIQUES(A)";
  }

  /** The events asked for; `count` of the most frequent ones when none are chosen yet. */
  events(count) {
    const chosen = this.values.get("e");
    if (chosen?.length) return chosen;
    return this.types.slice(0, count);
  }

  set(name, value) {
    this.values.set(name, value);
    if ((name === "start" || name === "end") && this.get("i") === "1" && this.days() > MOST_DAILY_DAYS) this.values.set("i", "7");
  }

  range(start, end) {
    this.set("start", start);
    this.set("end", end);
  }

  days() {
    return (Date.parse(this.get("end")) - Date.parse(this.get("start"))) / DAY_MS + 1;
  }

  search() {
    const search = new URLSearchParams();
    for (const [name, value] of this.values) {
      for (const one of [value].flat()) search.append(name, one);
    }
    return search.toString();
  }

  /** The parameters of the days, as the API wants them. */
  dates() {
    return { start: this.get("start").replaceAll("-", ""), end: this.get("end").replaceAll("-", "") };
  }

  /** What an event is called for a person. */
  nameOf(type) {
    return SPECIAL.get(type) ?? type;
  }

  /** The properties to split by, those of the events asked for first. */
  properties(events) {
    const wanted = new Set(events);
    const own = new Set(this.catalogue.event_types.filter((one) => wanted.has(one.event_type) || wanted.has("_all") || wanted.has("_active")).flatMap((one) => one.properties.map((property) => property.name)));
    return {
      event: [...own].sort(),
      user: ["platform", "country", "version", "device_type", "os", "language", "city"],
      custom: this.catalogue.user_properties,
    };
  }

  usualStart(now) {
    const start = now - (USUAL_DAYS - 1) * DAY_MS;
    return isoDay(this.span.last < start || this.span.first > now ? this.span.first : Math.max(start, Math.min(this.span.first, now)));
  }

  usualEnd(now) {
    const start = now - (USUAL_DAYS - 1) * DAY_MS;
    return isoDay(this.span.last < start || this.span.first > now ? this.span.last : now);
  }
}

function spanOf(types, now) {
  const firsts = types.map((one) => one.first).filter((time) => time !== null);
  const lasts = types.map((one) => one.last).filter((time) => time !== null);
  return { first: firsts.length ? Math.min(...firsts) : now, last: lasts.length ? Math.max(...lasts) : now };
}
