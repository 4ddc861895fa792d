"""The stream of events, for a person who watches or looks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.control.ask import project_of
from amplitude_sdk.emulator.replies import json_response
from amplitude_sdk.emulator.stored_events import EventSearch, latest_events

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response

MOST: Final = 1_000
USUAL: Final = 100


def latest(ask: Ask) -> Response:
    """List stored events, newest first."""
    names = ("project", "event_type", "user", "search", "after", "before", "limit")
    query = ask.query(*names)
    number = query.whole("project")
    if number is not None:
        project_of(ask, number)
    limit = query.whole("limit", most=MOST)
    search = EventSearch(
        project=number,
        event_type=query.text("event_type"),
        user=query.text("user"),
        text=query.text("search"),
        after=query.whole("after"),
        before=query.whole("before"),
        limit=USUAL if limit is None else limit,
    )
    with ask.state.lock:  # before looking: who follows would miss what arrives meanwhile
        generation, last = ask.state.generation, ask.state.store.last_sequence
    found, more = latest_events(ask.state, search)
    last = max([last, *(one["sequence"] for one in found[:1])])
    return json_response(
        200, {"events": found, "generation": generation, "last_sequence": last, "more": more}
    )
