"""One promise."""

from __future__ import annotations

import pytest

from benchmarks.figures import Spread
from benchmarks.targets import Target

MEASURED = Spread(median=3.0, low=1.0, high=5.0)


@pytest.mark.parametrize(
    ("bound", "floor", "ceiling"), [(2.9, True, False), (3.0, True, True), (3.1, False, True)]
)
def test_the_median_decides_and_a_bound_that_is_just_reached_is_kept(
    *, bound: float, floor: bool, ceiling: bool
) -> None:
    assert Target("x", bound, is_ceiling=False, measured=MEASURED).is_met is floor
    assert Target("x", bound, is_ceiling=True, measured=MEASURED).is_met is ceiling


def test_a_bound_is_written_as_people_do() -> None:
    assert Target("x", 15, is_ceiling=False, measured=MEASURED).wanted == "at least 15"
    assert Target("x", 1.5, is_ceiling=True, measured=MEASURED).wanted == "at most 1.5"
