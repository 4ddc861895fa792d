// Tells screen readers what changed, seldom enough to be listened to.

const QUIET_MS = 8000;
let last = -Infinity;
let waiting = null;

/** Says `text` at once: the answer to something the person did. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

/** Says what `text()` gives, at most every eight seconds: news nobody asked for. */
export function murmur(text) {
  if (waiting !== null) return;
  const delay = Math.max(0, last + QUIET_MS - performance.now());
  waiting = setTimeout(() => {
    waiting = null;
    last = performance.now();
    announce(text());
  }, delay);
}
