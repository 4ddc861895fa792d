"""Several rounds in which every case has its turn, so that noise meets all of them alike."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.ingestion.passes import latency, throughput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.ingestion.cases import Case
    from benchmarks.ingestion.measurement import Latency
    from benchmarks.ingestion.passes import Pass

__all__ = ["Round", "play"]


@dataclass(slots=True)
class Round:
    """One round, by the names of the cases.

    Attributes:
        throughput: passes that time all events together.
        latency: percentiles of the passes that time each call.
    """

    throughput: dict[str, Pass] = field(default_factory=dict)
    latency: dict[str, Latency] = field(default_factory=dict)


def play(
    cases: Sequence[Case], *, events: int, latency_events: int, say: Callable[[str], None]
) -> Round:
    """Run one round: first the throughput of all cases, then the single calls of all cases."""
    result = Round()
    for case in cases:
        if case.sends:
            done = throughput(case, events)
            result.throughput[case.name] = done
            say(f"  {case.name}: {done.measurement.events_per_second:,.0f} events/s")
    for case in cases:
        if case.tracks:
            calls = latency(case, latency_events)
            result.latency[case.name] = calls
            say(f"  {case.name}: p50 {calls.p50:.1f} us, p99 {calls.p99:.1f} us")
    return result
