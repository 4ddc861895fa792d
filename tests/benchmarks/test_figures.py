"""Medians, ranges, percentiles."""

from __future__ import annotations

import pytest

from benchmarks.figures import Spread, percentile


def test_a_spread_is_the_middle_and_the_ends() -> None:
    assert Spread.of([3.0, 1.0, 2.0]) == Spread(median=2.0, low=1.0, high=3.0)


def test_an_even_number_of_rounds_has_its_middle_between_two() -> None:
    assert Spread.of([1.0, 2.0, 4.0, 9.0]).median == 3.0


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 500.0), (0.99, 990.0), (0.999, 999.0), (1.0, 1000.0)]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    assert percentile([float(each) for each in range(1, 1001)], share) == value


def test_one_value_is_every_percentile() -> None:
    assert percentile([5.0], 0.5) == percentile([5.0], 0.999) == 5.0
