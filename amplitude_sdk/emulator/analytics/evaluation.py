"""Evaluates formulas: counts what their terms need, and computes their values.

Documented ("Interpret your analysis, part 2"): a rolling average is the unweighted mean of the
intervals up to a point; a rolling window has all events of these intervals, so that a user counts
once; both look at what was before the first point. Documented ("Custom formulas"): CUMSUM has all
events since the first point. Inferred: the value over the whole span is that of the measure itself;
where rolling begins before `start`, the week or the month of `start` counts in full.

Documented ("Custom formulas", "Ranking with multi-term formulas"): groups are ranked by the sum of
the unique users of all terms. Inferred: a group that one event has and another has not is 0 there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from amplitude_sdk.emulator.analytics.cells import (
    Group,
    Largest,
    count_largest,
    count_named,
    count_points,
    largest_labels,
)
from amplitude_sdk.emulator.analytics.formula import (
    ROLLAVG,
    Function,
    Number,
    Operation,
    terms,
)
from amplitude_sdk.emulator.analytics.functions import Values, applied, operated
from amplitude_sdk.emulator.analytics.measures import MEASURES
from amplitude_sdk.emulator.analytics.metrics import USERS
from amplitude_sdk.emulator.analytics.series import check_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.aggregates import Aggregate
    from amplitude_sdk.emulator.analytics.cells import Label, Selection
    from amplitude_sdk.emulator.analytics.formula import Expression, Roll, Term
    from amplitude_sdk.emulator.analytics.statement import Subject
    from amplitude_sdk.emulator.analytics.timeline import Timeline


class Query(NamedTuple):
    """What all formulas of a query are about."""

    subject: Subject
    timeline: Timeline
    selections: Mapping[tuple[int, int], Selection]
    """By the positions of event and segment."""
    limit: int
    """The number of groups."""


_Counted: TypeAlias = "Mapping[_Source, Mapping[Label, Group]]"


class _Source(NamedTuple):
    """What is counted at once: the events of a selection, or its active users."""

    event: int
    segment: int
    active: bool


def evaluate(query: Query, expression: Expression, rank: Aggregate = USERS) -> dict[Label, Values]:
    """Return the values of a formula for each of the largest groups, in their order.

    `rank` is what groups of a single event are ranked by.
    """
    return _Evaluation(query, expression, rank).values()


class _Evaluation:
    """One formula."""

    def __init__(self, query: Query, expression: Expression, rank: Aggregate) -> None:
        self._query = query
        self._expression = expression
        self._terms = list(terms(expression))
        self._points = query.timeline.size()
        self._wanted = _wanted(self._terms)
        self._labels: list[Label] = []
        self._spans = self._counted_spans(rank)
        self._rolled: dict[tuple[_Source, Roll], dict[Label, Group]] = {}

    def values(self) -> dict[Label, Values]:
        """Evaluate. Raises the 400 when that would be too many values."""
        check_size(self._points, len(self._labels))
        return {label: self._value(self._expression, label) for label in self._labels}

    def _counted_spans(self, rank: Aggregate) -> dict[_Source, dict[Label, Group]]:
        """Choose the groups, and count each source without rolling."""
        spans: dict[_Source, dict[Label, Group]] = {}
        of_events = [source for source in self._wanted if not source.active]
        if len(of_events) == 1:
            (source,) = of_events
            spans[source] = self._largest(source, rank)
            self._labels = list(spans[source])
        else:
            selections = [self._selection(source) for source in of_events]
            self._labels = largest_labels(
                self._query.subject, selections, self._query.timeline, self._query.limit
            )
        for source in self._wanted:
            if source not in spans:
                spans[source] = self._named(source)
        return spans

    def _largest(self, source: _Source, rank: Aggregate) -> dict[Label, Group]:
        return count_largest(
            self._query.subject,
            self._selection(source),
            self._query.timeline,
            self._wanted[source],
            Largest(self._query.limit, rank),
            at_points=self._has_points(source),
        )

    def _named(self, source: _Source) -> dict[Label, Group]:
        return count_named(
            self._query.subject,
            self._selection(source),
            self._query.timeline,
            self._wanted[source],
            self._labels_of(source),
            at_points=self._has_points(source),
        )

    def _has_points(self, source: _Source) -> bool:
        """Tell whether a term needs the points of a source as they are, without rolling."""
        return any(term.roll is None and source in _sources(term) for term in self._terms)

    def _selection(self, source: _Source) -> Selection:
        selection = self._query.selections[source.event, source.segment]
        return selection.of_active_users() if source.active else selection

    def _labels_of(self, source: _Source) -> list[Label]:
        return list(dict.fromkeys(self._label_of(source, label) for label in self._labels))

    def _label_of(self, source: _Source, label: Label) -> Label:
        if not source.active:
            return label
        grouping = self._query.selections[source.event, source.segment].grouping
        return grouping.of_users_in(label)

    def _value(self, expression: Expression, label: Label) -> Values:
        if isinstance(expression, Number):
            return Values([expression.value] * self._points, expression.value)
        if isinstance(expression, Operation):
            left = self._value(expression.left, label)
            return operated(expression.sign, left, self._value(expression.right, label))
        if isinstance(expression, Function):
            operand = self._value(expression.operand, label)
            return applied(expression.name, operand, expression.number)
        return self._term(expression, label)

    def _term(self, term: Term, label: Label) -> Values:
        whole = self._whole(term, label)
        if term.roll is None:
            return Values(self._series(term, label, self._spans, self._points), whole)
        return Values(self._rolling(term, label, term.roll), whole)

    def _rolling(self, term: Term, label: Label, roll: Roll) -> list[float]:
        counted = {source: self._roll(source, roll) for source in _sources(term)}
        earlier = 0 if roll.intervals is None else roll.intervals - 1
        points = self._series(term, label, counted, self._points + earlier)
        if roll.name != ROLLAVG:
            return points[earlier:]
        return [
            math.fsum(points[at : at + earlier + 1]) / (earlier + 1) for at in range(self._points)
        ]

    def _roll(self, source: _Source, roll: Roll) -> dict[Label, Group]:
        if (source, roll) not in self._rolled:
            earlier, window = (roll.intervals or 1) - 1, roll.intervals or self._points
            self._rolled[source, roll] = count_points(
                self._query.subject,
                self._selection(source),
                self._query.timeline.before(earlier),
                self._wanted[source],
                self._labels_of(source),
                1 if roll.name == ROLLAVG else window,
            )
        return self._rolled[source, roll]

    def _series(self, term: Term, label: Label, counted: _Counted, points: int) -> list[float]:
        """Return the measure of a term at each point; most points may have no events."""
        groups = self._groups(term, label, counted)
        measure = MEASURES[term.measure]
        series = [measure.value({}, {}, term.share)] * points
        for at in groups[0].points:
            cells = [group.points.get(at, {}) for group in groups]
            series[at] = measure.value(cells[0], cells[-1], term.share)
        return series

    def _whole(self, term: Term, label: Label) -> float:
        """Return the measure of a term over the whole span."""
        groups = self._groups(term, label, self._spans)
        return MEASURES[term.measure].value(groups[0].whole, groups[-1].whole, term.share)

    def _groups(self, term: Term, label: Label, counted: _Counted) -> list[Group]:
        """Return what was counted of the term's event and, if it needs them, its active users."""
        return [
            counted[source].get(self._label_of(source, label), Group()) for source in _sources(term)
        ]


def _sources(term: Term) -> list[_Source]:
    """Return where a term is counted: its event, and the active users if it is divided by them."""
    segment = term.segment or 0
    event = _Source(term.event, segment, active=False)
    if not MEASURES[term.measure].of_active:
        return [event]
    return [event, _Source(term.event, segment, active=True)]


def _wanted(all_terms: Sequence[Term]) -> dict[_Source, list[Aggregate]]:
    """Return the aggregates of each source."""
    wanted: dict[_Source, list[Aggregate]] = defaultdict(list)
    for term in all_terms:
        for source in _sources(term):
            counted = [USERS] if source.active else MEASURES[term.measure].aggregates(term.share)
            wanted[source] += [one for one in counted if one not in wanted[source]]
    return dict(wanted)
