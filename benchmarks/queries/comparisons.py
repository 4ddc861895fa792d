"""What is compared, and how much more this SDK may take than httpx does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["COMPARISONS", "FIRST", "START", "WARM", "WARM_ASYNC", "Comparison"]

START: Final = "start"
FIRST: Final = "first-call"
WARM: Final = "warm-call"
WARM_ASYNC: Final = "warm-call-async"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row.

    Attributes:
        name: on the command line.
        label: in the tables.
        most: times what httpx takes; None where nothing was promised.
    """

    name: str
    label: str
    most: float | None


_ALL: Final = (
    Comparison(FIRST, "first call of a fresh client", 1.3),
    Comparison(START, "process start to first reply", 1.8),
    Comparison(WARM, "warm call", 1.5),
    Comparison(WARM_ASYNC, "warm call, async", None),
)

COMPARISONS: Final = {each.name: each for each in _ALL}
