"""The results of the query side as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.machine import versions
from benchmarks.markdown import table, with_range
from benchmarks.part import Part
from benchmarks.queries.comparisons import COMPARISONS
from benchmarks.queries.question import REPLY
from benchmarks.queries.results import targets
from benchmarks.queries.sides import OURS, THEIRS
from benchmarks.queries.timing import CALLS, WARMING_UP

if TYPE_CHECKING:
    from benchmarks.queries.results import Results

__all__ = ["DISTRIBUTIONS", "part"]

DISTRIBUTIONS: Final = ("amplitude-sdk-unofficial", "httpx", "httpcore", "h11", "orjson")


def part(results: Results, processes: int) -> Part:
    """All that is written about queries.

    Args:
        results: all rounds.
        processes: how many for each side of each comparison, in each round.
    """
    return Part(
        facts={"versions": versions(DISTRIBUTIONS)},
        targets=targets(results),
        sections=[
            "### What a query costs beside plain httpx",
            _method(len(results.rounds), processes),
            _comparisons(results),
        ],
    )


def _method(rounds: int, processes: int) -> str:
    return (
        "Both sides ask the same question, one event hour by hour on three days, of a server in a "
        f"process of its own, over loopback without TLS, and get the same {len(REPLY):,} bytes. This "
        "SDK checks and encodes the arguments, keeps the query budget and returns a typed result, all "
        "at its defaults; httpx sends the parameters written out already, with basic authentication, "
        "and decodes JSON. Every figure comes from processes of their own, "
        f"{processes} for each side in each of {rounds} rounds, by turns; figures are medians of the rounds "
        "(min..max), and ratios are taken inside each round. Modules are compiled on both sides.\n\n"
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
