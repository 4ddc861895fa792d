// Where values and moments lie on the axes of a chart.

import { DAY_MS } from "../ui/format.js";

const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers, 0 among them, from at most `least` to at least `most`; about `count` of them. */
export function ticks(least, most, count = 4, wholeOnly = false) {
  const raw = (most - least || 1) / count;
  const magnitude = 10 ** Math.floor(Math.log10(raw));
  const steps = STEPS.map((step) => step * magnitude);
  const step = steps.find((one) => one >= raw && (!wholeOnly || Number.isInteger(one))) ?? Math.ceil(raw);
  const size = wholeOnly ? Math.max(1, step) : step;
  const first = Math.floor(least / size + 1e-9);
  const last = Math.ceil((most - least ? most : 1) / size - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * size);
}

/** The epoch milliseconds of a day or a moment of UTC written as ISO 8601; NaN for anything else. */
export function instant(label) {
  const found = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}:\d{2})?$/.exec(String(label));
  return found ? Date.parse(`${found[1]}${found[2] ?? "T00:00:00"}Z`) : NaN;
}

/**
 * The position of a moment among `instants`, in points with fractions; null when it lies outside.
 * The last point lasts as long as the one before it.
 */
export function position(moment, instants) {
  const last = instants.length - 1;
  const step = last > 0 ? instants[last] - instants[last - 1] : DAY_MS;
  if (Number.isNaN(moment) || moment < instants[0] || moment >= instants[last] + step) return null;
  const after = instants.findIndex((one) => one > moment);
  const index = after < 0 ? last : after - 1;
  const length = index < last ? instants[index + 1] - instants[index] : step;
  return Math.min(last, index + (moment - instants[index]) / length);
}

/**
 * Every how many labels one is shown so that those of `width` pixels do not touch; one of `round`
 * when there is one that is large enough.
 */
export function labelStride(count, space, width, round = null) {
  const least = Math.max(1, Math.ceil((count * width) / Math.max(space, 1)));
  return round?.find((stride) => stride >= least) ?? least;
}
