"""Interleaved rounds."""

from __future__ import annotations

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.cases.registry import INLINE, JSON
from benchmarks.ingestion.rounds import play


def test_a_round_times_throughput_and_calls_where_there_are_some() -> None:
    said: list[str] = []
    found = play([CASES[INLINE], CASES[JSON]], events=2500, latency_events=100, say=said.append)
    assert found.throughput[INLINE].received.events == 2500
    assert found.throughput[INLINE].received.requests == 2
    assert set(found.throughput) == {INLINE}
    assert found.latency[JSON].p50 > 0
    assert set(found.latency) == {JSON}
    assert len(said) == 2
