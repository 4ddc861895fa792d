// Follows a list that grows at the emulator: the newest entries, then what comes after them.

import { read } from "./api.js";

export const MOST_KEPT = 10_000;
const PAGE = 500;
const WAIT_MS = 1000;
const WAIT_AFTER_FAILURE_MS = 3000;
const PATIENCE = 4; // times what an answer took: a search of many events is not repeated at once

/**
 * Keeps the newest `MOST_KEPT` entries of `path`, newest first. `name` is the member of the answer
 * that holds them. `onChange({items, added, more, generation})` is called whenever there is news;
 * the sequences of another `generation` have nothing to do with these. `onState` is called with
 * "loading", "following", "paused" or an error. Stops when `signal` aborts.
 */
export class Follower {
  constructor({ path, name, parameters = {}, signal, onChange, onState }) {
    Object.assign(this, { path, name, parameters, signal, onChange, onState });
    this.items = [];
    this.more = false;
    this.last = null;
    this.generation = null;
    this.paused = false;
    signal.addEventListener("abort", () => this.wake?.());
    document.addEventListener("visibilitychange", () => this.wake?.(), { signal });
    this.run();
  }

  pause(paused) {
    this.paused = paused;
    this.wake?.();
  }

  async run() {
    while (!this.signal.aborted) {
      const began = performance.now();
      const follows = this.last !== null;
      const wait = await this.turn();
      const patience = follows ? PATIENCE * (performance.now() - began) : 0;
      if (!this.signal.aborted) await this.sleep(wait === null ? null : Math.max(wait, patience));
    }
  }

  async turn() {
    if (this.paused || document.hidden) {
      this.onState(this.paused ? "paused" : "following");
      return null;
    }
    try {
      await (this.last === null ? this.begin() : this.continue());
      await this.older();
      this.onState("following");
      return WAIT_MS;
    } catch (problem) {
      if (problem.name === "AbortError") return null;
      this.onState(problem);
      return WAIT_AFTER_FAILURE_MS;
    }
  }

  async begin() {
    this.onState("loading");
    const answer = await this.page({});
    this.take(answer, answer[this.name]);
  }

  async continue() {
    const answer = await this.page({ after: this.last });
    if (answer.generation !== this.generation) {
      this.last = null;
      this.items = [];
      await this.begin();
      return;
    }
    const fresh = await this.gap(answer);
    this.last = answer.last_sequence;
    if (fresh.length > 0) this.publish([...fresh, ...this.items], fresh.length);
  }

  /** Everything since the last turn, when more came than fits one answer. */
  async gap(answer) {
    const fresh = [...answer[this.name]];
    let more = answer.more;
    while (more && fresh.length < MOST_KEPT) {
      const page = await this.page({ after: this.last, before: fresh.at(-1).sequence });
      fresh.push(...page[this.name]);
      more = page.more;
    }
    return fresh;
  }

  /** What was there before the oldest entry, until enough is kept. */
  async older() {
    while (this.more && this.items.length < MOST_KEPT) {
      const page = await this.page({ before: this.items.at(-1).sequence });
      this.more = page.more;
      this.publish([...this.items, ...page[this.name]], 0);
    }
  }

  take(answer, items) {
    this.generation = answer.generation;
    this.last = answer.last_sequence;
    this.more = answer.more;
    this.publish(items, 0);
  }

  publish(items, added) {
    this.more ||= items.length > MOST_KEPT;
    this.items = items.slice(0, MOST_KEPT);
    this.onChange({ items: this.items, added, more: this.more, generation: this.generation });
  }

  page(parameters) {
    return read(this.path, { ...this.parameters, ...parameters, limit: PAGE }, this.signal);
  }

  sleep(wait) {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (wait !== null) setTimeout(resolve, wait);
    });
  }
}
