"""All rounds of a run, and the figures they give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Spread
from benchmarks.queries.comparisons import COMPARISONS
from benchmarks.queries.sides import OURS, THEIRS
from benchmarks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.queries.rounds import Round

__all__ = ["Results", "targets"]


@dataclass(frozen=True, slots=True)
class Results:
    """Figures are medians over the rounds; ratios are taken inside each round first."""

    rounds: Sequence[Round]

    def milliseconds(self, comparison: str, side: str) -> Spread:
        """What a side took."""
        return Spread.of(each[comparison][side] * 1000 for each in self.rounds)

    def ratio(self, comparison: str) -> Spread:
        """How many times what httpx takes this SDK takes."""
        return Spread.of(each[comparison][OURS] / each[comparison][THEIRS] for each in self.rounds)


def targets(results: Results) -> list[Target]:
    """What the query side has to reach, whatever the machine: ratios inside one run."""
    return [
        Target(
            f"{each.label} / httpx",
            each.most,
            is_ceiling=True,
            measured=results.ratio(each.name),
        )
        for each in COMPARISONS.values()
        if each.most is not None
    ]
