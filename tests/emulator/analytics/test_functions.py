from __future__ import annotations

import math

import pytest

from amplitude_sdk.emulator.analytics.functions import Values, applied, operated


@pytest.mark.parametrize(
    ("points", "trend"),
    [
        ([1, 2, 3], [1, 2, 3]),
        ([1, 3, 2], [1.5, 2, 2.5]),
        ([4, 4, 4, 4], [4, 4, 4, 4]),
        ([0, 0, 0, 10], [-2, 1, 4, 7]),
        ([7], [7]),
    ],
)
def test_a_trend_is_the_line_of_least_squares(points: list[float], trend: list[float]) -> None:
    assert applied("TRENDLINE", Values(points, 5), None) == (pytest.approx(trend), 5)


@pytest.mark.parametrize(
    ("name", "argument", "value", "result"),
    [
        ("EXP", None, 1, math.e),
        ("LN", None, math.e, 1),
        ("LOG", 2, 8, 3),
        ("LOG10", None, 1000, 3),
        ("POWER", 3, 2, 8),
        ("POWER", None, 2, 1),
        ("SQRT", None, 9, 3),
    ],
)
def test_a_function_is_applied_to_each_value(
    name: str, argument: float | None, value: float, result: float
) -> None:
    found = applied(name, Values([value, value], value), argument)
    assert found == ([pytest.approx(result)] * 2, pytest.approx(result))


@pytest.mark.parametrize(
    ("name", "argument", "value"),
    [("SQRT", None, -1), ("LN", None, 0), ("LOG", 1, 8), ("EXP", None, 1000), ("POWER", -1, 0)],
)
def test_what_has_no_value_is_0(name: str, argument: float | None, value: float) -> None:
    assert applied(name, Values([value], value), argument) == ([0], 0)


def test_no_zero_is_negative() -> None:
    zero, negative = Values([0.0], 0.0), Values([-2.0], -2.0)
    product = operated("*", zero, negative)
    assert [math.copysign(1, one) for one in (*product.points, product.whole)] == [1, 1]
