// The frame of the page: which project, which view, what time.

import { clockTool } from "./tools/clock.js";
import { ProjectPicker } from "./tools/projects.js";
import { fill, h, s } from "./ui/dom.js";
import * as annotations from "./views/annotations.js";
import * as catalogue from "./views/catalogue.js";
import * as charts from "./views/charts.js";
import * as requests from "./views/requests.js";
import * as stream from "./views/stream.js";

const VIEWS = new Map([
  ["stream", { ...stream, icon: "M2 12h4l3-8 5 16 3-10 2 2h3" }],
  ["catalogue", { ...catalogue, icon: "M4 6h16M4 12h16M4 18h10" }],
  ["charts", { ...charts, icon: "M4 4v16h16M8 15l4-5 3 3 5-7" }],
  ["annotations", { ...annotations, icon: "M6 21V4h11l-2 4 2 4H6" }],
  ["requests", { ...requests, icon: "M4 8h13l-3-3M20 16H7l3 3" }],
]);
const FIRST_VIEW = "stream";

const main = document.getElementById("main");
const nav = document.getElementById("nav");
let leaving = new AbortController();
let shown = null;

const picker = new ProjectPicker(() => show({ moved: false }));
const clock = clockTool();

fill(document.getElementById("tools"), picker.element, clock.element);
fill(nav, [...VIEWS].map(([name, view]) => link(name, view)));
document.querySelector(".skip").addEventListener("click", skip);
addEventListener("hashchange", () => show({ moved: true }));
await picker.refresh();
show({ moved: false });

function link(name, view) {
  const icon = s("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, s("path", { d: view.icon }));
  return h("a", { href: `#/${name}`, "data-view": name }, icon, view.title);
}

/** What the address asks for: `#/charts?kind=funnel` is the view `charts` with its parameters. */
function place() {
  const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
  return { name: VIEWS.has(path) ? path : FIRST_VIEW, parameters: new URLSearchParams(search) };
}

/** Shows the view of the address for the chosen project; `moved` by the person, who is told so. */
function show({ moved }) {
  const { name, parameters } = place();
  leaving.abort();
  leaving = new AbortController();
  const view = VIEWS.get(name);
  const project = picker.current;
  const content = view.mount({ project, parameters, signal: leaving.signal, now: clock.now, replace: (search) => history.replaceState(null, "", `#/${name}${search ? `?${search}` : ""}`) });
  fill(main, content);
  for (const one of nav.children) {
    if (one.dataset.view === name) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  document.title = `${view.title} · Amplitude emulator`;
  if (moved && shown !== name) arrive();
  shown = name;
}

function arrive() {
  scrollTo(0, 0);
  const heading = main.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}

function skip(event) {
  event.preventDefault();
  main.focus();
}

addEventListener("keydown", (event) => {
  if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
  const search = main.querySelector("input[type=search]");
  if (search) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

