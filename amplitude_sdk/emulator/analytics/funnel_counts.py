"""Counts the ways through a funnel.

Documented ("How Amplitude computes conversions", "Interpret your Funnel Analysis chart"): a user
counts once, with the longest way and the earliest of these, and over time once for each interval in
which there was a way in; a group is the value a property has at the step it belongs to, the way in
for a property of the segment; who did not reach that step is in a group of its own; over time all
active users count, even when only new ones do otherwise. Documented ("Frequency", "Time to
convert"): how often a step was done before the next one, how long it took.

Inferred: a step is done once a second at most; it is counted from the event that is on the way to
the moment the next step is reached; who is new came within the days asked for ("any day" of the
chart). The vendor estimates medians; these are exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.emulator.analytics.event_query import (
    active_condition,
    event_condition,
    segment_condition,
)
from amplitude_sdk.emulator.analytics.funnel_paths import ordered, sequential, unordered
from amplitude_sdk.emulator.analytics.group_labels import UNGROUPED, labels
from amplitude_sdk.emulator.analytics.new_users import first_events
from amplitude_sdk.emulator.analytics.properties import property_of
from amplitude_sdk.emulator.analytics.seconds import SECOND_MS
from amplitude_sdk.emulator.ingestion.identity import FIRST_AMPLITUDE_ID

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.funnel_paths import Course
    from amplitude_sdk.emulator.analytics.funnel_steps import Span
    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline

NOT_REACHED: Final = "did not reach step"
"""The group of users who did not reach the step whose property they are grouped by."""

_MODES: Final = {"ordered": ordered, "unordered": unordered, "sequential": sequential}


class GroupBy(NamedTuple):
    """The property of one step by which a funnel is grouped."""

    step: int
    """Counted from 0."""
    type: str
    name: str


class Funnel(NamedTuple):
    """One funnel in one segment."""

    steps: Sequence[Mapping[str, Any]]
    segment: Sequence[Mapping[str, Any]]
    timeline: Timeline
    mode: str
    only_new: bool
    group_by: GroupBy | None
    limit: int
    bin_ms: int
    """The size of the bins of the times between steps."""


class Counted(NamedTuple):
    """What was counted of one group; lists have a value for each step, or each but the first."""

    label: str
    point: int | None
    """The interval of the way in; None for all of them."""
    users: list[int]
    averages: list[float | None]
    """Milliseconds from the step before."""
    medians: list[float | None]
    times: list[dict[int, int] | None]
    """Users by the bin of that time."""
    repetitions: list[dict[int, int] | None]
    """Users by how often they did the step before."""


def count_funnel(statement: Statement, funnel: Funnel, course: Course, span: Span) -> list[Counted]:
    """Return the counts of the largest groups, each group over all and then for each interval."""
    relations = [
        f"steps as materialized ({_steps(statement, funnel, course, span)})",
        _MODES[funnel.mode](course),
        f"entered as materialized ({_entered(statement, funnel, course)})",
        f"whole as materialized ({_whole(statement, funnel)})",
        f"done as ({_done(funnel, course)})",
    ]
    if funnel.group_by:
        relations.append(f"labels as ({_labels(statement, funnel, course, span, funnel.group_by)})")
    measures = _measures(funnel)
    relations += [
        f"counted as materialized ({_counted(funnel)})",
        f"largest as ({_largest(statement, funnel)})",
    ]
    rows = statement.rows(
        f"with {', '.join(relations)} select * from counted semi join largest using (label) "  # noqa: S608 -- our own names only
        f"union all select label, point, {measures}, [], [] "
        f"from ({_labelled('entered', funnel)}) semi join largest using (label) "
        "group by label, point order by point nulls first, users[1] desc, label"
    )
    return [Counted(*row) for row in rows]


def _counted(funnel: Funnel) -> str:
    ways = _labelled("(select * from whole left join done using (user))", funnel)
    return (
        f"select label, null::bigint as point, {_measures(funnel)}, {_bins(funnel)} "  # noqa: S608 -- our own names only
        f"from ({ways}) group by label"
    )


def _largest(statement: Statement, funnel: Funnel) -> str:
    """Return the SQL for the labels that are kept: by users, then by label (inferred)."""
    if funnel.group_by is None:
        return f"select '{UNGROUPED}' as label"
    limit = statement.bind(funnel.limit)
    return f"select label from counted order by users[1] desc, label limit {limit}"  # noqa: S608 -- our own names only


def _steps(statement: Statement, funnel: Funnel, course: Course, span: Span) -> str:
    """Return the SQL for the events that are steps; in `sequential` for all others too."""
    conditions = _conditions(statement, funnel)
    columns = ", ".join(f"{one} as s{step}" for step, one in enumerate(conditions, 1))
    wanted = " or ".join(f"s{step}" for step in course.steps)
    if funnel.mode == "sequential":
        columns += f", {active_condition(statement)} as active"
        wanted += " or active"
    return (
        f"select * from (select {course.seconds.number()} as k, {columns} "  # noqa: S608 -- our own names only
        f"from {statement.events} where {span.condition(statement)}) where {wanted}"
    )


def _conditions(statement: Statement, funnel: Funnel) -> list[str]:
    """Return the SQL condition of each step; that of the first includes segment and days.

    Documented ("How Amplitude handles segmenting"): a segment applies to the first step only.
    """
    first, *others = [event_condition(step, statement) for step in funnel.steps]
    segment = segment_condition(funnel.segment, funnel.timeline, statement)
    return [f"({first} and {segment} and {_within(statement, funnel)})", *others]


def _within(statement: Statement, funnel: Funnel) -> str:
    start, end = map(statement.bind, funnel.timeline.bounds())
    return f"time >= {start} and time < {end}"


def _entered(statement: Statement, funnel: Funnel, course: Course) -> str:
    """Return the SQL for the best way of each user in each interval.

    The rank of a way is one number: longer ways before shorter ones, then earlier ones.
    """
    span, seconds = course.seconds.span, course.seconds
    fields = ", ".join(f"{name} := {name}" for name in ("depth", *_names(funnel)))
    ways = (
        f"select *, {seconds.user('k1')} as user, {seconds.time('k1')} as time, "  # noqa: S608 -- our own names only
        f"depth * {span} - start % {span} as rank from paths"
    )
    return (
        f"select user, {funnel.timeline.point(statement)} as point, "  # noqa: S608 -- our own names only
        f"max_by(struct_pack({fields}), rank) as way, max(rank) as rank from ({ways}) "
        "group by user, point"
    )


def _names(funnel: Funnel) -> list[str]:
    steps = range(1, len(funnel.steps) + 1)
    kinds = ("k", "r") if funnel.mode == "unordered" else ("k",)
    return [f"{kind}{step}" for kind in kinds for step in steps]


def _whole(statement: Statement, funnel: Funnel) -> str:
    new = "true"
    if funnel.only_new:
        new = (
            f"user in (select _amplitude_id - {FIRST_AMPLITUDE_ID} "  # noqa: S608 -- our own names only
            f"from ({first_events(statement)}) where {_within(statement, funnel)})"
        )
    return f"select user, max_by(way, rank) as way from entered where {new} group by user"  # noqa: S608 -- our own names only


def _reached(funnel: Funnel, step: int) -> str:
    return f"way.{'r' if funnel.mode == 'unordered' else 'k'}{step}"


def _done(funnel: Funnel, course: Course) -> str:
    """Return the SQL for how often each user did each step before reaching the next one."""
    later = course.steps[1:]
    if not later:
        return "select user from whole where false"
    counted = {
        step: f"s{step - 1} and (k = way.k{step - 1} "
        f"or k > way.k{step - 1} and k < {_reached(funnel, step)})"
        for step in later
    }
    counts = ", ".join(
        f"count(distinct k) filter ({condition}) as d{step}" for step, condition in counted.items()
    )
    # Counting what is distinct takes long, so what counts nowhere is left out before.
    return (
        f"select user, {counts} from whole join (select *, {course.seconds.user('k')} as user "  # noqa: S608 -- our own names only
        f"from steps) using (user) where way.depth > 1 and ({' or '.join(counted.values())}) "
        "group by user"
    )


def _labels(
    statement: Statement, funnel: Funnel, course: Course, span: Span, group_by: GroupBy
) -> str:
    """Return the SQL for the labels of a step's event: of several in a second, the first's."""
    property_ = property_of(group_by.type, group_by.name, statement)
    condition = _conditions(statement, funnel)[group_by.step]
    return (
        f"select {course.seconds.number()} as k, arg_min({labels(property_)}, (time, _seq)) as labels "  # noqa: S608 -- our own names only
        f"from {statement.events} where {span.condition(statement)} and {condition} group by k"
    )


def _labelled(ways: str, funnel: Funnel) -> str:
    """Return the SQL for the ways with their label; a way can be in several groups."""
    if funnel.group_by is None:
        return f"select *, '{UNGROUPED}' as label from {ways}"  # noqa: S608 -- our own names only
    return (
        f"select *, unnest(coalesce(labels, ['{NOT_REACHED}'])) as label "  # noqa: S608 -- our own names only
        f"from {ways} left join labels on k = way.k{funnel.group_by.step + 1}"
    )


def _measures(funnel: Funnel) -> str:
    steps = range(1, len(funnel.steps) + 1)
    users = ", ".join(f"count(*) filter (way.depth >= {step})" for step in steps)
    averages = ", ".join(f"avg({_taken(funnel, step)})" for step in steps[1:])
    medians = ", ".join(f"median({_taken(funnel, step)})" for step in steps[1:])
    return f"[{users}] as users, [{averages}] as averages, [{medians}] as medians"


def _taken(funnel: Funnel, step: int) -> str:
    return f"({_reached(funnel, step)} - {_reached(funnel, step - 1)}) * {SECOND_MS}"


def _bins(funnel: Funnel) -> str:
    steps = range(2, len(funnel.steps) + 1)
    times = ", ".join(f"histogram({_taken(funnel, step)} // {funnel.bin_ms})" for step in steps)
    done = ", ".join(f"histogram(d{step}) filter (way.depth >= {step})" for step in steps)
    return f"[{times}] as times, [{done}] as repetitions"
