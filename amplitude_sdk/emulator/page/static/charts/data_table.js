// The numbers of a chart as a table, made when somebody opens it.

import { h } from "../ui/dom.js";
import { foreign } from "../ui/text.js";

/** A disclosure with a table of `head` and `rows`; the first cell of each row is its heading. */
export function dataTable({ caption, head, rows }) {
  const region = h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": `${caption}, as a table` });
  const open = (event) => {
    if (event.currentTarget.open && !region.firstChild) region.append(table(caption, head, rows));
  };
  return h("details", { class: "data", on: { toggle: open } }, h("summary", {}, "Show the numbers as a table"), region);
}

function table(caption, head, rows) {
  return h(
    "table",
    { class: "table numbers" },
    h("caption", { class: "visually-hidden" }, caption),
    h("thead", {}, h("tr", {}, head.map((name) => h("th", { scope: "col" }, foreign(name, { limit: 40 }))))),
    h("tbody", {}, rows.map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first), cells.map((cell) => h("td", {}, cell))))),
  );
}
