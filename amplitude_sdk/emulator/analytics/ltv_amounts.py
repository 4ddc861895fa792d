"""Adds up what new users pay.

Documented ("Interpret your Revenue LTV chart", "Track new user monetization"): a cohort is the users
who were new in one point of the timeline; days are 24 hours from a user's first event; who ever had
a revenue event is a paying user, also before the first one; amounts add up. Inferred: a revenue
event is any with an amount, refunds included; conditions on the users hold in the hour in which
they were new, as in retention.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import ANY_EVENT, REVENUE_EVENT

from amplitude_sdk.emulator.analytics.event_query import event_condition
from amplitude_sdk.emulator.analytics.group_labels import MOST_GROUPS
from amplitude_sdk.emulator.analytics.new_user_events import new_users
from amplitude_sdk.emulator.analytics.timeline import DAY_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline

DAYS: Final = 90
"""Documented: values are given for 1 to 90 days."""

_HOUR_MS: Final = DAY_MS // 24


@dataclass(slots=True)
class Cohort:
    """The users of a group who were new in one point of the timeline.

    Lists have a value for each of the first `DAYS` days, and one for all that came after them.
    """

    count: int = 0
    amounts: list[float] = field(default_factory=lambda: [0.0] * (DAYS + 1))
    first_paid: list[int] = field(default_factory=lambda: [0] * (DAYS + 1))
    """How many paid for the first time."""

    @property
    def paid(self) -> int:
        """How many ever paid."""
        return sum(self.first_paid)

    def total(self) -> float:
        """Return all they ever paid."""
        return finite(sum(self.amounts))

    def revenue(self) -> list[float]:
        """Return what they had paid after each day."""
        amounts = list(accumulate(self.amounts[:DAYS]))
        return amounts if all(map(math.isfinite, amounts)) else [*map(finite, amounts)]

    def payers(self) -> list[int]:
        """Return how many had paid after each day."""
        return list(accumulate(self.first_paid[:DAYS]))


Cohorts = dict[str, dict[int, Cohort]]
"""By group, the largest first, and by point."""


def finite(amount: float) -> float:
    """Return a number that JSON can carry: of what is too large, the largest there is."""
    if math.isnan(amount):
        return 0.0
    return max(-sys.float_info.max, min(sys.float_info.max, amount))


def add_up(
    statement: Statement, timeline: Timeline, segment: Sequence[Mapping[str, Any]], g: str | None
) -> Cohorts:
    """Return the cohorts in which there is anybody."""
    rows = statement.rows(
        f"with came as materialized ({_came(statement, timeline, segment, g)}), "  # noqa: S608 -- our own names only
        f"paid as materialized ({_paid(statement)}), "
        "largest as (select label, count(distinct user) as users from came group by label "
        f"order by users desc, label limit {MOST_GROUPS}), "
        "sizes as (select label, point, null::bigint as day, count(*)::double as value, 0 as payers "
        "from came group by label, point union all "
        "select label, point, day, sum(revenue), 0 from paid group by label, point, day union all "
        "select label, point, day, 0, count(*) "
        "from (select label, point, min(day) as day from paid group by label, point, user) "
        "group by label, point, day) "
        "select label, point, day, value, payers from sizes join largest using (label) "
        "order by users desc, label"
    )
    cohorts: Cohorts = {}
    for label, point, day, value, payers in rows:
        cohort = cohorts.setdefault(label, {}).setdefault(point, Cohort())
        if day is None:
            cohort.count = int(value)
        else:
            cohort.amounts[day] += value
            cohort.first_paid[day] += payers
    return cohorts


def _came(
    statement: Statement, timeline: Timeline, segment: Sequence[Mapping[str, Any]], g: str | None
) -> str:
    everybody = {"event_type": ANY_EVENT}
    users = new_users(statement, timeline, everybody, segment, g, _HOUR_MS)
    point = timeline.point(statement)
    return f"select label, {point} as point, _amplitude_id as user, time as came from ({users})"  # noqa: S608 -- our own names only


def _paid(statement: Statement) -> str:
    """Return the SQL for what users paid, and how many days after they came."""
    revenue = event_condition({"event_type": REVENUE_EVENT}, statement)
    amounts = f"select _amplitude_id as user, time, revenue from {statement.events} where {revenue}"  # noqa: S608 -- our own names only
    # Times have 64 bits, so their difference may need more.
    day = f"least((time::hugeint - came) // {DAY_MS}, {DAYS})::bigint"
    return (
        f"select label, point, user, {day} as day, revenue "  # noqa: S608 -- our own names only
        f"from came join ({amounts}) using (user)"
    )
