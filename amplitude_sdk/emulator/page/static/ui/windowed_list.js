// A list of any length of which only the rows in sight are in the document.

import { h, uniqueId } from "./dom.js";

const NARROW = matchMedia("(max-width: 820px)");
const OVERSCAN = 8;

/**
 * A listbox. `row(item)` gives the content of a row, `keyOf(item)` what an item is known by,
 * `spoken(item)` its name for a screen reader; `onSelect(item, byKey)` is called when one is chosen.
 */
export class WindowedList {
  constructor({ label, rowHeight, narrowRowHeight, row, keyOf, spoken, onSelect, signal }) {
    Object.assign(this, { rowHeight, narrowRowHeight, row, keyOf, spoken, onSelect });
    this.items = [];
    this.rows = new Map();
    this.activeKey = null;
    this.generation = null;
    this.id = uniqueId("row");
    this.space = h("div", { class: "list-space", role: "presentation" });
    this.element = h(
      "div",
      { class: "list", role: "listbox", tabindex: "0", "aria-label": label, on: { scroll: () => this.schedule(), keydown: (event) => this.key(event), click: (event) => this.click(event) } },
      this.space,
    );
    NARROW.addEventListener("change", () => this.clear(), { signal });
    const observer = new ResizeObserver(() => this.schedule());
    observer.observe(this.element);
    signal.addEventListener("abort", () => observer.disconnect());
  }

  get height() {
    return NARROW.matches ? this.narrowRowHeight : this.rowHeight;
  }

  /**
   * Shows `items`, of which the first `added` are new. What is in sight stays where it is, unless
   * the items are of another `generation`: their keys are known from others, and nothing is kept.
   */
  set(items, added, generation = this.generation) {
    if (generation !== this.generation) this.forget(generation);
    this.items = items;
    const element = this.element;
    const scrolled = element.scrollTop > this.height / 2;
    this.space.style.setProperty("height", `${items.length * this.height}px`);
    if (scrolled && added > 0) element.scrollTop += added * this.height;
    element.hidden = items.length === 0;
    this.render();
  }

  /** Whether the newest row is in sight. */
  get atTop() {
    return this.element.scrollTop <= this.height / 2;
  }

  toTop() {
    this.element.scrollTop = 0;
  }

  /** Makes all rows anew. */
  clear() {
    this.drop();
    this.set(this.items, 0);
  }

  drop() {
    for (const node of this.rows.values()) node.remove();
    this.rows.clear();
  }

  forget(generation) {
    this.generation = generation;
    this.activeKey = null;
    this.drop();
    this.toTop();
  }

  schedule() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.render();
    });
  }

  render() {
    const { height, element, items } = this;
    const first = Math.max(0, Math.floor(element.scrollTop / height) - OVERSCAN);
    const last = Math.min(items.length, Math.ceil((element.scrollTop + element.clientHeight) / height) + OVERSCAN);
    const wanted = new Set();
    const active = this.activeIndex();
    const indices = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
    if (active >= 0 && (active < first || active >= last)) indices.push(active);
    for (const index of indices) wanted.add(this.place(index).dataset.key);
    for (const [key, node] of this.rows) {
      if (!wanted.has(String(key))) {
        node.remove();
        this.rows.delete(key);
      }
    }
    this.point();
  }

  place(index) {
    const item = this.items[index];
    const key = this.keyOf(item);
    const node = this.rows.get(key) ?? this.made(item, key);
    node.style.setProperty("--y", `${index * this.height}px`);
    node.setAttribute("aria-posinset", index + 1);
    node.setAttribute("aria-setsize", this.items.length);
    node.setAttribute("aria-selected", String(key === this.activeKey));
    return node;
  }

  made(item, key) {
    const node = h("div", { class: "row", role: "option", id: `${this.id}-${key}`, "data-key": key, "aria-label": this.spoken(item) }, this.row(item));
    this.rows.set(key, node);
    this.space.append(node);
    return node;
  }

  activeIndex() {
    return this.activeKey === null ? -1 : this.items.findIndex((item) => this.keyOf(item) === this.activeKey);
  }

  point() {
    const shown = this.activeKey !== null && this.rows.has(this.activeKey);
    if (shown) this.element.setAttribute("aria-activedescendant", `${this.id}-${this.activeKey}`);
    else this.element.removeAttribute("aria-activedescendant");
  }

  select(index, byKey) {
    const item = this.items[index];
    if (item === undefined) return;
    this.activeKey = this.keyOf(item);
    if (byKey) this.reveal(index);
    this.render();
    this.onSelect(item, byKey);
  }

  deselect() {
    this.activeKey = null;
    this.render();
  }

  reveal(index) {
    const { element, height } = this;
    const top = index * height;
    if (top < element.scrollTop) element.scrollTop = top;
    if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top + height - element.clientHeight;
  }

  click(event) {
    const node = event.target.closest(".row");
    if (node) this.select(this.items.findIndex((item) => String(this.keyOf(item)) === node.dataset.key), false);
  }

  key(event) {
    const now = this.activeIndex();
    const page = Math.max(1, Math.floor(this.element.clientHeight / this.height) - 1);
    const last = this.items.length - 1;
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: last, PageDown: now + page, PageUp: now - page }[event.key];
    if (event.key === "Enter" && now >= 0) this.onSelect(this.items[now], false);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.select(Math.max(0, Math.min(last, to)), true);
  }
}
