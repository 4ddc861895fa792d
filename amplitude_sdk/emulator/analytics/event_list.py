"""The list of events (Dashboard REST API, "Get events list").

Documented: every event of the project with its total of the current week. Inferred: the week starts
on Monday, in the project's time zone, UTC, and goes by the times in the events; the order is that
of the names; the emulator has no inactive, deleted or hidden events.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.analytics.timeline import DAY_MS, monday_of
from amplitude_sdk.emulator.columns import EVENTS
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response


def list_events(call: Call) -> Response:
    """List every event type that has ever been stored."""
    monday = datetime.combine(monday_of(call.state.clock.now().date()), datetime.min.time(), UTC)
    start = int(monday.timestamp()) * 1000
    rows = call.state.store.query(
        f"select event_type, count(*) filter (time >= $start and time < $end) from {EVENTS} "  # noqa: S608 -- our own names only
        "where _app = $app group by event_type order by event_type",
        {"app": call.project.app_id, "start": start, "end": start + 7 * DAY_MS},
    )
    return json_response(200, {"data": [_listed(name, totals) for name, totals in rows]})


def _listed(name: str, totals: int) -> dict[str, Any]:
    return {
        "value": name,
        "display": name,
        "totals": totals,
        "non_active": False,
        "deleted": False,
        "hidden": False,
        "flow_hidden": False,
    }
