"""The events that decide which new users a query is about.

Documented ("How time works in Retention Analysis", "Retention types"): conditions on new users have
to hold in the time frame in which the user was new, the first hour for windows of 24 hours and the
first day for those of seven days. So a user qualifies by any event of that hour or day. Inferred:
the user's group is that of the first such event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_api.facts import ANY_EVENT

from amplitude_sdk.emulator.analytics.event_query import event_condition, segment_condition
from amplitude_sdk.emulator.analytics.group_labels import UNGROUPED, labels_of
from amplitude_sdk.emulator.analytics.new_users import MOMENT, first_events
from amplitude_sdk.emulator.analytics.new_users import new_users as users_who_came

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline


def new_users(
    statement: Statement,
    timeline: Timeline,
    event: Mapping[str, Any],
    segment: Sequence[Mapping[str, Any]],
    g: str | None,
    frame_ms: int,
) -> str:
    """Return the SELECT of `_amplitude_id`, `time` of the first event and `label`.

    It has the users who came in the span and have an event of the event object, in the segment, in
    the same `frame_ms` as their first one, once for each group.
    """
    if event == {"event_type": ANY_EVENT} and not segment:
        return _everybody(statement, timeline, g)
    start, end = map(statement.bind, timeline.bounds())
    came = (
        "select _amplitude_id as _user, time as _came, "  # noqa: S608 -- our own names only
        f"time + {frame_ms} - (time - {start}) % {frame_ms} as _until "
        f"from ({first_events(statement)}) where time >= {start} and time < {end}"
    )
    qualified = (
        f"select _amplitude_id, _came, arg_min({labels_of(g, statement)}, {MOMENT}) as labels "  # noqa: S608 -- our own names only
        f"from {statement.events} join ({came}) on _user = _amplitude_id "
        "where time < _until "
        f"and {event_condition(event, statement)} "
        f"and {segment_condition(segment, timeline, statement)} group by _amplitude_id, _came"
    )
    return f"select _amplitude_id, _came as time, unnest(labels) as label from ({qualified})"  # noqa: S608 -- our own names only


def _everybody(statement: Statement, timeline: Timeline, g: str | None) -> str:
    """Return the same when nothing is asked of the events: everybody qualifies by the first one."""
    if g is None:
        columns = f"_amplitude_id, time, '{UNGROUPED}' as label"
        return users_who_came(statement, columns, timeline)
    start, end = map(statement.bind, timeline.bounds())
    first = (
        f"select _amplitude_id, min(time) as time, arg_min({labels_of(g, statement)}, {MOMENT}) "  # noqa: S608 -- our own names only
        f"as labels from {statement.events} group by _amplitude_id"
    )
    return (
        f"select _amplitude_id, time, unnest(labels) as label from ({first}) "  # noqa: S608 -- our own names only
        f"where time >= {start} and time < {end}"
    )
