"""What programs track, how much, and how they end."""

from __future__ import annotations

from faults.behaviours import ALWAYS, AfterFirst, EverySecond, Healthy, Outage
from faults.replies import UNAVAILABLE
from faults.scenario import ALL, OURS, OURS_BOTH, Scenario

__all__ = ["programs"]


def programs(*, quick: bool) -> list[Scenario]:
    """Rows of the table; `quick` shortens outages and loops."""
    return [
        *_values(),
        *_loads(quick=quick),
        *_ends(),
        *_forks(),
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
            sdks=ALL,
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
            behaviour=AfterFirst(ALWAYS, delay=0.02),
            count=10_000,
            sdks=OURS_BOTH,
            max_pending=1000,
        ),
        Scenario(
            name="10,000 events, a queue of 1,000, replies after 20 ms (ours: drop)",
            behaviour=AfterFirst(ALWAYS, delay=0.02),
            count=10_000,
            sdks=OURS_BOTH,
            max_pending=1000,
            when_full="drop",
            drops="no room",
        ),
        Scenario(
            name="the callback raises every 10th time",
            behaviour=Healthy(),
            sdks=OURS_BOTH,
            raising_callback=True,
        ),
    ]


def _ends() -> list[Scenario]:
    broken = Outage(UNAVAILABLE)
    return [
        Scenario(name="exit after 550", behaviour=Healthy(), count=550, program="exit", sdks=ALL),
        Scenario(name="exit after 20", behaviour=Healthy(), count=20, program="exit", sdks=ALL),
        Scenario(
            name="exit at 503, 500 events (ours: outbox)",
            behaviour=broken,
            count=500,
            program="exit",
            sdks=ALL,
            outbox="batch",
            next_process=True,
        ),
        Scenario(
            name="exit at 503, 500 events, without an outbox",
            behaviour=broken,
            count=500,
            program="exit",
            drops="closed",
            sdks=OURS_BOTH,
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
            sdks=OURS,
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
            sdks=OURS,
            outbox="batch",
        ),
    ]
