"""Results of runs that never took place, for whatever reads results."""

from __future__ import annotations

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.cases.registry import ASYNC, INLINE, JSON, OFFICIAL, OURS, OUTBOX
from benchmarks.ingestion.imports import ImportTime
from benchmarks.ingestion.measurement import Latency, Measurement
from benchmarks.ingestion.passes import Pass
from benchmarks.ingestion.results import Results
from benchmarks.ingestion.rounds import Round
from benchmarks.ingestion.sink import Received

FAST = {OURS: 160_000.0, OUTBOX: 60_000.0, ASYNC: 150_000.0, OFFICIAL: 10_000.0, INLINE: 300_000.0}
QUICK = {OURS: Latency(4.0, 9.0, 200.0), JSON: Latency(5.0, 6.0, 7.0)}


def one_pass(events_per_second: float) -> Pass:
    measurement = Measurement(
        events=100_000,
        seconds=100_000 / events_per_second,
        cpu_seconds=0.5,
        rss_before_mb=30,
        rss_peak_mb=60,
        latency=None,
    )
    received = Received(connections=1, requests=51, events=100_000, bytes=36_000_000)
    return Pass(measurement, received)


def one_round(speeds: dict[str, float], calls: dict[str, Latency]) -> Round:
    """Cases that are not named are slow."""
    return Round(
        throughput={
            name: one_pass(speeds.get(name, 9_000.0)) for name, case in CASES.items() if case.sends
        },
        latency={
            name: calls.get(name, Latency(50.0, 500.0, 5000.0))
            for name, case in CASES.items()
            if case.tracks
        },
    )


def results(*rounds: Round) -> Results:
    imports = {"ours": ImportTime(imported=(40.4, 30.0), constructed=(90.0, 80.0))}
    return Results(rounds or (one_round(FAST, QUICK),), imports)
