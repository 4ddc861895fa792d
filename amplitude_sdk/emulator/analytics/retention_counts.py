"""Counts who came back, and when.

Documented ("How time works in Retention Analysis"): by default a day is a window of 24 hours that
begins with the start event, and times are rounded down to the hour; weeks are seven days and months
30, and times are rounded down to the day; who does the start event again gets another window; the
day of the start event decides the cohort. Documented ("How retention is calculated"): `n-day` is
who returned in an interval, `rolling` who returned in it or later, and `bracket` who returned on any
day of the bracket. Inferred: users are once in a cohort, with all their start events of it; brackets
are of days for weekly and monthly cohorts too.

A cohort's start events are no further apart than an interval is long. So the intervals in which a
return event falls, counted from each of the start events, are the one counted from the first and
the one counted from the last, which is the same or the one before; nothing else is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_api.facts import ANY_EVENT, NEW_USER_EVENT

from amplitude_sdk.emulator.analytics.event_query import event_condition, matching
from amplitude_sdk.emulator.analytics.group_labels import MOST_GROUPS, UNGROUPED, labels_of
from amplitude_sdk.emulator.analytics.new_user_events import new_users
from amplitude_sdk.emulator.analytics.timeline import DAILY, DAY_MS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline

_HOURS: Final = 24
_BIGINT_BITS: Final = 63
COHORT: Final = -1
"""In place of an interval: the whole cohort."""


class Retention(NamedTuple):
    """One retention in one segment."""

    start_event: Mapping[str, Any]
    return_event: Mapping[str, Any]
    segment: Sequence[Mapping[str, Any]]
    g: str | None
    timeline: Timeline
    intervals: Sequence[tuple[int, int]]
    """First day of each interval after the start event, and the day after its last one."""

    by_event: bool
    """Whether each start event counts from itself: brackets that are shorter than a cohort."""

    @property
    def by(self) -> str:
        """The column of the labels with a comma behind it, when there are groups."""
        return "" if self.g is None else "label, "

    @property
    def frame_ms(self) -> int:
        """What times are rounded down to."""
        return DAY_MS // _HOURS if self.timeline.interval == DAILY else DAY_MS

    @property
    def day(self) -> int:
        """How many of these a day has."""
        return DAY_MS // self.frame_ms

    @property
    def length(self) -> int:
        """How many of these the first interval has; all have, except for brackets."""
        since, until = self.intervals[0]
        return (until - since) * self.day

    @property
    def reach(self) -> int:
        """How many of these the intervals have together."""
        return max(end for _, end in self.intervals) * self.day

    @property
    def until(self) -> int:
        """The time after which nothing can count, in epoch milliseconds."""
        _, end = self.timeline.bounds()
        return end + self.reach * self.frame_ms


Cohorts = dict[str, dict[int, dict[int, int]]]
"""The users by group, the largest first, by point of the timeline, and by interval or `COHORT`."""


def count_retention(statement: Statement, mode: str, retention: Retention) -> Cohorts:
    """Return the cohorts in which there is anybody."""
    starts = _starts(statement, retention)
    relations, returned = _MODES[mode](statement, retention)
    rows = statement.rows(
        f"with starts as materialized ({starts}), {relations}, "
        f"counts as ({_sizes(retention)} union all {returned}), "
        f"{_UNGROUPED if retention.g is None else _LARGEST}"
    )
    cohorts: Cohorts = {}
    for label, point, n, users in rows:
        cohort = cohorts.setdefault(label, {}).setdefault(point, {})
        cohort[n] = cohort.get(n, 0) + users
    return cohorts


_LARGEST: Final = (
    "largest as (select label, count(distinct user) as users from starts group by label "  # noqa: S608 -- our own names only
    f"order by users desc, label limit {MOST_GROUPS}) select label, point, n, counts.users "
    "from counts join largest using (label) order by largest.users desc, label"
)
_UNGROUPED: Final = f"everybody as (select '{UNGROUPED}', * from counts) from everybody"  # noqa: S608 -- our own names only


def _sizes(retention: Retention) -> str:
    """Return the SQL for the users of each cohort."""
    users = "count(distinct user)" if retention.by_event else "count(*)"
    by = retention.by
    return f"select {by}point, {COHORT} as n, {users} as users from starts group by {by}point"  # noqa: S608 -- our own names only


def _starts(statement: Statement, retention: Retention) -> str:
    """Return the SQL for the users of each cohort, with their first and last start event in it.

    Brackets can be shorter than a cohort, so for them each start event has a row of its own.
    """
    timeline = retention.timeline
    if retention.start_event["event_type"] == NEW_USER_EVENT:
        any_event = {**retention.start_event, "event_type": ANY_EVENT}
        events = new_users(
            statement, timeline, any_event, retention.segment, retention.g, retention.frame_ms
        )
    else:
        columns = "_amplitude_id, time"
        if retention.g is not None:
            columns += f", unnest({labels_of(retention.g, statement)}) as label"
        events = matching(statement, columns, retention.start_event, retention.segment, timeline)
    frames = (
        f"select {retention.by}{timeline.point(statement)} as point, _amplitude_id as user, "  # noqa: S608 -- our own names only
        f"{_frame(retention)} as frame from ({events})"
    )
    apart = ", frame" if retention.by_event else ""
    return (
        f"select {retention.by}point, user, min(frame) as first, max(frame) as last "  # noqa: S608 -- our own names only
        f"from ({frames}) group by {retention.by}point, user{apart}"
    )


def _frame(retention: Retention, time: str = "time") -> str:
    """Return the SQL for the hour or day of an event, counted from the first day asked for."""
    start, _ = retention.timeline.bounds()
    return f"({time} - {start}) // {retention.frame_ms}"


def _returns(statement: Statement, retention: Retention) -> str:
    """Return the SQL for the users and times of return events from the first day on."""
    start, _ = retention.timeline.bounds()
    return (
        f"select _amplitude_id as user, time from {statement.events} "  # noqa: S608 -- our own names only
        f"where time >= {statement.bind(start)} "
        f"and {event_condition(retention.return_event, statement)}"
    )


def _n_day(statement: Statement, retention: Retention) -> tuple[str, str]:
    """Return the relations and the SQL for the users who returned in each interval.

    What comes before the last start event of a cohort is in the first interval anyway.
    """
    length = retention.length
    bits = (
        f"(1::bigint << (frame - first) // {length}) | "
        f"(1::bigint << greatest(frame - last, 0) // {length})"
    )
    return _by_bits(statement, retention, bits, "bigint")


def _by_bits(statement: Statement, retention: Retention, bits: str, type_: str) -> tuple[str, str]:
    """Return the relations and the SQL for the users who returned, by interval.

    `bits` has a bit for each interval in which a return event counts for its start event.
    """
    key = f"{retention.by}point"
    marks = (
        f"select {key}, user, bit_or({bits}) as bits from starts join returns using (user) "  # noqa: S608 -- our own names only
        f"where frame >= first and frame < last + {retention.reach} group by {key}, user"
    )
    intervals = f"(select unnest(range({len(retention.intervals)}))::{type_} as n)"
    returned = (
        f"select {key}, n, count(*) from marks, {intervals} "  # noqa: S608 -- our own names only
        f"where bits & (1::{type_} << n) <> 0 group by {key}, n"
    )
    return f"returns as ({_return_frames(statement, retention)}), marks as ({marks})", returned


def _return_frames(statement: Statement, retention: Retention) -> str:
    return (
        f"select distinct user, {_frame(retention)} as frame "  # noqa: S608 -- our own names only
        f"from ({_returns(statement, retention)}) where time < {statement.bind(retention.until)}"
    )


def _rolling(statement: Statement, retention: Retention) -> tuple[str, str]:
    """Return the relations and the SQL for the users by the last interval they returned in."""
    key, last = f"{retention.by}point", len(retention.intervals) - 1
    # What comes later is in the last interval all the same.
    latest = f"least(max(time), {statement.bind(retention.until)})"
    returns = (
        f"select user, {_frame(retention, latest)} as frame "  # noqa: S608 -- our own names only
        f"from ({_returns(statement, retention)}) group by user"
    )
    returned = (
        f"select {key}, least((frame - first) // {retention.length}, {last}) as n, count(*) "  # noqa: S608 -- our own names only
        f"from starts join returns using (user) where frame >= first group by {key}, n"
    )
    return f"returns as ({returns})", returned


def _bracket(statement: Statement, retention: Retention) -> tuple[str, str]:
    """Return the relations and the SQL for the users who returned in each bracket."""
    type_ = "bigint" if len(retention.intervals) < _BIGINT_BITS else "hugeint"
    bits = " | ".join(
        f"((frame >= first + {since * retention.day} "
        f"and frame < last + {until * retention.day})::{type_} << {n})"
        for n, (since, until) in enumerate(retention.intervals)
    )
    return _by_bits(statement, retention, bits, type_)


_MODES: Final[Mapping[str, Callable[[Statement, Retention], tuple[str, str]]]] = {
    "n-day": _n_day,
    "rolling": _rolling,
    "bracket": _bracket,
}
