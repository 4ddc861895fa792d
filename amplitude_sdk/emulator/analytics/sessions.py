"""Sessions: their lengths, and how many a user has (Dashboard REST API, "User sessions").

Documented ("Track sessions", "How Amplitude calculates session length" and "Interpret your User
Sessions chart", all of the vendor's): the active events of a user with the same session id are a
session; an event whose session id is -1, or absent, belongs to none; a session lasts from its first
event to its last; it counts for the day on which it started, and only if that is one of the days
asked for. Documented (Dashboard REST API): it lasts a day at most. Documented ("Build a User
Sessions chart"): the average length is the sum of the lengths by the number of sessions, sessions
per user are sessions by the active users of the same day.

Decided (T-X52): a session starts with its first event, whatever its id says; one that is longer than a day
counts as a day, and is in the bin that ends there although bins end before their upper bound; a day
without sessions has the value 0; the collapsed value is the same quotient over all days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_api.facts import MAX_SESSION_MILLISECONDS

from amplitude_sdk.emulator.analytics.activity_event import OUT_OF_SESSION
from amplitude_sdk.emulator.analytics.event_query import active_condition
from amplitude_sdk.emulator.analytics.series import check_size
from amplitude_sdk.emulator.analytics.session_bins import bin_edges, bin_labels
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAILY, parse_timeline
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_META: Final = {"segmentIndex": 0, "sessionIndex": 0}


class _Quotients(NamedTuple):
    """A measure for each day, and over all of them."""

    days: dict[int, float]
    collapsed: float


def sessions_of(statement: Statement) -> str:
    """Return the SQL for all sessions of a project: user, first moment `time`, and length in ms."""
    # Times have 64 bits, so their difference may need more.
    length = f"least(max(time)::hugeint - min(time), {MAX_SESSION_MILLISECONDS})::bigint"
    return (
        f"select _amplitude_id as user, min(time) as time, {length} as length "  # noqa: S608 -- our own names only
        f"from {statement.events} where session_id <> {OUT_OF_SESSION} and {active_condition(statement)} "
        "group by _amplitude_id, session_id"
    )


def lengths(call: Call) -> Response:
    """Answer how many sessions are in each bin of length. Raises the 400."""
    edges = bin_edges(call.parameters)
    counts = _counts(call, edges)
    data: dict[str, Any] = {
        "series": [counts],
        "seriesLabels": [0],
        "seriesMeta": [_META],
        "seriesCollapsed": [[{"value": sum(counts)}]],
        "xValues": bin_labels(edges),
    }
    return json_response(200, {"data": data})


def _counts(call: Call, edges: list[float]) -> list[int]:
    """Return the number of sessions between each edge and the next one."""
    statement = subject_of(call).statement()
    sessions = _asked(sessions_of(statement), _timeline(call), statement)
    low = f"unnest({statement.bind(edges)}::double[])"
    rows = statement.rows(
        f"with bins as (select {low} as low, unnest(range({len(edges)})) as number), "  # noqa: S608 -- our own names only
        f"sessions as (select least(length, {MAX_SESSION_MILLISECONDS - 1}) as length "
        f"from ({sessions})) select number, count(*) "
        "from sessions asof join bins on length >= low group by number"
    )
    counts = dict(rows)
    return [counts.get(number, 0) for number in range(len(edges) - 1)]


def average_length(call: Call) -> Response:
    """Answer the average length of a session, in seconds, for each day. Raises the 400."""
    timeline = _drawn(call)
    statement = subject_of(call).statement()
    sessions = _asked(sessions_of(statement), timeline, statement)
    rows = statement.rows(
        f"select {timeline.point(statement)} as point, avg(length) / 1000 "  # noqa: S608 -- our own names only
        f"from ({sessions}) group by grouping sets ((point), ())"
    )
    return _answer(timeline, _quotients(rows))


def per_user(call: Call) -> Response:
    """Answer how many sessions an active user had on average, for each day. Raises the 400."""
    timeline = _drawn(call)
    statement = subject_of(call).statement()
    sessions = _asked(sessions_of(statement), timeline, statement)
    events = _asked(
        f"select time, _amplitude_id from {statement.events} where {active_condition(statement)}",  # noqa: S608 -- our own names only
        timeline,
        statement,
    )
    point = timeline.point(statement)
    by_point = "group by grouping sets ((point), ())"
    rows = statement.rows(
        f"with started as (select {point} as point, count(*) as sessions "  # noqa: S608 -- our own names only
        f"from ({sessions}) {by_point}), "
        f"active as (select {point} as point, count(distinct _amplitude_id) as users "
        f"from ({events}) {by_point}) "
        "select active.point, sessions / users from started join active "
        "on started.point is not distinct from active.point where users > 0"
    )
    return _answer(timeline, _quotients(rows))


def _drawn(call: Call) -> Timeline:
    """Return the days of a series. Raises the 400 for a reply that would be too large."""
    timeline = _timeline(call)
    check_size(timeline.size(), 1)
    return timeline


def _timeline(call: Call) -> Timeline:
    return parse_timeline(call.parameters["start"], call.parameters["end"], DAILY)


def _asked(rows: str, timeline: Timeline, statement: Statement) -> str:
    """Return the SQL for the rows whose time is in the days asked for."""
    start, end = map(statement.bind, timeline.bounds())
    return f"select * from ({rows}) where time >= {start} and time < {end}"  # noqa: S608 -- our own names only


def _quotients(rows: list[tuple[int | None, float | None]]) -> _Quotients:
    values = {point: value or 0 for point, value in rows}
    collapsed = values.pop(None, 0)
    return _Quotients(
        {point: value for point, value in values.items() if point is not None}, collapsed
    )


def _answer(timeline: Timeline, quotients: _Quotients) -> Response:
    """Return the reply. Seen live: days are written with their midnight (T-X35)."""
    days = timeline.labels()
    data: dict[str, Any] = {
        "series": [[quotients.days.get(point, 0) for point in range(len(days))]],
        "seriesMeta": [_META],
        "seriesCollapsed": [[{"setId": "", "value": quotients.collapsed}]],
        "xValues": [f"{day}T00:00:00" for day in days],
    }
    return json_response(200, {"data": data})
