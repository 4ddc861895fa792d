"""The journal, for a person who watches."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from amplitude_sdk.emulator.control.events import MOST, USUAL
from amplitude_sdk.emulator.faults import Trigger
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.emulator.control.ask import Ask, Query
    from amplitude_sdk.emulator.journal import JournalEntry
    from amplitude_sdk.emulator.messages import Response


def latest(ask: Ask) -> Response:
    """List answered requests, newest first."""
    query = ask.query("operation", "status", "fault", "after", "before", "limit")
    limit = query.whole("limit", most=MOST)
    limit = USUAL if limit is None else limit
    wanted = _wanted(query)
    generation = ask.state.generation
    entries = ask.state.journal.entries()
    found = [entry for entry in reversed(entries) if wanted(entry)]
    content = {
        "requests": [asdict(entry) for entry in islice(found, limit)],
        "generation": generation,
        "last_sequence": entries[-1].sequence if entries else 0,
        "more": len(found) > limit,
    }
    return json_response(200, content)


def _wanted(query: Query) -> Callable[[JournalEntry], bool]:
    """Return what tells whether an entry is asked for. Raises the 400 for what cannot be asked."""
    after, before, status = query.whole("after"), query.whole("before"), query.whole("status")
    operation, fault = query.text("operation"), query.whole("fault")
    try:
        Trigger(operation)
    except ValueError as problem:
        raise refused(400, str(problem)) from None

    def is_wanted(entry: JournalEntry) -> bool:
        return (
            (after is None or entry.sequence > after)
            and (before is None or entry.sequence < before)
            and (status is None or entry.status == status)
            and operation in {None, entry.operation}
            and fault in {None, entry.fault}
        )

    return is_wanted
