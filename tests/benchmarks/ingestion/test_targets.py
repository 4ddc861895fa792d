"""The verdicts over a run."""

from __future__ import annotations

import pytest

from benchmarks.figures import Spread
from benchmarks.ingestion.cases.registry import ASYNC, INLINE, JSON, OFFICIAL, OURS, OUTBOX
from benchmarks.ingestion.measurement import Latency
from benchmarks.ingestion.targets import targets
from tests.benchmarks.ingestion.runs import FAST, QUICK, one_round, results


def verdicts(speeds: dict[str, float], calls: dict[str, Latency]) -> list[bool]:
    return [each.is_met for each in targets(results(one_round(speeds, calls)))]


def test_a_run_that_keeps_every_promise() -> None:
    assert verdicts(FAST, QUICK) == [True] * 6


@pytest.mark.parametrize(
    ("position", "speeds", "calls"),
    [
        (0, {OFFICIAL: 160_000 / 14.9}, {}),
        (1, {INLINE: 160_000 / 0.44}, {}),
        (2, {}, {OURS: Latency(4.6, 9.0, 200.0)}),
        (3, {}, {OURS: Latency(4.0, 15.1, 200.0)}),
        (2, {}, {JSON: Latency(4.4, 6.0, 7.0)}),
        (4, {OUTBOX: 49_000.0}, {}),
        (5, {ASYNC: 127_000.0}, {}),
    ],
)
def test_each_promise_is_broken_by_itself(
    position: int, speeds: dict[str, float], calls: dict[str, Latency]
) -> None:
    found = verdicts({**FAST, **speeds}, {**QUICK, **calls})
    assert found == [index != position for index in range(6)]


def test_noise_that_meets_a_whole_round_does_not_move_a_ratio() -> None:
    half = {name: speed / 2 for name, speed in FAST.items()}
    found = results(one_round(FAST, QUICK), one_round(half, QUICK), one_round(half, QUICK))
    assert found.throughput_ratio(OURS, OFFICIAL) == Spread(16.0, 16.0, 16.0)
    assert found.throughput(OURS).median == FAST[OURS] / 2
