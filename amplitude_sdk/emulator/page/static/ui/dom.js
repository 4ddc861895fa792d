// Builds elements. Text only ever becomes text nodes, so nothing an event says can become markup.

const SVG = "http://www.w3.org/2000/svg";

/**
 * An HTML element. `on` holds listeners by event type, `vars` CSS variables; other attributes are
 * set as they are, except null, undefined and false, which are left out.
 */
export function h(tag, attributes, ...children) {
  return built(document.createElement(tag), attributes, children);
}

/** An SVG element, built like an HTML one. */
export function s(tag, attributes, ...children) {
  return built(document.createElementNS(SVG, tag), attributes, children);
}

/** Puts `children` where the children of `parent` were. */
export function fill(parent, ...children) {
  parent.replaceChildren(...kept(children));
  return parent;
}

/** A number for ids that must differ on one page. */
export function uniqueId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

let lastId = 0;

function built(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    setAttribute(element, name, value);
  }
  element.append(...kept(children));
  return element;
}

function setAttribute(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (name === "on") {
    for (const [type, listener] of Object.entries(value)) element.addEventListener(type, listener);
  } else if (name === "vars") {
    for (const [variable, text] of Object.entries(value)) element.style.setProperty(variable, text);
  } else {
    element.setAttribute(name, value === true ? "" : String(value));
  }
}

function kept(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
