"""Taking turns."""

from __future__ import annotations

import pytest

from benchmarks.ingestion.cases import CASES
from benchmarks.queries.comparisons import COMPARISONS
from benchmarks.queries.sides import SIDES
from benchmarks.turns import rotated


@pytest.mark.parametrize("names", [[*CASES], [*COMPARISONS], [*SIDES]], ids=len)
def test_every_turn_starts_with_another_one_and_has_them_all(names: list[str]) -> None:
    turns = [rotated(names, turn) for turn in range(min(5, len(names)))]
    assert len({each[0] for each in turns}) == len(turns)
    assert all(sorted(each) == sorted(names) for each in turns)


def test_nobody_takes_no_turn() -> None:
    assert rotated([], 3) == []
