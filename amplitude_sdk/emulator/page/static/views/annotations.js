// Annotations and releases: what happened, and when.

import { projectMarks, releaseTime } from "../data/marks.js";
import { repeat } from "../data/repeat.js";
import { fill, h } from "../ui/dom.js";
import { moment, plural } from "../ui/format.js";
import { empty, firstEvent, problemBox, viewHead } from "../ui/states.js";
import { foreign } from "../ui/text.js";

export const title = "Annotations";

const WAIT_MS = 3000;

export function mount({ project, signal }) {
  const annotations = h("div", {});
  const releases = h("div", {});
  let shown = null;

  async function load() {
    try {
      const found = await projectMarks(project, signal);
      if (JSON.stringify(found) === shown) return;
      shown = JSON.stringify(found);
      fill(annotations, annotationTable(found.annotations));
      fill(releases, releaseTable(found.releases));
    } catch (problem) {
      if (problem.name === "AbortError") return;
      shown = null; // what was shown makes place for the problem
      fill(annotations, problemBox(problem));
      fill(releases);
    }
  }

  if (project !== null) {
    repeat(load, WAIT_MS, signal);
  }
  return h(
    "div",
    { class: "view" },
    viewHead("Annotations and releases", "What happened, and when. Charts draw them on their time axis."),
    project === null
      ? h("div", { class: "panel" }, firstEvent())
      : [section("Annotations", "annotations", annotations), section("Releases", "releases", releases)],
  );
}

function section(name, id, body) {
  return h("section", { class: "panel", "aria-labelledby": id }, h("div", { class: "panel-head" }, h("h2", { id }, name)), body);
}

function annotationTable(found) {
  if (found.length === 0) return empty("No annotations", "The Chart Annotations API creates them: POST /api/3/annotations");
  const byTime = [...found].sort((one, other) => Date.parse(other.start) - Date.parse(one.start));
  return table(plural(found.length, "annotation"), ["Annotation", "Category", "Start", "End", "Chart"], byTime.map((one) => [
    [foreign(one.label, { limit: 200 }), one.details && h("div", { class: "quiet" }, foreign(one.details, { limit: 400 }))],
    h("span", { class: "pill" }, foreign(one.category?.category ?? "none", { limit: 60 })),
    when(Date.parse(one.start)),
    one.end ? when(Date.parse(one.end)) : "–",
    one.chart_id === null ? h("span", { class: "quiet" }, "all charts") : foreign(one.chart_id, { limit: 40 }),
  ]));
}

function releaseTable(found) {
  if (found.length === 0) return empty("No releases", "The Releases API creates them: POST /api/2/release");
  const byTime = [...found].sort((one, other) => releaseTime(other.release_start) - releaseTime(one.release_start));
  return table(plural(found.length, "release"), ["Release", "Version", "Start", "End", "Platforms", "In charts"], byTime.map((one) => [
    [foreign(one.title, { limit: 200 }), one.description && h("div", { class: "quiet" }, foreign(one.description, { limit: 400 }))],
    h("span", { class: "pill pill-accent" }, foreign(one.version, { limit: 60 })),
    when(releaseTime(one.release_start)),
    one.release_end ? when(releaseTime(one.release_end)) : "–",
    one.platforms?.length ? foreign([one.platforms].flat().join(", "), { limit: 100 }) : "–",
    one.chart_visibility ? "yes" : "no",
  ]));
}

function when(ms) {
  return h("span", { class: "when" }, moment(ms));
}

function table(caption, head, rows) {
  return h(
    "div",
    { class: "scroll", role: "region", tabindex: "0", "aria-label": caption },
    h(
      "table",
      { class: "table" },
      h("caption", { class: "visually-hidden" }, caption),
      h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, rows.map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first), cells.map((cell, index) => h("td", { "data-name": head[index + 1] }, cell))))),
    ),
  );
}
