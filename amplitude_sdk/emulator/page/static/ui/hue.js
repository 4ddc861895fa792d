// A colour for an event type, the same wherever it is shown.

const HUES = 8;

export function hueOf(text) {
  let hash = 7;
  for (const character of String(text).slice(0, 200)) hash = (hash * 31 + character.codePointAt(0)) % 65_521;
  return `hue-${(hash % HUES) + 1}`;
}
