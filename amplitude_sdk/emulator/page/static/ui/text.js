// Makes text of unknown origin fit to be seen: short, on its own, with nothing invisible in it.

import { h } from "./dom.js";

// Controls, zero-width and bidirectional formatting characters, line separators, tags and lone
// surrogates, letters without a shape: what would reorder, hide or imitate other text.
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const KEPT = new Set(["\n", "\t"]);

const BLANK = /^\s*$/u;
const HALF_A_PAIR = /[\ud800-\udbff]$/u; // with the flag u: one without its other half

/**
 * The text with invisible characters written as their code points, cut after `limit` characters.
 * A text of nothing but spaces is invisible, too.
 */
export function legible(text, limit = 120, multiline = false) {
  const full = String(text);
  if (full === "") return "⟨empty⟩";
  const whole = full.length > limit;
  const cut = whole ? full.slice(0, limit).replace(HALF_A_PAIR, "") : full;
  const hidden = BLANK.test(full) ? /./gsu : UNSEEN;
  const shown = cut.replace(hidden, (character) =>
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
