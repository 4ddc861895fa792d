"""All rounds of a run, and the figures they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Spread
from benchmarks.ingestion.cases.registry import JSON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.ingestion.imports import ImportTime
    from benchmarks.ingestion.measurement import Latency
    from benchmarks.ingestion.passes import Pass
    from benchmarks.ingestion.rounds import Round

__all__ = ["Results"]


@dataclass(frozen=True, slots=True)
class Results:
    """Figures are medians over the rounds; ratios are taken inside each round first.

    So a noisy round moves both sides of its ratio, not the ratio.
    """

    rounds: Sequence[Round]
    imports: dict[str, ImportTime]

    def throughput(self, case: str) -> Spread:
        """Events per second."""
        return self.figure(case, lambda done: done.measurement.events_per_second)

    def figure(self, case: str, of: Callable[[Pass], float]) -> Spread:
        """Any figure of the throughput passes."""
        return Spread.of(of(each.throughput[case]) for each in self.rounds)

    def throughput_ratio(self, case: str, other: str) -> Spread:
        """How many times the other's throughput."""
        return Spread.of(
            each.throughput[case].measurement.events_per_second
            / each.throughput[other].measurement.events_per_second
            for each in self.rounds
        )

    def latency(self, case: str, of: Callable[[Latency], float]) -> Spread:
        """A percentile of single calls, in microseconds."""
        return Spread.of(of(each.latency[case]) for each in self.rounds)

    def latency_ratio(self, case: str, of: Callable[[Latency], float]) -> Spread:
        """That percentile over the median of `json.dumps` of the same event."""
        return Spread.of(of(each.latency[case]) / each.latency[JSON].p50 for each in self.rounds)
