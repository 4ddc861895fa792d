// Which project is looked at.

import { read, Refused, Unreachable } from "../data/api.js";
import { fill, h } from "../ui/dom.js";
import { number, plural } from "../ui/format.js";
import { legible } from "../ui/text.js";

const WAIT_MS = 3000;
const WAIT_FOR_THE_FIRST_MS = 1000;
const REMEMBERED = "amplitude-emulator-project";

export class ProjectPicker {
  /** `onChange` is called when another project is to be shown. */
  constructor(onChange) {
    this.onChange = onChange;
    this.projects = [];
    this.current = null;
    this.select = h("select", { class: "input", id: "project", on: { change: () => this.choose(Number(this.select.value)) } });
    this.element = h("div", { class: "project" }, h("label", { class: "visually-hidden", for: "project" }, "Project"), this.select);
    this.again();
    addEventListener("emulator-grew", () => this.refresh());
  }

  again() {
    const wait = this.projects.length > 0 ? WAIT_MS : WAIT_FOR_THE_FIRST_MS;
    setTimeout(async () => {
      if (!document.hidden) await this.refresh();
      this.again();
    }, wait);
  }

  async refresh() {
    try {
      const { projects } = await read("projects");
      this.take(projects);
    } catch (problem) {
      if (!(problem instanceof Refused || problem instanceof Unreachable)) throw problem;
      if (this.projects.length === 0) this.draw(); // the views say that nothing answers
    }
    this.asked = true;
  }

  take(projects) {
    if (JSON.stringify(projects) === JSON.stringify(this.projects) && this.select.options.length > 0) return;
    this.projects = projects;
    const before = this.current?.number ?? null;
    const wanted = before ?? Number(sessionStorage.getItem(REMEMBERED));
    this.current = projects.find((one) => one.number === wanted) ?? projects[0] ?? null;
    this.draw();
    dispatchEvent(new CustomEvent("emulator-counted", { detail: this.current }));
    if (this.asked && before !== (this.current?.number ?? null)) this.onChange();
  }

  draw() {
    if (!this.isListed()) this.list();
    for (const [index, one] of this.projects.entries()) fill(this.select.options[index], nameOf(one));
    this.select.disabled = this.projects.length === 0;
    this.select.title = this.current ? `Project ${this.current.number}, ${number(this.current.events)} events` : "";
  }

  /** Whether the options are those of the projects. They stay while numbers change: it may be open. */
  isListed() {
    const listed = [...this.select.options].map((one) => Number(one.value));
    return this.projects.length > 0 && String(listed) === String(this.projects.map((one) => one.number)) && Number(this.select.value) === this.current?.number;
  }

  list() {
    const options = this.projects.map((one) => h("option", { value: one.number, selected: one.number === this.current?.number }));
    fill(this.select, options.length > 0 ? options : h("option", { value: "" }, "No project yet"));
  }

  choose(number) {
    this.current = this.projects.find((one) => one.number === number) ?? null;
    sessionStorage.setItem(REMEMBERED, String(number));
    dispatchEvent(new CustomEvent("emulator-counted", { detail: this.current }));
    this.onChange();
  }
}

function nameOf(project) {
  return `${project.number} · ${legible(project.api_key, 12)} · ${plural(project.events, "event")}`;
}
