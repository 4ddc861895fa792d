"""Points that hold the events of several intervals, as SQL over the rows of `cells.py`.

Repeating each event for each window it is in takes long. Where only users are counted, a user is in
the windows from an event on, until the window or the next event ends that; so it is enough to add
one where a user comes in, and to take one away where the user leaves. Sums of numbers are not made
that way, for taking away is not exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from amplitude_sdk.emulator.analytics import aggregates as known
from amplitude_sdk.emulator.analytics.aggregates import Aggregate

if TYPE_CHECKING:
    from collections.abc import Sequence


class Window(NamedTuple):
    """How far back points reach."""

    size: str
    """The SQL for the number of intervals."""
    points: str
    """The SQL for the number of points."""


def windowed(
    rows: str, labels: str, aggregates: Sequence[Aggregate], window: Window, *, of_lists: bool
) -> str:
    """Return the SELECT of labels, point, 0 and aggregates. `labels` end with a comma, if any."""
    if all(one == Aggregate(known.USERS) for one in aggregates):
        return _users(rows, labels, window)
    columns = ", ".join(one.sql(of_lists=of_lists) for one in aggregates)
    if all(one.from_parts for one in aggregates):
        # There are fewer users a day than events.
        parts = ", ".join(
            f"{one.part(of_lists=of_lists)} as value{at}" for at, one in enumerate(aggregates)
        )
        rows = f"select {labels} point, person, {parts} from ({rows}) group by all"  # noqa: S608 -- our own names only
        columns = ", ".join(one.merged(f"value{at}") for at, one in enumerate(aggregates))
    points = f"unnest(range(point, least(point + {window.size}, {window.points})))"
    return (
        f"select {labels} point, 0, {columns} "  # noqa: S608 -- our own names only
        f"from (select * replace ({points} as point) from ({rows})) group by all"
    )


def _users(rows: str, labels: str, window: Window) -> str:
    present = f"select distinct {labels} point, person from ({rows})"  # noqa: S608 -- our own names only
    # least() passes over the null there is after a user's last interval.
    stays = (
        f"select {labels} point, least(point + {window.size}, lead(point) over "  # noqa: S608 -- our own names only
        f"(partition by {labels} person order by point)) as until from ({present})"
    )
    changes = (
        f"select {labels} point, 1 as change from stays union all "  # noqa: S608 -- our own names only
        f"select {labels} until, -1 from stays union all "
        f"select {labels} unnest(range({window.points})), 0 from (select distinct {labels} 0 from stays)"
    )
    every = f"partition by {labels.rstrip(', ')} " if labels else ""
    return (
        f"with stays as materialized ({stays}), changes as ({changes}) "  # noqa: S608 -- our own names only
        f"select {labels} point, 0, (sum(sum(change)) over ({every}order by point))::bigint "
        f"from changes group by {labels} point qualify point < {window.points}"
    )
