"""New users: when each user came.

Documented ("Build charts: Add user segments"): a new user is one who logs an event for the first
time, and is new during the interval of that event. Inferred: the first event is the earliest by its
time, of any type; of several at the same moment, the one that arrived first; merged users are one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline

_ARRIVALS: Final = 2**62
"""More than will ever arrive; times have 64 bits, and the sum has 128."""

MOMENT: Final = f"time::hugeint * {_ARRIVALS}::hugeint + _seq"
"""The SQL for the time and arrival of an event, as one number: that is compared much faster."""


def first_events(statement: Statement) -> str:
    """Return the SELECT of each user's `_amplitude_id` and the `time` of the first event."""
    return f"select _amplitude_id, min(time) as time from {statement.events} group by _amplitude_id"  # noqa: S608 -- our own names only


def new_users(statement: Statement, columns: str, timeline: Timeline) -> str:
    """Return the SELECT of `columns`, of `first_events`, of those who came in the span."""
    start, end = map(statement.bind, timeline.bounds())
    return (
        f"select {columns} from ({first_events(statement)}) "  # noqa: S608 -- our own names only
        f"where time >= {start} and time < {end}"
    )


def is_first_event(timeline: Timeline, statement: Statement) -> str:
    """Return the condition for the one first event of each user who came in the span."""
    start, end = map(statement.bind, timeline.bounds())
    earliest = (
        f"select min({MOMENT}) from {statement.events} "  # noqa: S608 -- our own names only
        f"group by _amplitude_id having min(time) >= {start} and min(time) < {end}"
    )
    return f"{MOMENT} in ({earliest})"
