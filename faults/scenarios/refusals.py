"""Replies that refuse, delay or stop: what the service says about itself and about events."""

from __future__ import annotations

from typing import Final

from faults.behaviours import (
    Healthy,
    InTurn,
    InvalidKey,
    Malformed,
    Outage,
    OverQuota,
    Silenced,
    Throttled,
    TooLarge,
)
from faults.exchange import Answer, json_answer
from faults.replies import UNAVAILABLE, html
from faults.scenario import ALL, OURS_BOTH, Scenario

__all__ = ["refusals"]

_STOPPED: Final = {"stopped": "AuthenticationError", "delivered": 0, "pending": 1000}
_FORBIDDEN: Final = _STOPPED | {"stopped": "PermissionDeniedError"}


def refusals(*, quick: bool) -> list[Scenario]:
    """Rows of the table; `quick` shortens outages and loops."""
    return [
        *_outages(quick=quick),
        *_limits(quick=quick),
        *_refusals(),
        *_stops(),
    ]


def _outages(*, quick: bool) -> list[Scenario]:
    seconds, many = (3.0, 5_000) if quick else (20.0, 30_000)
    return [
        Scenario(
            name=f"503 for {seconds:g} s",
            behaviour=Outage(UNAVAILABLE, seconds),
            alone=True,
            sdks=ALL,
        ),
        Scenario(
            name=f"503 for {seconds:g} s, {many:,} events in a loop",
            behaviour=Outage(UNAVAILABLE, seconds),
            alone=True,
            count=many,
        ),
        Scenario(
            name=f"503 for {seconds:g} s, with an outbox",
            behaviour=Outage(UNAVAILABLE, seconds),
            alone=True,
            sdks=OURS_BOTH,
            outbox="batch",
        ),
        Scenario(
            name=f"502 with an HTML page for {seconds:g} s",
            behaviour=Outage(html(502, "Bad Gateway"), seconds),
            count=100,
            alone=True,
        ),
        Scenario(
            name="408, 500, 504, then well",
            behaviour=InTurn((html(408, "Timeout"), Answer(500), html(504, "Gateway Timeout"))),
        ),
    ]


def _limits(*, quick: bool) -> list[Scenario]:
    seconds, retry_after = (4.0, 2.0) if quick else (8.0, 5.0)
    return [
        Scenario(
            name=f"429 throttled, half of the users, {seconds:g} s, Retry-After: {retry_after:g}",
            behaviour=Throttled(seconds, retry_after),
            flowing=retry_after,
            sdks=ALL,
        ),
        Scenario(
            name=f"429 throttled, half of the users, {seconds:g} s, no Retry-After",
            behaviour=Throttled(seconds),
            flowing=retry_after,
        ),
        Scenario(
            name="429 daily quota of one user exceeded (10 events)",
            behaviour=OverQuota("user-000"),
            sdks=ALL,
        ),
        Scenario(name="413 when over 50 events", behaviour=TooLarge(50), sdks=ALL),
        Scenario(
            name=f"400 one device silenced, two throttled for {seconds:g} s, in one reply",
            behaviour=Silenced("device-000", frozenset({"device-001", "device-002"}), seconds),
            flavour="device",
        ),
    ]


def _refusals() -> list[Scenario]:
    return [
        Scenario(
            name="400 naming all bad events, 10 bad", behaviour=Malformed("all"), flavour="bad"
        ),
        Scenario(
            name="400 naming only the first bad event, 100 bad",
            behaviour=Malformed("first"),
            flavour="bad",
            every=10,
            sdks=ALL,
        ),
        Scenario(
            name='400 "Invalid JSON request body", no index, NaN in 10 events',
            behaviour=Healthy(),
            flavour="nan",
        ),
        Scenario(
            name='400 "Invalid event JSON", no index, 10 bad',
            behaviour=Malformed("none", "Invalid event JSON"),
            flavour="bad",
            sdks=ALL,
        ),
    ]


def _stops() -> list[Scenario]:
    forbidden = html(403, "Forbidden")
    return [
        Scenario(name="invalid API key", behaviour=InvalidKey(), sdks=ALL, settled=_STOPPED),
        Scenario(
            name="invalid API key, mended, then `delivery.resume()`",
            behaviour=InTurn((json_answer(400, "Invalid API key: ***"),)),
            program="resume",
            sdks=OURS_BOTH,
            settled=_STOPPED,
        ),
        Scenario(
            name="403 of a firewall, HTML, then `delivery.resume()`",
            behaviour=InTurn((forbidden,)),
            program="resume",
            sdks=OURS_BOTH,
            settled=_FORBIDDEN,
        ),
    ]
