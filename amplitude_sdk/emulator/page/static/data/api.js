// Talks to the emulator this page came from, and to nothing else.

const ROOT = "/_emulator/";

/** What the emulator answered when it refused; `message` says why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The emulator does not answer. */
export class Unreachable extends Error {}

/** The JSON at a path of the emulator's own API. Array values repeat their parameter. */
export function read(path, parameters = {}, signal = undefined) {
  return send(`${ROOT}${path}${query(parameters)}`, { signal });
}

/** The JSON an Amplitude query answers for a project. */
export function ask(project, path, parameters = {}, signal = undefined) {
  return read(`projects/${project}/api/${path}`, parameters, signal);
}

/** Changes something: POST, PUT or DELETE with a JSON body. */
export function change(method, path, body = {}) {
  return send(`${ROOT}${path}`, { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
}

async function send(url, options) {
  const response = await answered(url, options);
  const content = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(response.status, reason(response, content));
  return content;
}

async function answered(url, options) {
  try {
    return await fetch(url, { ...options, cache: "no-store", referrerPolicy: "no-referrer" });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Unreachable("The emulator does not answer.");
  }
}

function reason(response, content) {
  return content?.error?.metadata?.details ?? content?.error?.message ?? `The emulator answered ${response.status}.`;
}

function query(parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text && `?${text}`;
}
