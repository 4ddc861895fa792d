"""What can be measured of an event, by the names formulas have for it.

Documented ("Custom formulas: Syntax and definitions", "Choose the right measurement"): UNIQUES are
users, TOTALS events, AVG events per user; ACTIVE is the share of the active users, as a fraction;
the PROP measures are about the property the event is grouped by, the first one, which must be
numeric; PROPAVG leaves out events without it; PROPCOUNT counts its distinct values, PROPCOUNTAVG
those of each user, on average; REVENUETOTAL is PROPSUM, ARPAU is PROPSUM by active users;
PERCENTILE is one of the values, FREQPERCENTILE one of how often each user performed the event.

Inferred: a user is an Amplitude ID, merged ones are one; a value counts when it reads as a number,
and each number of a list does; the active users are those of the same segment, in the same group of
`g`; percentiles between two values are interpolated; what has no value, like the average of
nothing, is 0, as is all that is no number or beyond what a number holds.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_sdk.emulator.analytics import aggregates
from amplitude_sdk.emulator.analytics.aggregates import Aggregate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.cells import Cell


class Measure(NamedTuple):
    """A quotient of two aggregates, or one of them alone."""

    over: str
    under: str | None = None
    of_active: bool = False
    """Whether it is divided by the active users."""
    of_property: bool = False
    takes_share: bool = False

    def aggregates(self, share: float | None) -> list[Aggregate]:
        """Return what has to be counted of the event."""
        under = [] if self.under is None else [Aggregate(self.under)]
        return [Aggregate(self.over, share), *under]

    def value(self, cell: Cell, active: Cell, share: float | None) -> float:
        """Return the value, from what was counted of the event and of the active users."""
        over = cell.get(Aggregate(self.over, share), 0)
        if self.of_active:
            return quotient(over, active.get(Aggregate(aggregates.USERS), 0))
        if self.under is None:
            return number(over)
        return quotient(over, cell.get(Aggregate(self.under), 0))


MEASURES: Final[Mapping[str, Measure]] = {
    "UNIQUES": Measure(aggregates.USERS),
    "TOTALS": Measure(aggregates.EVENTS),
    "AVG": Measure(aggregates.EVENTS, aggregates.USERS),
    "ACTIVE": Measure(aggregates.USERS, of_active=True),
    "PROPSUM": Measure(aggregates.SUM, of_property=True),
    "REVENUETOTAL": Measure(aggregates.SUM, of_property=True),
    "ARPAU": Measure(aggregates.SUM, of_active=True, of_property=True),
    "PROPAVG": Measure(aggregates.SUM, aggregates.VALUES, of_property=True),
    "PROPMIN": Measure(aggregates.LEAST, of_property=True),
    "PROPMAX": Measure(aggregates.MOST, of_property=True),
    "PROPCOUNT": Measure(aggregates.DISTINCT, of_property=True),
    "PROPCOUNTAVG": Measure(aggregates.PAIRS, aggregates.USERS, of_property=True),
    "PERCENTILE": Measure(aggregates.PERCENTILE, of_property=True, takes_share=True),
    "FREQPERCENTILE": Measure(aggregates.FREQUENCY, takes_share=True),
}


def quotient(over: float, under: float) -> float:
    """Divide; by nothing it is 0."""
    return number(over / under) if under else 0


def number(value: float) -> float:
    """Return a finite number, 0 instead of one that is not, and never -0."""
    return value + 0 if math.isfinite(value) else 0
