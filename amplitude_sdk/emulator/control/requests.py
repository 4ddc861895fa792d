"""The journal, for a person who watches."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import TYPE_CHECKING

from amplitude_sdk.emulator.control.events import MOST, USUAL
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask, Query
    from amplitude_sdk.emulator.journal import JournalEntry
    from amplitude_sdk.emulator.messages import Response


def latest(ask: Ask) -> Response:
    """List answered requests, newest first."""
    query = ask.query("operation", "status", "after", "before", "limit")
    limit = query.whole("limit", most=MOST)
    limit = USUAL if limit is None else limit
    entries = ask.state.journal.entries()
    found = [entry for entry in reversed(entries) if _is_wanted(entry, query)]
    content = {
        "requests": [asdict(entry) for entry in islice(found, limit)],
        "generation": ask.state.generation,
        "last_sequence": entries[-1].sequence if entries else 0,
        "more": len(found) > limit,
    }
    return json_response(200, content)


def _is_wanted(entry: JournalEntry, query: Query) -> bool:
    after, before, status = query.whole("after"), query.whole("before"), query.whole("status")
    return (
        (after is None or entry.sequence > after)
        and (before is None or entry.sequence < before)
        and (status is None or entry.status == status)
        and query.text("operation") in {None, entry.operation}
    )
