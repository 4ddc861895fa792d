// The detail of what is chosen in a list: beside it, or in a dialog where there is no room.

import { fill, h } from "./dom.js";

const NARROW = matchMedia("(max-width: 1100px)");

export class DetailPane {
  constructor({ label, empty }) {
    this.empty = empty;
    this.side = h("section", { class: "detail panel", "aria-label": label, tabindex: "0" });
    this.body = h("div", { class: "sheet-body" });
    this.dialog = h(
      "dialog",
      { class: "sheet", "aria-label": label },
      h("div", { class: "sheet-bar" }, h("b", {}, label), h("button", { type: "button", class: "button button-small", on: { click: () => this.dialog.close() } }, "Close")),
      this.body,
    );
    this.clear();
  }

  get elements() {
    return [this.side, this.dialog];
  }

  /** Shows nothing. */
  clear() {
    fill(this.side, h("div", { class: "empty" }, h("p", {}, this.empty)));
    this.close();
  }

  /** Closes the dialog, so that the list is in sight. */
  close() {
    this.dialog.close();
  }

  /** Shows `content`; in a dialog only when the person asked to `open` it. */
  show(content, open) {
    if (!NARROW.matches) {
      fill(this.side, content);
      this.side.scrollTop = 0;
    } else if (open) {
      fill(this.body, content);
      this.dialog.showModal();
      this.body.scrollTop = 0;
    }
  }
}
