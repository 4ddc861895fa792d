"""The arithmetic and the functions of formulas, on the values of a series.

Documented ("Custom formulas", "Function formulas"): EXP, LN, LOG to a base, LOG10, POWER, SQRT, and
TRENDLINE, the line of ordinary least squares. Inferred: what has no value is 0, see `measures.py`;
over the whole span a trend is the value itself.
"""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_sdk.emulator.analytics.measures import number, quotient

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Values(NamedTuple):
    """A value at each point, and over the whole span."""

    points: Sequence[float]
    whole: float


_OPERATIONS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": quotient,
}

_FUNCTIONS: Final[Mapping[str, Callable[[float, float], float]]] = {
    "EXP": lambda value, _: math.exp(value),
    "LN": lambda value, _: math.log(value),
    "LOG": math.log,
    "LOG10": lambda value, _: math.log10(value),
    "POWER": math.pow,
    "SQRT": lambda value, _: math.sqrt(value),
}


def operated(sign: str, left: Values, right: Values) -> Values:
    """Return the result of an operation, point by point."""
    operation = _OPERATIONS[sign]
    points = [number(operation(*pair)) for pair in zip(left.points, right.points, strict=True)]
    return Values(points, number(operation(left.whole, right.whole)))


def applied(name: str, operand: Values, argument: float | None) -> Values:
    """Return the result of a function, point by point."""
    if name == "TRENDLINE":
        return Values(_trend(operand.points), operand.whole)
    second = 0 if argument is None else argument
    points = [_computed(name, value, second) for value in operand.points]
    return Values(points, _computed(name, operand.whole, second))


def _computed(name: str, value: float, second: float) -> float:
    try:
        return number(_FUNCTIONS[name](value, second))
    except (ValueError, OverflowError, ZeroDivisionError):
        return 0


def _trend(points: Sequence[float]) -> list[float]:
    middle = (len(points) - 1) / 2
    mean = math.fsum(points) / len(points)
    spread = math.fsum((at - middle) ** 2 for at in range(len(points)))
    covariance = math.fsum((at - middle) * (one - mean) for at, one in enumerate(points))
    slope = quotient(covariance, spread)
    return [mean + slope * (at - middle) for at in range(len(points))]
