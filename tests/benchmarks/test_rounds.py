"""Interleaved rounds."""

from __future__ import annotations

from benchmarks.cases import CASES
from benchmarks.cases.registry import INLINE, JSON
from benchmarks.rounds import play, rotated


def test_every_round_starts_with_another_case_and_has_them_all() -> None:
    cases = list(CASES.values())
    rounds = [rotated(cases, turn) for turn in range(5)]
    assert len({each[0].name for each in rounds}) == 5
    assert all(
        {case.name for case in each} == set(CASES) and len(each) == len(cases) for each in rounds
    )


def test_a_round_times_throughput_and_calls_where_there_are_some() -> None:
    said: list[str] = []
    found = play([CASES[INLINE], CASES[JSON]], events=2500, latency_events=100, say=said.append)
    assert found.throughput[INLINE].received.events == 2500
    assert found.throughput[INLINE].received.requests == 2
    assert set(found.throughput) == {INLINE}
    assert found.latency[JSON].p50 > 0
    assert set(found.latency) == {JSON}
    assert len(said) == 2
