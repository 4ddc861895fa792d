"""Connections that break, replies that get lost or say little."""

from __future__ import annotations

from faults.behaviours import ALWAYS, AfterFirst, EverySecond, Healthy, ResetMidBody, Undercounting
from faults.scenario import ALL, OURS_BOTH, Scenario

__all__ = ["connections"]


def connections(*, quick: bool) -> list[Scenario]:
    """Rows of the table; `quick` shortens what takes seconds."""
    late, down = (11.0, 2.0) if quick else (17.0, 5.0)
    return [
        Scenario(
            name="every 2nd request closed without reply, not stored",
            behaviour=EverySecond("close", stores=False),
            sdks=ALL,
        ),
        Scenario(
            name="every 2nd request closed without reply, 10,000 events",
            behaviour=EverySecond("close", stores=False),
            count=10_000,
        ),
        Scenario(
            name="every 2nd request stored, closed without reply",
            behaviour=EverySecond("close", stores=True),
            sdks=ALL,
        ),
        Scenario(
            name="every 2nd request stored, then reset",
            behaviour=EverySecond("reset", stores=True),
        ),
        Scenario(
            name="every 2nd request stored, its reply cut off",
            behaviour=EverySecond("truncate", stores=True),
        ),
        Scenario(name="the first 3 requests reset mid-body", behaviour=ResetMidBody(3)),
        Scenario(
            name="200 with a body that is no JSON",
            behaviour=AfterFirst(ALWAYS, body=b"OK"),
            settled={"unconfirmed": 1000, "delivered": 1000},
        ),
        Scenario(
            name="200 that counts 10 events less",
            behaviour=Undercounting(10),
            uncounted=10,
            settled={"unconfirmed": 10, "delivered": 1000},
        ),
        Scenario(name=f"first reply after {late:g} s", behaviour=AfterFirst(delay=late)),
        Scenario(
            name="first reply after 5 s, our timeout 2 s",
            behaviour=AfterFirst(delay=5.0),
            sdks=OURS_BOTH,
            timeout=2.0,
        ),
        Scenario(
            name=f"connection refused for {down:g} s",
            behaviour=Healthy(),
            listen_after=down,
            sdks=ALL,
        ),
    ]
