// The last minute of arrivals as small bars, and how many events there are.

import { fill, h, s } from "./dom.js";
import { number } from "./format.js";

const SECONDS = 60;
const BAR = 3;
const HEIGHT = 30;

export class Pulse {
  constructor(signal) {
    this.counts = new Array(SECONDS).fill(0);
    this.bars = this.counts.map((_, index) => s("rect", { x: index * (BAR + 1), width: BAR, y: HEIGHT - 1, height: 1, rx: 1 }));
    this.number = h("b", { class: "pulse-number" }, "–");
    this.rate = h("span", { class: "quiet" });
    this.element = h(
      "div",
      { class: "pulse" },
      s("svg", { class: "pulse-bars", viewBox: `0 0 ${SECONDS * (BAR + 1)} ${HEIGHT}`, "aria-hidden": "true" }, this.bars),
      h("div", { class: "pulse-text" }, this.number, this.rate),
    );
    const timer = setInterval(() => this.shift(), 1000);
    signal.addEventListener("abort", () => clearInterval(timer));
    this.draw();
  }

  add(events) {
    this.counts[SECONDS - 1] += events;
    if (events > 0) this.draw();
  }

  total(events) {
    this.events = events;
    fill(this.number, number(events));
    this.draw();
  }

  shift() {
    const changes = this.counts.some((count) => count > 0);
    this.counts.push(0);
    this.counts.shift();
    if (changes) this.draw();
  }

  draw() {
    const most = Math.max(1, ...this.counts);
    for (const [index, count] of this.counts.entries()) {
      const height = Math.max(1, Math.round((count / most) * HEIGHT));
      this.bars[index].setAttribute("y", HEIGHT - height);
      this.bars[index].setAttribute("height", height);
    }
    const what = this.events === 1 ? "event" : "events";
    fill(this.rate, `${what}, ${number(this.counts.reduce((sum, count) => sum + count, 0))} in the last minute`);
  }
}
