"""The steps of a funnel, as SQL, and which of them share events.

Documented ("How Amplitude handles simultaneous events"): of the same events in one second one
counts, and so it is when steps are not mutually exclusive, as `_all` or custom events can be: the
events of one second are taken for the same event. So two steps that share events need two seconds.
Inferred: steps share events when some event of the project that the funnel could use is one of both.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

from amplitude_sdk.emulator.analytics.event_query import event_condition

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement, Subject


class Span(NamedTuple):
    """The times of the events a funnel can use, in epoch milliseconds."""

    first: int
    end: int
    """The first moment after them."""

    def condition(self, statement: Statement) -> str:
        """Return the SQL condition for an event to be in this span."""
        return f"time >= {statement.bind(self.first)} and time < {statement.bind(self.end)}"


def last_shared(
    subject: Subject, steps: Sequence[Mapping[str, Any]], span: Span
) -> list[int | None]:
    """Return for each step the position of the last earlier one it shares events with."""
    positions = range(len(steps))
    statement = subject.statement()
    conditions = [f"({event_condition(step, statement)})" for step in steps]
    pairs = list(combinations(positions, 2))
    found = [f"bool_or({conditions[one]} and {conditions[other]})" for one, other in pairs]
    if not pairs:
        return [None]
    (row,) = statement.rows(
        f"select {', '.join(found)} from {statement.events} where {span.condition(statement)}"  # noqa: S608 -- our own names only
    )
    shared = {pair for pair, is_shared in zip(pairs, row, strict=True) if is_shared}
    return [
        max((one for one in range(step) if (one, step) in shared), default=None)
        for step in positions
    ]
