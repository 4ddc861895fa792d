"""The results of the query side as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.markdown import target_table, table, with_range
from benchmarks.queries.comparisons import COMPARISONS
from benchmarks.queries.question import REPLY
from benchmarks.queries.results import targets
from benchmarks.queries.sides import OURS, THEIRS
from benchmarks.queries.timing import CALLS, WARMING_UP

if TYPE_CHECKING:
    from benchmarks.queries.results import Results

__all__ = ["sections"]


def sections(results: Results, processes: int) -> list[str]:
    """What stands below the circumstances of the run.

    Args:
        results: all rounds.
        processes: how many for each side of each comparison, in each round.
    """
    return [
        "### Targets",
        target_table(targets(results)),
        "### What a query costs beside plain httpx",
        _method(processes),
        _comparisons(results),
    ]


def _method(processes: int) -> str:
    return (
        "Both sides ask the same question, one event hour by hour on three days, of a server in a "
        f"process of its own, over loopback without TLS, and get the same {len(REPLY):,} bytes. This "
        "SDK checks and encodes the arguments, keeps the query budget and returns a typed result, all "
        "at its defaults; httpx sends parameters that are encoded already, with basic authentication, "
        "and decodes JSON. Every figure comes from processes of their own, "
        f"{processes} for each side in each round, by turns; figures are medians of the rounds "
        "(min..max), and ratios are taken inside each round.\n\n"
        "First call: everything that asking imports is imported before the clock starts, on both "
        "sides; making the client, loading certificates and connecting is timed. Process start: the "
        "whole of `python -c`, until it has ended. Warm call: the median of "
        f"{CALLS} calls after {WARMING_UP} others over the same connection."
    )


def _comparisons(results: Results) -> str:
    rows = [
        [
            each.label,
            with_range(results.milliseconds(name, OURS), ".3f"),
            with_range(results.milliseconds(name, THEIRS), ".3f"),
            with_range(results.ratio(name), ".2f"),
        ]
        for name, each in COMPARISONS.items()
    ]
    return table(["", "this SDK, ms", "httpx, ms", "ratio"], rows)
