"""Every row of the table.

`quick` shortens outages and loops, never the faults themselves.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from faults.behaviours import (
    AfterFirst,
    EverySecond,
    Healthy,
    InTurn,
    InvalidKey,
    Malformed,
    Outage,
    OverQuota,
    ResetMidBody,
    Silenced,
    Throttled,
    TooLarge,
    Undercounting,
)
from faults.random_faults import Mixture
from faults.replies import html
from faults.scenario import Scenario
from faults.service import Answer, json_answer

if TYPE_CHECKING:
    from faults.task import Sdk

__all__ = ["mixtures", "scenarios"]

_ALL: Final[tuple[Sdk, ...]] = ("ours", "async", "official")
_OURS: Final[tuple[Sdk, ...]] = ("ours",)
_OURS_BOTH: Final[tuple[Sdk, ...]] = ("ours", "async")
_ALWAYS: Final = 1_000_000
_UNAVAILABLE: Final = html(503, "Service Unavailable")
_STOPPED: Final = {"stopped": "AuthenticationError", "delivered": 0, "pending": 1000}
_FORBIDDEN: Final = _STOPPED | {"stopped": "PermissionDeniedError"}


def scenarios(*, quick: bool) -> list[Scenario]:
    """All rows, in the order of the table."""
    return [
        *_outages(quick=quick),
        *_limits(quick=quick),
        *_refusals(),
        *_stops(),
        *_connections(quick=quick),
        *_values(),
        *_loads(quick=quick),
        *_ends(),
        *_forks(),
    ]


def mixtures(*, quick: bool, seed: int) -> list[Scenario]:
    """All faults at random while several threads track."""
    seconds, count = (10.0, 5_000) if quick else (60.0, 50_000)
    mixture = Scenario(
        name=f"mixture of all faults, {seconds:g} s, {count:,} events, 100 bad, seed {seed}",
        behaviour=Mixture(seed, seconds),
        count=count,
        program="persevere",
        flavour="bad",
        every=count // 100,
        threads=4,
        pace=seconds * 0.9,
        sdks=_ALL,
        flush_interval=0.05,
        settled={"pending": 0},
    )
    name = mixture.name.replace(", seed", ", with an outbox, seed")
    return [mixture, replace(mixture, name=name, sdks=_OURS, outbox="batch")]


def _outages(*, quick: bool) -> list[Scenario]:
    seconds, many = (3.0, 5_000) if quick else (20.0, 30_000)
    return [
        Scenario(
            name=f"503 for {seconds:g} s",
            behaviour=Outage(_UNAVAILABLE, seconds),
            alone=True,
            sdks=_ALL,
        ),
        Scenario(
            name=f"503 for {seconds:g} s, {many:,} events in a loop",
            behaviour=Outage(_UNAVAILABLE, seconds),
            alone=True,
            count=many,
        ),
        Scenario(
            name=f"503 for {seconds:g} s, with an outbox",
            behaviour=Outage(_UNAVAILABLE, seconds),
            alone=True,
            sdks=_OURS_BOTH,
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
            sdks=_ALL,
        ),
        Scenario(
            name=f"429 throttled, half of the users, {seconds:g} s, no Retry-After",
            behaviour=Throttled(seconds),
            flowing=retry_after,
        ),
        Scenario(
            name="429 daily quota of one user exceeded (10 events)",
            behaviour=OverQuota("user-000"),
            sdks=_ALL,
        ),
        Scenario(name="413 when over 50 events", behaviour=TooLarge(50), sdks=_ALL),
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
            sdks=_ALL,
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
            sdks=_ALL,
        ),
    ]


def _stops() -> list[Scenario]:
    forbidden = html(403, "Forbidden")
    return [
        Scenario(name="invalid API key", behaviour=InvalidKey(), sdks=_ALL, settled=_STOPPED),
        Scenario(
            name="invalid API key, mended, then `delivery.resume()`",
            behaviour=InTurn((json_answer(400, "Invalid API key: ***"),)),
            program="resume",
            sdks=_OURS_BOTH,
            settled=_STOPPED,
        ),
        Scenario(
            name="403 of a firewall, HTML, then `delivery.resume()`",
            behaviour=InTurn((forbidden,)),
            program="resume",
            sdks=_OURS_BOTH,
            settled=_FORBIDDEN,
        ),
    ]


def _connections(*, quick: bool) -> list[Scenario]:
    late, down = (11.0, 2.0) if quick else (17.0, 5.0)
    return [
        Scenario(
            name="every 2nd request closed without reply, not stored",
            behaviour=EverySecond("close", stores=False),
            sdks=_ALL,
        ),
        Scenario(
            name="every 2nd request closed without reply, 10,000 events",
            behaviour=EverySecond("close", stores=False),
            count=10_000,
        ),
        Scenario(
            name="every 2nd request stored, closed without reply",
            behaviour=EverySecond("close", stores=True),
            sdks=_ALL,
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
            behaviour=AfterFirst(_ALWAYS, body=b"OK"),
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
            sdks=_OURS_BOTH,
            timeout=2.0,
        ),
        Scenario(
            name=f"connection refused for {down:g} s",
            behaviour=Healthy(),
            listen_after=down,
            sdks=_ALL,
        ),
    ]


def _values() -> list[Scenario]:
    return [
        Scenario(
            name="datetime, date, tuple, Decimal, list with None as property values",
            behaviour=Healthy(),
            flavour="python_values",
        ),
        Scenario(
            name="int for price, for revenue, for user_id, by turns",
            behaviour=Healthy(),
            flavour="integers",
        ),
    ]


def _loads(*, quick: bool) -> list[Scenario]:
    loop, ordered = (20_000, 3_000) if quick else (100_000, 10_000)
    return [
        Scenario(
            name=f"tight loop of {loop:,} at the default bounds",
            behaviour=Healthy(),
            count=loop,
            sdks=_ALL,
        ),
        Scenario(name=f"order of {ordered:,} events", behaviour=Healthy(), count=ordered),
        Scenario(
            name="two threads, 4,000 events, every 2nd request closed",
            behaviour=EverySecond("close", stores=False),
            count=4_000,
            threads=2,
        ),
        Scenario(
            name="10,000 events, a queue of 1,000, replies after 20 ms (ours: block; async: ready)",
            behaviour=AfterFirst(_ALWAYS, delay=0.02),
            count=10_000,
            sdks=_OURS_BOTH,
            max_pending=1000,
        ),
        Scenario(
            name="10,000 events, a queue of 1,000, replies after 20 ms (ours: drop)",
            behaviour=AfterFirst(_ALWAYS, delay=0.02),
            count=10_000,
            sdks=_OURS_BOTH,
            max_pending=1000,
            when_full="drop",
            drops="no room",
        ),
        Scenario(
            name="the callback raises every 10th time",
            behaviour=Healthy(),
            sdks=_OURS_BOTH,
            raising_callback=True,
        ),
    ]


def _ends() -> list[Scenario]:
    broken = Outage(_UNAVAILABLE)
    return [
        Scenario(name="exit after 550", behaviour=Healthy(), count=550, program="exit", sdks=_ALL),
        Scenario(name="exit after 20", behaviour=Healthy(), count=20, program="exit", sdks=_ALL),
        Scenario(
            name="exit at 503, 500 events (ours: outbox)",
            behaviour=broken,
            count=500,
            program="exit",
            sdks=_ALL,
            outbox="batch",
            next_process=True,
        ),
        Scenario(
            name="exit at 503, 500 events, without an outbox",
            behaviour=broken,
            count=500,
            program="exit",
            drops="closed",
            sdks=_OURS_BOTH,
        ),
        Scenario(
            name="exit, host down, 20 events (ours: outbox)",
            behaviour=Healthy(),
            count=20,
            program="exit",
            outbox="batch",
            next_process=True,
            listening=False,
        ),
        Scenario(
            name="SIGTERM, default action, 50 ms after 550 (ours: outbox, always)",
            behaviour=Healthy(),
            count=550,
            program="sigterm",
            outbox="always",
            next_process=True,
        ),
        Scenario(
            name="SIGTERM, default action, 0.2 s after 550, at 503 (ours: outbox, batch)",
            behaviour=broken,
            count=550,
            program="sigterm",
            outbox="batch",
            next_process=True,
            pause=0.2,
        ),
        Scenario(
            name="SIGTERM to sys.exit, 550",
            behaviour=Healthy(),
            count=550,
            program="sigterm_sys_exit",
        ),
    ]


def _forks() -> list[Scenario]:
    return [
        Scenario(
            name="fork after use (10), the child tracks 100",
            behaviour=Healthy(),
            count=110,
            program="fork_after_use",
            patience=20.0,
        ),
        Scenario(
            name="fork after use (10), the child tracks 100, with an outbox",
            behaviour=Healthy(),
            count=110,
            program="fork_after_use",
            patience=20.0,
            sdks=_OURS,
            outbox="batch",
        ),
        Scenario(
            name="fork with 150 pending, both flush",
            behaviour=Healthy(),
            count=150,
            program="fork_with_pending",
            patience=20.0,
        ),
        Scenario(
            name="fork with 150 pending, both flush, with an outbox",
            behaviour=Healthy(),
            count=150,
            program="fork_with_pending",
            patience=20.0,
            sdks=_OURS,
            outbox="batch",
        ),
    ]
