"""The figures of a run: medians over the rounds; ratios are taken inside each round first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.figures import Spread
from benchmarks.targets import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.emulator.rounds import Asked, Dashboard, Ingestion

__all__ = ["GIGABYTE", "MOST_OF_BARE", "Results", "figure", "ratio", "share", "slowest", "targets"]

MOST_OF_BARE: Final = 1.3
GIGABYTE: Final = 1e9
_MOST_GIGABYTES: Final = 2
_MOST_SECONDS_TO_START: Final = 0.3


@dataclass(frozen=True, slots=True)
class Results:
    """All that was measured.

    Attributes:
        ingestion: by the size of requests.
        dashboards: by the number of events, the smallest first.
        starts: seconds of each process.
    """

    ingestion: Sequence[Ingestion]
    dashboards: Sequence[Dashboard]
    starts: Sequence[float]


def figure(dashboard: Dashboard, name: str, of: Callable[[Asked], float]) -> Spread:
    """A figure of a question."""
    return Spread.of(of(each[name]) for each in dashboard.rounds)


def ratio(dashboard: Dashboard, name: str) -> Spread:
    """How many times what the bare statement takes the emulator takes, by the clock."""
    return figure(dashboard, name, lambda asked: asked.emulator.clock / asked.bare.clock)


def share(ingestion: Ingestion) -> Spread:
    """How fast uploads are stored, of the speed without storing."""
    pairs = zip(ingestion.stored, ingestion.answered, strict=True)
    return Spread.of(stored / answered for stored, answered in pairs)


def slowest(dashboard: Dashboard) -> str:
    """The question with the highest ratio."""
    return max(dashboard.rounds[0], key=lambda name: ratio(dashboard, name).median)


def targets(results: Results) -> list[Target]:
    """What the emulator has to reach, whatever the machine but for memory and start."""
    return [
        *(_of_ingestion(each) for each in results.ingestion),
        *(_of_queries(each) for each in results.dashboards),
        *(_of_memory(each) for each in results.dashboards[-1:]),
        Target(
            "in-process start with its imports and the first upload, s",
            _MOST_SECONDS_TO_START,
            is_ceiling=True,
            measured=Spread.of(results.starts),
        ),
    ]


def _of_ingestion(ingestion: Ingestion) -> Target:
    size = ingestion.size
    what = f"{size.name} / the same server without storing"
    return Target(what, size.least, is_ceiling=False, measured=share(ingestion))


def _of_queries(dashboard: Dashboard) -> Target:
    name = slowest(dashboard)
    what = f"{dashboard.events:,} events: any query / its bare statement (highest: {name})"
    return Target(what, MOST_OF_BARE, is_ceiling=True, measured=ratio(dashboard, name))


def _of_memory(dashboard: Dashboard) -> Target:
    what = f"{dashboard.events:,} events: peak memory, GB"
    peak = Spread.of([dashboard.peak_bytes / GIGABYTE])
    return Target(what, _MOST_GIGABYTES, is_ceiling=True, measured=peak)
