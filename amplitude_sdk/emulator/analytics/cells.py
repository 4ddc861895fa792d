"""Counts the cells of a chart: the aggregates of each group, at each point and over the whole span.

Documented ("Group-bys"): of more groups than the limit, the largest by the metric's measure are
kept; the measures stand with the metrics. Inferred: groups of the same size come in the order of
their labels.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from amplitude_api.facts import ANY_ACTIVE_EVENT

from amplitude_sdk.emulator.analytics.event_query import active_condition, matching
from amplitude_sdk.emulator.analytics.grouping import (
    Grouping,
    grouped_rows,
    label_columns,
    label_names,
)
from amplitude_sdk.emulator.analytics.new_users import is_first_event, new_users
from amplitude_sdk.emulator.analytics.properties import property_of
from amplitude_sdk.emulator.analytics.windows import Window, windowed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.aggregates import Aggregate
    from amplitude_sdk.emulator.analytics.statement import Statement, Subject
    from amplitude_sdk.emulator.analytics.timeline import Timeline

Label: TypeAlias = tuple[str, ...]
Cell: TypeAlias = "dict[Aggregate, float]"

_POINT: Final = "point"


class Selection(NamedTuple):
    """The events that are counted, and how they are grouped."""

    event: Mapping[str, Any]
    segment: Sequence[Mapping[str, Any]]
    grouping: Grouping
    measured: Mapping[str, str] | None = None
    """The property that is measured, as in `group_by`."""
    active_users: bool = False
    """Whether only users count who were active in the interval."""
    first_events: bool = False
    """Whether only the first event of each user counts, the one that made a new user."""

    def as_distribution(self) -> Selection:
        """Return the same events in a group for each number of the measured property."""
        measured = [] if self.measured is None else [self.measured]
        of_event = [*measured, *self.grouping.of_event]
        grouping = Grouping(of_event, self.grouping.of_segment, numbers=True)
        return self._replace(grouping=grouping, measured=None)

    def of_active_users(self) -> Selection:
        """Return the active events of the same segment."""
        return Selection({"event_type": ANY_ACTIVE_EVENT}, self.segment, self.grouping.of_users())


class Group:
    """The cells of one group."""

    def __init__(self) -> None:
        self.whole: Cell = {}
        self.points: dict[int, Cell] = {}


class Largest(NamedTuple):
    """Which groups are kept: how many, and the largest by what."""

    limit: int
    by: Aggregate


def count_largest(
    subject: Subject,
    selection: Selection,
    timeline: Timeline,
    aggregates: Sequence[Aggregate],
    largest: Largest,
    *,
    at_points: bool = True,
) -> dict[Label, Group]:
    """Count the largest groups at their points, unless told not to, and over the span, in order.

    Without a grouping there is one group, whose label is empty.
    """
    statement = subject.statement()
    rows, of_lists = _rows(statement, selection, timeline)
    names = label_names(selection.grouping.size())
    wanted = list(dict.fromkeys([*aggregates, largest.by] if names else aggregates))
    cells = _cells(rows, names, _columns(wanted, of_lists=of_lists), at_points=at_points)
    if names:
        keys = ", ".join(names)
        order = f"value{wanted.index(largest.by)} desc, {keys}"
        cells = (
            f"with cells as ({cells}), largest as (select {keys}, "  # noqa: S608 -- our own names only
            f"row_number() over (order by {order}) as position from cells where whole = 1 "
            f"order by position limit {statement.bind(largest.limit)}) "
            f"select cells.* from cells join largest using ({keys}) order by position"
        )
    return _collected(statement.rows(cells), len(names), wanted)


def count_named(
    subject: Subject,
    selection: Selection,
    timeline: Timeline,
    aggregates: Sequence[Aggregate],
    labels: Sequence[Label],
    *,
    at_points: bool = True,
) -> dict[Label, Group]:
    """Count some groups at their points, unless told not to, and over the span."""
    statement = subject.statement()
    rows, of_lists = _rows(statement, selection, timeline)
    names = label_names(selection.grouping.size())
    chosen = f"select * from ({rows}) where {_among(names, labels, statement)}"  # noqa: S608 -- our own names only
    cells = _cells(chosen, names, _columns(aggregates, of_lists=of_lists), at_points=at_points)
    return _collected(statement.rows(cells), len(names), aggregates)


def rank_groups(
    subject: Subject, selection: Selection, timeline: Timeline, largest: Largest
) -> list[tuple[Label, float]]:
    """Return the largest groups and what they are ranked by, over the whole span."""
    statement = subject.statement()
    rows, of_lists = _rows(statement, selection, timeline)
    keys = ", ".join(label_names(selection.grouping.size()))
    found = statement.rows(
        f"select {keys}, {largest.by.sql(of_lists=of_lists)} as rank from ({rows}) "  # noqa: S608 -- our own names only
        f"group by {keys} order by rank desc, {keys} limit {statement.bind(largest.limit)}"
    )
    return [(tuple(row[:-1]), row[-1]) for row in found]


def largest_labels(
    subject: Subject, selections: Sequence[Selection], timeline: Timeline, limit: int
) -> list[Label]:
    """Return the labels of the groups with the most users, summed over the selections."""
    statement = subject.statement()
    names = label_names(selections[0].grouping.size())
    if not names:
        return [()]
    keys = ", ".join(names)
    counts = " union all ".join(
        f"select {keys}, count(distinct person) as users "  # noqa: S608 -- our own names only
        f"from ({_rows(statement, one, timeline)[0]}) group by {keys}"
        for one in selections
    )
    return statement.rows(
        f"select {keys} from ({counts}) group by {keys} "  # noqa: S608 -- our own names only
        f"order by sum(users) desc, {keys} limit {statement.bind(limit)}"
    )


def count_points(
    subject: Subject,
    selection: Selection,
    timeline: Timeline,
    aggregates: Sequence[Aggregate],
    labels: Sequence[Label],
    window: int = 1,
) -> dict[Label, Group]:
    """Count some groups at their points. A point holds the events of `window` intervals."""
    statement = subject.statement()
    rows, of_lists = _rows(statement, selection, timeline)
    names = label_names(selection.grouping.size())
    rows = f"select * from ({rows}) where {_among(names, labels, statement)}"  # noqa: S608 -- our own names only
    labels_ = _listed(names)
    if window > 1:
        of = Window(statement.bind(window), statement.bind(timeline.size()))
        found = windowed(rows, labels_, aggregates, of, of_lists=of_lists)
    else:
        columns = _columns(aggregates, of_lists=of_lists)
        found = f"select {labels_} {_POINT}, 0, {columns} from ({rows}) group by all"  # noqa: S608 -- our own names only
    return _collected(statement.rows(found), len(names), aggregates)


def _cells(rows: str, names: Sequence[str], columns: str, *, at_points: bool) -> str:
    labels, keys = _listed(names), ", ".join(names)
    if not at_points:
        return (
            f"select {labels} null as {_POINT}, 1 as whole, {columns} from ({rows}) "  # noqa: S608 -- our own names only
            f"group by grouping sets (({keys}))"
        )
    return (
        f"select {labels} {_POINT}, grouping({_POINT}) as whole, {columns} from ({rows}) "  # noqa: S608 -- our own names only
        f"group by grouping sets (({labels} {_POINT}), ({keys}))"
    )


def _rows(statement: Statement, selection: Selection, timeline: Timeline) -> tuple[str, bool]:
    """Return the SELECT of the events, and whether what is measured is a list."""
    properties = selection.grouping.properties(statement)
    columns = [f"{timeline.point(statement)} as {_POINT}", "_amplitude_id as person"]
    columns += label_columns(properties)
    of_lists = False
    if selection.measured:
        one = property_of(selection.measured["type"], selection.measured["value"], statement)
        columns += [f"{one.numbers()} as number", f"{one.sql} as text"]
        of_lists = one.is_list
    if selection.first_events and not selection.segment and not properties:
        # Nothing is asked of the event but when it was.
        return new_users(statement, ", ".join(columns), timeline), of_lists
    rows = matching(statement, ", ".join(columns), selection.event, selection.segment, timeline)
    if selection.active_users:
        rows += f" and {_was_active(timeline, statement)}"
    if selection.first_events:
        rows += f" and {is_first_event(timeline, statement)}"
    return grouped_rows(rows, properties, selection.grouping), of_lists


def _was_active(timeline: Timeline, statement: Statement) -> str:
    """Documented ("Choose the right measurement"): who triggered any active event in that time."""
    active = active_condition(statement)
    if active == "true":  # then the event itself is active
        return active
    start, end = map(statement.bind, timeline.bounds())
    key = f"_amplitude_id, {timeline.point(statement)}"
    return (
        f"({key}) in (select {key} from {statement.events} "  # noqa: S608 -- our own names only
        f"where time >= {start} and time < {end} and {active})"
    )


def _columns(aggregates: Sequence[Aggregate], *, of_lists: bool) -> str:
    return ", ".join(
        f"{one.sql(of_lists=of_lists)} as value{position}"
        for position, one in enumerate(aggregates)
    )


def _listed(names: Sequence[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _among(names: Sequence[str], labels: Sequence[Label], statement: Statement) -> str:
    if not names:
        return "true"
    columns = [statement.bind([label[at] for label in labels]) for at in range(len(names))]
    chosen = ", ".join(f"unnest({column}::varchar[])" for column in columns)
    return f"({', '.join(names)}) in (select {chosen})"


def _collected(
    rows: Sequence[tuple[Any, ...]], labels: int, aggregates: Sequence[Aggregate]
) -> dict[Label, Group]:
    groups: dict[Label, Group] = {}
    for row in rows:
        label = row[:labels]
        group = groups.get(label)
        if group is None:
            group = groups[label] = Group()
        cell = dict(zip(aggregates, row[labels + 2 :], strict=True))
        if row[labels + 1]:
            group.whole = cell
        else:
            group.points[row[labels]] = cell
    return groups
