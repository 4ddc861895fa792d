"""Segments of users by what they performed, and how often.

Known from newer documentation of the Dashboard REST API: a condition counts the events of each user
and compares the number with `value`; `time_type` is forEachInterval, currentInterval or allTime,
with `time_value` days. Documented ("Create segments"): it selects users, with all their events in
the span. Decided (T-X49), because nothing says more: without `time_type` the events of the query's
span count; with allTime all that were ever stored; with currentInterval those of the interval an
event is in; with forEachInterval those of the last `time_value` days up to the end of that
interval.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.timeline import DAY_MS
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline

_OPERATORS: Final[Mapping[str, Callable[[int, int], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
"""Only `>=` was seen; the list is not published."""

_MOST: Final = 2**62
_MOST_DAYS: Final = 100_000


def performed_condition(
    part: Mapping[str, Any], events: str, timeline: Timeline, statement: Statement
) -> str:
    """Return the condition for a row's user. `events` is the condition for what is counted."""
    if part["op"] not in _OPERATORS:
        raise refused(400, f"Invalid op {part['op']}; use one of {', '.join(_OPERATORS)}")
    if part.get("time_type") == "forEachInterval":
        key, counted = _of_last_days(part, events, timeline, statement)
    elif part.get("time_type") == "currentInterval":
        key, counted = _of_interval(events, timeline, statement)
    else:
        key, counted = _of_span(part, events, timeline, statement)
    return _holds(part, key, counted, statement)


def _holds(part: Mapping[str, Any], key: str, counted: str, statement: Statement) -> str:
    """Compare the number of `counted` rows of each key. Most users have none."""
    value = max(-_MOST, min(_MOST, part["value"]))
    compared = f"count(*) {part['op']} {statement.bind(value)}"
    grouped = f"{counted} group by all having"
    if _OPERATORS[part["op"]](0, value):
        return f"{key} not in ({grouped} not ({compared}))"
    return f"{key} in ({grouped} {compared})"


def _of_span(
    part: Mapping[str, Any], events: str, timeline: Timeline, statement: Statement
) -> tuple[str, str]:
    within = "true" if part.get("time_type") == "allTime" else _within(timeline.span(), statement)
    counted = f"select _amplitude_id from {statement.events} where {within} and {events}"  # noqa: S608 -- our own names only
    return "_amplitude_id", counted


def _of_interval(events: str, timeline: Timeline, statement: Statement) -> tuple[str, str]:
    key = f"_amplitude_id, {timeline.point(statement)}"
    within = _within(timeline.bounds(), statement)
    return f"({key})", f"select {key} from {statement.events} where {within} and {events}"  # noqa: S608 -- our own names only


def _of_last_days(
    part: Mapping[str, Any], events: str, timeline: Timeline, statement: Statement
) -> tuple[str, str]:
    days = part.get("time_value")
    if days is None or not 1 <= days <= _MOST_DAYS:
        raise refused(400, "forEachInterval needs time_value, a number of days from 1 on")
    ends = timeline.ends()
    points = f"select unnest({statement.bind(ends)}::bigint[]) as until, unnest({statement.bind(list(range(len(ends))))}::bigint[]) as point"
    counted = (
        f"select _amplitude_id, point from {statement.events} join ({points}) "  # noqa: S608 -- our own names only
        f"on time < until and time >= until - {statement.bind(days * DAY_MS)} where {events}"
    )
    return f"(_amplitude_id, {timeline.point(statement)})", counted


def _within(bounds: tuple[int, int], statement: Statement) -> str:
    start, end = map(statement.bind, bounds)
    return f"time >= {start} and time < {end}"
