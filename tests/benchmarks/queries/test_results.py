"""Ratios and verdicts over rounds that never took place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.figures import Spread
from benchmarks.queries.comparisons import COMPARISONS, FIRST, START, WARM, WARM_ASYNC
from benchmarks.queries.results import Results, targets
from benchmarks.queries.sides import OURS, THEIRS

if TYPE_CHECKING:
    from benchmarks.queries.rounds import Round

KEPT = {FIRST: 1.1, START: 1.4, WARM: 1.3, WARM_ASYNC: 9.0}


def one_round(ratios: dict[str, float], theirs: float = 0.5) -> Round:
    return {name: {OURS: theirs * ratio, THEIRS: theirs} for name, ratio in ratios.items()}


def verdicts(ratios: dict[str, float]) -> dict[str, bool]:
    found = targets(Results([one_round(ratios)]))
    return {each.what: each.is_met for each in found}


def test_a_run_that_keeps_every_promise() -> None:
    assert verdicts(KEPT) == {
        "first call of a fresh client / httpx": True,
        "process start to first reply / httpx": True,
        "warm call / httpx": True,
    }


@pytest.mark.parametrize(("name", "ratio"), [(FIRST, 1.31), (START, 1.81), (WARM, 1.51)])
def test_each_promise_is_broken_by_itself(name: str, ratio: float) -> None:
    found = verdicts({**KEPT, name: ratio})
    assert [what for what, is_met in found.items() if not is_met] == [
        f"{COMPARISONS[name].label} / httpx"
    ]


def test_noise_that_meets_a_whole_round_does_not_move_a_ratio() -> None:
    found = Results([one_round(KEPT), one_round(KEPT, theirs=5.0), one_round(KEPT, theirs=50.0)])
    assert found.ratio(WARM) == Spread(1.3, 1.3, 1.3)
    assert found.milliseconds(WARM, THEIRS) == Spread(5_000.0, 500.0, 50_000.0)
