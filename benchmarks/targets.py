"""What has to be reached, whatever the machine: ratios inside one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.figures import Spread

__all__ = ["Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """One promise and how it was kept.

    Attributes:
        what: the figure in words.
        bound: what its median has to reach.
        is_ceiling: whether the figure has to stay below the bound.
        measured: the figure.
    """

    what: str
    bound: float
    is_ceiling: bool
    measured: Spread

    @property
    def is_met(self) -> bool:
        """By the median."""
        value = self.measured.median
        return value <= self.bound if self.is_ceiling else value >= self.bound

    @property
    def wanted(self) -> str:
        """The bound as people write it."""
        return f"{'at most' if self.is_ceiling else 'at least'} {self.bound:g}"
