// Makes text of unknown origin fit to be seen: short, on its own, with nothing invisible in it.

import { h } from "./dom.js";

// Controls, zero-width and bidirectional formatting characters, line separators, tags and lone
// surrogates: what would reorder, hide or imitate other text.
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const KEPT = new Set(["\n", "\t"]);

/** The text with invisible characters written as their code points, cut after `limit` characters. */
export function legible(text, limit = 120, multiline = false) {
  const cut = String(text).slice(0, limit);
  const whole = cut.length < String(text).length;
  const shown = cut.replace(UNSEEN, (character) =>
    multiline && KEPT.has(character) ? character : `⟨U+${code(character)}⟩`,
  );
  return whole ? `${shown}…` : shown;
}

/** An element for one foreign text, isolated from the direction of its neighbours. */
export function foreign(text, { limit = 120, className = "" } = {}) {
  const full = String(text);
  const title = full.length > limit ? `${full.length.toLocaleString("en")} characters` : null;
  return h("bdi", { class: className || null, title }, legible(full, limit));
}

function code(character) {
  return character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}
