"""Runs checks over generated values, the same ones every time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

MANY, SOME, FEW = 30, 8, 3
"""Examples for successful replies, for the small bodies of errors, for what hardly varies."""


class Drawn:
    """Generated values; a failing example is printed no longer than a screen."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values

    def __repr__(self) -> str:
        return repr(self.values)[:4000]


def holds(check: Callable[..., None], *strategies: SearchStrategy[Any], examples: int) -> None:
    """Call `check` with generated values; its first error is raised as it is.

    There is no shrinking: it takes longer than reading the example, and requests are not small.
    """

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.tuples(*strategies).map(Drawn))
    def run(drawn: Drawn) -> None:
        check(*drawn.values)

    run()


def examples_for(declared: str) -> int:
    """Return how many examples a declared status is worth; a range has several statuses anyway."""
    if declared == "200":
        return MANY
    return SOME if declared.isdecimal() else FEW
