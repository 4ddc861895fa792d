"""The list of events (Dashboard REST API, "Get events list").

Documented: every event of the project with its total of the current week. Inferred: the week starts
on Monday, in the project's time zone, UTC, and goes by the times in the events; the order is that
of the names. Known from newer documentation: hidden events are left out. Their marks, and the names
they are shown by, come from the project's definitions (T-X48).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.analytics.definitions import EVENT_MARKS, event_types
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAY_MS, monday_of
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response


def list_events(call: Call) -> Response:
    """List every event type that has ever been stored, but for hidden ones."""
    statement = subject_of(call).statement()
    monday = datetime.combine(monday_of(call.state.clock.now().date()), datetime.min.time(), UTC)
    start = int(monday.timestamp()) * 1000
    first, end = statement.bind(start), statement.bind(start + 7 * DAY_MS)
    rows = statement.rows(
        f"select event_type, count(*) filter (time >= {first} and time < {end}) "  # noqa: S608 -- our own names only
        f"from {statement.events} group by event_type order by event_type"
    )
    with call.state.lock:
        known = event_types(call.project)
    listed = [_listed(name, totals, known.get(name, {})) for name, totals in rows]
    return json_response(200, {"data": [one for one in listed if not one["hidden"]]})


def _listed(name: str, totals: int, known: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "value": name,
        "display": known.get("display", name),
        "totals": totals,
        **{mark: known.get(mark, False) for mark in EVENT_MARKS},
    }
