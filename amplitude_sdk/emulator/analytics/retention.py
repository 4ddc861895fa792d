"""Retention (Dashboard REST API, "Retention analysis").

What is counted is defined in `retention_counts.py`. Documented: dates come newest first; a cell has
the users who came back, those of the cohort, and whether there was too little time. Documented
(newer documentation, T-X34): the first cell is the whole cohort, the one at N + 1 interval N.
Documented ("How retention is calculated"): `combined` is the sum of the cells of all dates that are
complete (T-D27). Documented ("Return On (Custom)"): there are a hundred brackets at most. Inferred:
an interval is complete for a cohort when it is over for all who may have come on its last day; in
`rolling` likewise, although users can come back ever after; the cohort itself is always complete; a
combined cell is incomplete when one of its cells is. Unknown is how many intervals there are: the
emulator has 0 to 30 days, 0 to 12 weeks and 0 to 12 months (T-X54). Seen live: dates are written as in
`Sep 15, 2026`.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.group_labels import UNGROUPED, group_of
from amplitude_sdk.emulator.analytics.months import month_and_day
from amplitude_sdk.emulator.analytics.retention_counts import COHORT, Retention, count_retention
from amplitude_sdk.emulator.analytics.series import check_size
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAILY, DAY_MS, parse_timeline
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_INTERVALS: Final = {DAILY: 31, 7: 13, 30: 13}
"""How many intervals a cohort has."""

_MOST_BRACKETS: Final = 100
_MOST_DAYS: Final = 4_000_000
"""Longer than the calendar is."""

_EVERYBODY: Final = "All users"
"""As charts call the segment without conditions."""

_Cells = list[dict[str, Any]]


def retention(call: Call) -> Response:
    """Answer a retention query. Raises the 400."""
    parameters = call.parameters
    g = group_of(parameters)
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    intervals = _intervals(parameters)
    subject = subject_of(call)
    series: list[dict[str, Any]] = []
    labels: list[str] = []
    meta: list[dict[str, int]] = []
    is_empty = True
    for index, segment in enumerate(parameters["s"] or [[]]):
        asked = _asked(parameters, segment, g, timeline, intervals)
        cohorts = count_retention(subject.statement(), parameters["rm"], asked)
        is_empty = is_empty and not cohorts
        if g is None:
            cohorts = {_name(segment, index): cohorts.get(UNGROUPED, {})}
        check_size(timeline.size() * (len(intervals) + 1), len(cohorts))
        table = _Table(asked, parameters["rm"], call.state.clock.now_ms())
        series += [table.series(cohort) for cohort in cohorts.values()]
        labels += cohorts
        meta += [{"segmentIndex": index, "eventIndex": 0} for _ in cohorts]
    if is_empty and not subject.has_events():
        series, labels, meta = [], [], []
    return json_response(
        200, {"data": {"series": series, "seriesLabels": labels, "seriesMeta": meta}}
    )


def _asked(
    parameters: Mapping[str, Any],
    segment: Sequence[Mapping[str, Any]],
    g: str | None,
    timeline: Timeline,
    intervals: Sequence[tuple[int, int]],
) -> Retention:
    for name in ("se", "re"):
        if parameters[name].get("group_by"):
            raise refused(400, f"{name} cannot be grouped; use g, which is about the start event")
    by_event = parameters["rm"] == "bracket" and timeline.interval != DAILY
    return Retention(parameters["se"], parameters["re"], segment, g, timeline, intervals, by_event)


def _intervals(parameters: Mapping[str, Any]) -> list[tuple[int, int]]:
    """Return the first day of each interval and the day after its last one."""
    if parameters["rm"] != "bracket":
        days = parameters["i"]
        return [(n * days, (n + 1) * days) for n in range(_INTERVALS[days])]
    brackets = parameters["rb"]
    if brackets is None:
        raise refused(400, "rm bracket needs rb, for example [[0,5],[5,10]] for days 0-4 and 5-9")
    if len(brackets) > _MOST_BRACKETS:
        raise refused(400, f"There are {_MOST_BRACKETS} brackets at most, not {len(brackets)}")
    for since, until in brackets:
        if since >= until:
            raise refused(400, f"The bracket [{since},{until}] is empty; its end is exclusive")
    return [(min(since, _MOST_DAYS), min(until, _MOST_DAYS + 1)) for since, until in brackets]


def _name(segment: Sequence[Mapping[str, Any]], index: int) -> str:
    return f"Segment {index + 1}" if segment else _EVERYBODY


class _Table:
    """Turns the counts of one group into cells."""

    def __init__(self, asked: Retention, mode: str, now_ms: int) -> None:
        self._points = asked.timeline.labels()
        self._intervals = asked.intervals
        self._mode = mode
        self._days_over = [
            (now_ms - end) // DAY_MS if now_ms >= end else -1 for end in asked.timeline.ends()
        ]
        """The whole days since the last one of each cohort."""

    def series(self, cohorts: Mapping[int, Mapping[int, int]]) -> dict[str, Any]:
        """Return the series of the cohorts, by point."""
        rows = [self._row(cohorts.get(point, {}), point) for point in range(len(self._points))]
        dates = [_written(point) for point in self._points]
        return {
            "dates": dates[::-1],
            "values": dict(zip(dates, rows, strict=True)),
            "combined": [_combined(column) for column in zip(*rows, strict=True)],
        }

    def _row(self, users: Mapping[int, int], point: int) -> _Cells:
        """Return the cells of a cohort, the whole cohort first."""
        size = users.get(COHORT, 0)
        counts = [users.get(n, 0) for n in range(len(self._intervals))]
        if self._mode == "rolling":
            counts = [sum(counts[n:]) for n in range(len(counts))]
        over = [until <= self._days_over[point] for _, until in self._intervals]
        return [
            {"count": count, "outof": size, "incomplete": not complete}
            for count, complete in zip([size, *counts], [True, *over], strict=True)
        ]


def _combined(cells: Sequence[dict[str, Any]]) -> dict[str, Any]:
    complete = [cell for cell in cells if not cell["incomplete"]]
    return {
        "count": sum(cell["count"] for cell in complete),
        "outof": sum(cell["outof"] for cell in complete),
        "incomplete": len(complete) < len(cells),
        "retainedSetId": None,
        "dropoffSetId": None,
    }


def _written(point: str) -> str:
    day = date.fromisoformat(point)
    return f"{month_and_day(day)}, {day.year:04}"
