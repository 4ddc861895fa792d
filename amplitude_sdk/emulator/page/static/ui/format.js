// Writes numbers, times and shares. Times are UTC, like the emulator's projects.

const WHOLE = new Intl.NumberFormat("en");
const DECIMAL = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });
const DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", timeZone: "UTC" });
const LONG_DAY = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY_MS = 24 * HOUR;

export function number(value) {
  if (value === null || value === undefined) return "–";
  return Number.isInteger(value) ? WHOLE.format(value) : DECIMAL.format(value);
}

export function compact(value) {
  return COMPACT.format(value);
}

export function percent(share) {
  if (share === null || share === undefined || Number.isNaN(share)) return "–";
  return `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)}%`;
}

export function plural(count, one, many = `${one}s`) {
  return `${WHOLE.format(count)} ${count === 1 ? one : many}`;
}

/** `14:03:59` of an instant in epoch milliseconds. */
export function clockTime(ms) {
  return iso(ms)?.slice(11, 19) ?? "–";
}

/** `4 Mar 2026, 14:03:59` of an instant in epoch milliseconds. */
export function moment(ms) {
  return iso(ms) === null ? "–" : `${LONG_DAY.format(ms)}, ${clockTime(ms)}`;
}

/** `Mar 4` of a day in epoch milliseconds. */
export function shortDay(ms) {
  return DAY.format(ms);
}

export function longDay(ms) {
  return LONG_DAY.format(ms);
}

/** `2026-03-04` of an instant in epoch milliseconds. */
export function isoDay(ms) {
  return iso(ms)?.slice(0, 10) ?? "";
}

/** A length of time in its two largest units. */
export function duration(ms) {
  if (ms === null || ms === undefined) return "–";
  const units = [["d", DAY_MS], ["h", HOUR], ["min", MINUTE], ["s", SECOND]];
  const first = units.findIndex(([, size]) => ms >= size);
  if (first < 0) return `${Math.round(ms)} ms`;
  const [name, size] = units[first];
  const whole = Math.floor(ms / size);
  const rest = units[first + 1];
  const part = rest ? Math.floor((ms % size) / rest[1]) : 0;
  return part ? `${whole} ${name} ${part} ${rest[0]}` : `${whole} ${name}`;
}

/** How long ago an instant was. */
export function ago(ms, now) {
  const passed = now - ms;
  if (Math.abs(passed) < SECOND) return "now";
  const text = duration(Math.abs(passed)).split(" ").slice(0, 2).join(" ");
  return passed < 0 ? `in ${text}` : `${text} ago`;
}

function iso(ms) {
  const time = new Date(ms);
  return ms === null || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
