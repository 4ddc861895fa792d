// Annotations and releases of a project, as what charts draw.

import { ask, read } from "./api.js";

/** The annotations, the releases, and both as marks: what has a time and may be seen in charts. */
export async function projectMarks(project, signal) {
  const [annotations, releases] = await Promise.all([
    ask(project.number, "3/annotations", {}, signal),
    read(`projects/${project.number}/releases`, {}, signal),
  ]);
  const visible = releases.releases.filter((one) => one.chart_visibility);
  return {
    annotations: annotations.data,
    releases: releases.releases,
    marks: [...annotations.data.map(annotationMark), ...visible.map(releaseMark)].filter((mark) => !Number.isNaN(mark.start)),
  };
}

/** The epoch milliseconds of `yyyy-MM-dd HH:mm:ss`, the form of releases; null for null. */
export function releaseTime(text) {
  return text ? Date.parse(`${text.replace(" ", "T")}Z`) : null;
}

function annotationMark(one) {
  return { kind: "annotation", label: one.label, start: Date.parse(one.start), end: one.end ? Date.parse(one.end) : null };
}

function releaseMark(one) {
  return { kind: "release", label: `${one.version} ${one.title}`, start: releaseTime(one.release_start), end: null };
}
