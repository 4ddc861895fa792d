"""The results about the emulator as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.emulator.results import (
    GIGABYTE,
    MOST_OF_BARE,
    figure,
    ratio,
    share,
    targets,
)
from benchmarks.figures import Spread
from benchmarks.machine import versions
from benchmarks.markdown import table, with_range
from benchmarks.part import Part

if TYPE_CHECKING:
    from benchmarks.emulator.results import Results
    from benchmarks.emulator.rounds import Dashboard

__all__ = ["part"]

_DISTRIBUTIONS: Final = ("amplitude-sdk-unofficial", "duckdb", "httptools", "orjson")


def part(results: Results, filesystem: str) -> Part:
    """All that is written about a run.

    Args:
        results: what was measured.
        filesystem: the type of the one that held the databases.
    """
    return Part(
        {
            "databases": f"files on {filesystem}",
            "rounds": str(len(results.ingestion[0].stored)),
            "versions": versions(_DISTRIBUTIONS),
        },
        targets(results),
        [_ingestion(results), *map(_dashboard, results.dashboards)],
    )


def _ingestion(results: Results) -> str:
    rows = [
        [
            each.size.name,
            with_range(Spread.of(each.stored), ",.0f"),
            with_range(Spread.of(each.answered), ",.0f"),
            with_range(share(each), ".2f"),
        ]
        for each in results.ingestion
    ]
    head = ["", "stored, events/s", "not stored, events/s", "ratio"]
    return (
        "### Ingestion\n\n"
        "One client in a process of its own posts bodies of about 430 bytes an event that were "
        "serialised before, over one connection on loopback. The emulator checks, deduplicates and "
        "stores in memory, with the limit of events per second lifted. The other side is the same "
        "server, which reads and checks uploads and gives the same answers, but stores nothing.\n\n"
        + table(head, rows)
    )


def _dashboard(dashboard: Dashboard) -> str:
    rows = [_row(dashboard, name) for name in sorted(dashboard.rounds[0])]
    head = ["", "emulator, s", "bare statement, s", "ratio", "ratio of CPU time"]
    return (
        f"### Dashboard, {dashboard.events:,} events\n\n"
        "90 days of made-up events of a hundredth as many users, in a DuckDB file, made in "
        f"{dashboard.fill_seconds:.0f} s. The emulator is asked over HTTP, by a client that only "
        "writes the bytes of a request and reads those of the reply; the bare statement computes "
        "the same numbers (each is compared before the clock starts) on the same database in the "
        "same process, and is timed there, without HTTP, JSON and labels, after both have been "
        "asked once. Questions answered sooner than in a tenth of a second are asked again until "
        "that much has passed, 20 times at most, and the median counts. Before any bare statement "
        "ran, making the events and answering each question had taken "
        f"{dashboard.peak_bytes / GIGABYTE:.2f} GB of memory at most.\n\n" + table(head, rows)
    )


def _row(dashboard: Dashboard, name: str) -> list[str]:
    of_clock = ratio(dashboard, name)
    text = with_range(of_clock, ".2f")
    return [
        name,
        with_range(figure(dashboard, name, lambda asked: asked.emulator.clock), ".3f"),
        with_range(figure(dashboard, name, lambda asked: asked.bare.clock), ".3f"),
        text if of_clock.median <= MOST_OF_BARE else f"**{text}**",
        f"{figure(dashboard, name, lambda asked: asked.emulator.cpu / asked.bare.cpu).median:.2f}",
    ]
