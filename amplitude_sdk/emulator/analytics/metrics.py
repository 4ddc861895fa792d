"""The metrics of segmentation, each as the formula it stands for.

Documented ("Choose the right measurement", "Group-bys"): what each metric is, and by what groups are
ranked. Documented (Dashboard REST API): property metrics are about the `group_by` of the event.
Inferred: that is its first property, as in formulas, and the event is not grouped by it; another
one groups. Inferred from "Custom formulas", where ACTIVE is said to be the same "in decimal
fraction form": `pct_dau` is in percent.

Unknown is the reply of `histogram`, "the distribution of event totals broken out by the values of
the property". Decided (T-X50): one series for each number, the smallest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_sdk.emulator.analytics import aggregates
from amplitude_sdk.emulator.analytics.aggregates import Aggregate
from amplitude_sdk.emulator.analytics.formula import Number, Operation, Term

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.formula import Expression

_PERCENT: Final = Number(100.0)


class Metric(NamedTuple):
    """A metric of one event."""

    measure: str
    rank: Aggregate
    """Groups are ranked by it."""
    percent: bool = False
    distribution: bool = False

    def expression(self, event: int, segment: int) -> Expression:
        """Return the formula for an event in a segment."""
        term = Term(self.measure, event, segment)
        return Operation("*", _PERCENT, term) if self.percent else term


USERS: Final = Aggregate(aggregates.USERS)
_EVENTS: Final = Aggregate(aggregates.EVENTS)
_SUM: Final = Aggregate(aggregates.SUM)

METRICS: Final[Mapping[str, Metric]] = {
    "uniques": Metric("UNIQUES", USERS),
    "totals": Metric("TOTALS", _EVENTS),
    "pct_dau": Metric("ACTIVE", USERS, percent=True),
    "average": Metric("AVG", _EVENTS),
    "histogram": Metric("TOTALS", _EVENTS, distribution=True),
    "sums": Metric("PROPSUM", _SUM),
    "value_avg": Metric("PROPAVG", _SUM),
}
"""By name; `formula` is none of them."""

FORMULA: Final = "formula"
