"""What the engine has to reach, whatever the machine: ratios inside one run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.cases.registry import ASYNC, INLINE, OFFICIAL, OURS, OUTBOX

if TYPE_CHECKING:
    from benchmarks.figures import Spread
    from benchmarks.results import Results

__all__ = ["Target", "targets"]


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


def targets(results: Results) -> list[Target]:
    """All of them."""
    return [
        Target(
            "throughput / amplitude-analytics",
            15,
            is_ceiling=False,
            measured=results.throughput_ratio(OURS, OFFICIAL),
        ),
        Target(
            "throughput / inline limit, validation on",
            0.45,
            is_ceiling=False,
            measured=results.throughput_ratio(OURS, INLINE),
        ),
        Target(
            "`track()` p50 / `json.dumps` p50",
            0.9,
            is_ceiling=True,
            measured=results.latency_ratio(OURS, lambda calls: calls.p50),
        ),
        Target(
            "`track()` p99 / `json.dumps` p50",
            3,
            is_ceiling=True,
            measured=results.latency_ratio(OURS, lambda calls: calls.p99),
        ),
        Target(
            "throughput with outbox / amplitude-analytics",
            5,
            is_ceiling=False,
            measured=results.throughput_ratio(OUTBOX, OFFICIAL),
        ),
        Target(
            "throughput of `AsyncAmplitude` / `Amplitude`",
            0.8,
            is_ceiling=False,
            measured=results.throughput_ratio(ASYNC, OURS),
        ),
    ]
