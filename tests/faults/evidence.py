"""Runs that never took place: everything went well, until a test plants a fault."""

from __future__ import annotations

from faults.events import expected_members
from faults.journal import DELIVERED, Outcome, Process
from faults.judge import Evidence
from faults.storage import Snapshot

COUNT = 10
NUMBERS = range(1, COUNT + 1)


def report(**changes: object) -> dict[str, object]:
    """The account of a client that delivered everything."""
    counts = {"tracked": COUNT, "delivered": COUNT, "rejected": 0, "dropped": 0, "pending": 0}
    rest = {"unconfirmed": 0, "recovered": 0, "stopped": None, "outbox_error": None}
    return counts | rest | changes


def process(**changes: object) -> Process:
    """A process that tracked ten events and was told ten times."""
    whole = {
        "pid": 1,
        "accepted": list(NUMBERS),
        "outcomes": [Outcome(number, DELIVERED, "") for number in NUMBERS],
        "report": report(),
        "settled": report(),
    }
    return Process(**(whole | changes))


def snapshot(**changes: object) -> Snapshot:
    """A service that has ten events of two users."""
    whole = {
        "requests": 1,
        "together": 1,
        "stored": [(number, f"user-{number % 2}") for number in NUMBERS],
        "moments": [0.0] * COUNT,
        "members": {number: expected_members("plain", number) for number in NUMBERS},
    }
    return Snapshot(**(whole | changes))


def evidence(
    *processes: Process,
    stored: Snapshot | None = None,
    uncounted: int = 0,
    drops: str | None = None,
) -> Evidence:
    """All of it together."""
    return Evidence(
        processes or (process(),),
        stored or snapshot(),
        lambda number: expected_members("plain", number),
        uncounted,
        drops,
    )


def without(*numbers: int) -> list[tuple[int, str]]:
    """What the service has when these did not arrive."""
    return [(number, owner) for number, owner in snapshot().stored if number not in numbers]
