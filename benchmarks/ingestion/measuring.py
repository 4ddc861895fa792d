"""One run of the part about ingestion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.imports import import_times
from benchmarks.ingestion.passes import verification
from benchmarks.ingestion.report import Extent, part
from benchmarks.ingestion.results import Results
from benchmarks.ingestion.rounds import play
from benchmarks.machine import versions
from benchmarks.turns import rotated

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.part import Part

__all__ = ["measured"]

_DISTRIBUTIONS: Final = (
    "amplitude-sdk-unofficial",
    "amplitude-analytics",
    "posthog",
    "segment-analytics-python",
    "mixpanel",
    "orjson",
    "httpx",
)


def measured(
    *,
    rounds: int,
    events: int,
    latency_events: int,
    interpreters: int,
    say: Callable[[str], None],
) -> Part:
    """Verify every case, then measure.

    Args:
        rounds: how many, interleaved.
        events: in each throughput pass.
        latency_events: in each latency pass.
        interpreters: fresh ones for each import time.
        say: hears how it goes on.
    """
    verified = _verify(events, say)
    played = []
    for turn in range(rounds):
        say(f"ingestion, round {turn + 1} of {rounds}")
        cases = rotated([*CASES.values()], turn)
        played.append(play(cases, events=events, latency_events=latency_events, say=say))
    say("import times")
    results = Results(played, import_times(CASES, interpreters))
    extent = Extent(events, latency_events, interpreters, verified)
    return part(extent, results, versions(_DISTRIBUTIONS))


def _verify(events: int, say: Callable[[str], None]) -> int:
    """Not timed: every case delivers every event once. It also warms up what can be warm."""
    sending = [case for case in CASES.values() if case.sends]
    for case in sending:
        verification(case, events)
        say(f"verified {case.name}: {events:,} events, each once")
    return len(sending)
