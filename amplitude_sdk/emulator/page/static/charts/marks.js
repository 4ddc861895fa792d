// Annotations and releases as marks on a time axis: a key on the axis, its meaning in a list.

import { h } from "../ui/dom.js";
import { longDay } from "../ui/format.js";
import { foreign } from "../ui/text.js";
import { position } from "./scale.js";

const MOST_MARKS = 26;
const FIRST_LETTER = 65;

/**
 * The marks that fall on an axis of `instants`, each with its key and where it starts and ends, and
 * how many are `left` because there are more of them than letters.
 */
export function placedMarks(marks, instants) {
  const found = marks
    .map((mark) => ({ ...mark, from: position(mark.start, instants) }))
    .filter((mark) => mark.from !== null)
    .sort((one, other) => one.start - other.start);
  const placed = found
    .slice(0, MOST_MARKS)
    .map((mark, index) => ({ ...mark, to: endOf(mark, instants), key: String.fromCharCode(FIRST_LETTER + index) }));
  return { placed, left: found.length - placed.length };
}

/** What the keys on the axis mean. */
export function markList(placed, left) {
  return h(
    "ul",
    { class: "marks", "aria-label": "Annotations and releases in this chart" },
    placed.map((mark) =>
      h(
        "li",
        {},
        badge(mark),
        h("span", { class: "marks-text" }, h("span", { class: "marks-label" }, foreign(mark.label, { limit: 80 })), h("span", { class: "quiet" }, `${mark.kind === "release" ? "Release" : "Annotation"}, ${longDay(mark.start)}`)),
      ),
    ),
    left > 0 && h("li", { class: "quiet" }, `and ${left} later, not drawn`),
  );
}

/** The key of a mark: a diamond for a release, a disc for an annotation. */
export function badge(mark) {
  return h("span", { class: `badge badge-${mark.kind}`, "aria-hidden": "true" }, h("span", {}, mark.key));
}

function endOf(mark, instants) {
  if (mark.end === null || mark.end <= mark.start) return mark.from;
  return position(mark.end, instants) ?? instants.length - 1;
}
