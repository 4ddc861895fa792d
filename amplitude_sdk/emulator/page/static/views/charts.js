// Charts: a question asked with a form, answered by the emulator's Dashboard REST API.

import { ask, read, Unreachable } from "../data/api.js";
import { projectMarks } from "../data/marks.js";
import { announce } from "../ui/announce.js";
import { fill, h } from "../ui/dom.js";
import { debounced, empty, firstEvent, problemBox, viewHead } from "../ui/states.js";
import { legible } from "../ui/text.js";
import { funnel } from "./charts/funnel.js";
import { Question } from "./charts/question.js";
import { retention } from "./charts/retention.js";
import { segmentation } from "./charts/segmentation.js";

export const title = "Charts";

const RETRY_MS = 3000;
const KINDS = new Map([["segmentation", segmentation], ["funnel", funnel], ["retention", retention]]);

export function mount(context) {
  const page = h("div", { class: "view" }, viewHead(title, "Computed from the events of this project, as the Dashboard REST API answers"));
  if (context.project === null) page.append(h("div", { class: "panel" }, firstEvent()));
  else open(page, context);
  return page;
}

async function open(page, context) {
  try {
    const catalogue = await read(`projects/${context.project.number}/catalogue`, {}, context.signal);
    if (catalogue.event_types.length === 0) page.append(h("div", { class: "panel" }, firstEvent(true)));
    else page.append(new Charts(context, catalogue).element);
  } catch (problem) {
    if (problem.name === "AbortError") return;
    const box = problemBox(problem);
    page.append(box);
    retry(problem, context.signal, () => {
      box.remove();
      open(page, context);
    });
  }
}

/** Runs `again` a little later, when the problem is that the emulator did not answer. */
function retry(problem, signal, again) {
  if (problem instanceof Unreachable) setTimeout(() => signal.aborted || again(), RETRY_MS);
}

class Charts {
  constructor({ project, parameters, signal, now, replace }, catalogue) {
    Object.assign(this, { project, signal, replace });
    this.question = new Question(parameters, catalogue, now());
    this.result = h("div", { class: "result", "aria-live": "off" });
    this.form = h("form", { class: "question", on: { submit: (event) => event.preventDefault() } });
    this.tabs = h("div", { class: "tabs", role: "group", "aria-label": "Kind of chart" });
    this.element = h(
      "div",
      { class: "charts" },
      h("section", { class: "panel", "aria-label": "Question" }, this.tabs, this.form),
      h("section", { class: "panel", "aria-label": "Answer" }, this.result),
    );
    this.answerSoon = debounced(() => this.answer(), 120);
    addEventListener("emulator-clock", () => this.question.moveTo(now()), { signal });
    this.redraw();
  }

  /** Draws the form anew, because other fields are there now, and answers. */
  redraw() {
    const focused = document.activeElement?.id;
    fill(this.tabs, [...KINDS].map(([name, kind]) =>
      h("button", { type: "button", id: `kind-${name}`, class: "tab", "aria-pressed": String(name === this.question.kind), on: { click: () => this.change("kind", name, true) } }, kind.name)));
    fill(this.form, KINDS.get(this.question.kind).fields(this.question, (name, value, redraws = false) => this.change(name, value, redraws)));
    if (focused) document.getElementById(focused)?.focus();
    this.answer();
  }

  change(name, value, redraws) {
    this.question.set(name, value);
    this.replace(this.question.search());
    if (redraws) this.redraw();
    else this.answerSoon();
  }

  async answer() {
    this.asking?.abort();
    this.asking = new AbortController();
    const signal = AbortSignal.any([this.signal, this.asking.signal]);
    const kind = KINDS.get(this.question.kind);
    const { path, parameters } = kind.request(this.question);
    this.result.setAttribute("aria-busy", "true");
    try {
      const [reply, { marks }] = await Promise.all([ask(this.project.number, path, parameters, signal), projectMarks(this.project, signal)]);
      const figures = kind.figures(reply, this.question, marks);
      fill(this.result, figures.length > 0 ? figures : empty("No data", "No event fits this question."), requestShown(path, parameters));
      announce(`${kind.name}: chart updated`);
    } catch (problem) {
      if (problem.name === "AbortError") return;
      fill(this.result, h("div", { class: "panel-pad" }, problemBox(problem)), requestShown(path, parameters));
      retry(problem, signal, () => this.answer());
    }
    this.result.removeAttribute("aria-busy");
  }
}

function requestShown(path, parameters) {
  const lines = Object.entries(parameters)
    .flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value], index) => `  ${index ? "&" : "?"} ${name} = ${legible(value, 300)}`);
  return h("details", { class: "data request" }, h("summary", {}, "Show the request"), h("pre", { class: "json", tabindex: "0", role: "region", "aria-label": "The request" }, [`GET /api/${path}`, ...lines].join("\n")));
}
