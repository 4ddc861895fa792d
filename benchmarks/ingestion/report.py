"""The results of ingestion as Markdown."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.cases.registry import INLINE, INLINE_CHEAP, OFFICIAL
from benchmarks.ingestion.event import event
from benchmarks.ingestion.targets import targets
from benchmarks.machine import filesystem
from benchmarks.markdown import table, with_range
from benchmarks.part import Part

if TYPE_CHECKING:
    from benchmarks.ingestion.results import Results

__all__ = ["Extent", "part"]

_RESOURCES_METHOD: Final = (
    "CPU time is that of all threads of the process, user and system. Memory is the resident set "
    "before the first event and at its peak."
)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was measured.

    Attributes:
        events: in each throughput pass.
        latency_events: in each latency pass.
        interpreters: fresh ones for each import time.
        verified: how many cases had every event checked.
    """

    events: int
    latency_events: int
    interpreters: int
    verified: int


def part(extent: Extent, results: Results, versions: str) -> Part:
    """All that is written about ingestion, `versions` being what took part."""
    return Part(
        facts={**_facts(extent, len(results.rounds)), "versions": versions},
        targets=targets(results),
        sections=[
            "### Throughput",
            _method(extent),
            _throughput(results),
            "### What a call of track() costs",
            _latency_method(extent),
            _latency(results),
            "### Resources",
            _RESOURCES_METHOD,
            _resources(results),
            "### Import",
            _import_method(extent),
            _imports(results),
        ],
    )


def _facts(extent: Extent, rounds: int) -> dict[str, str]:
    return {
        "outbox": f"on {filesystem(tempfile.gettempdir())}",
        "events": f"{extent.events:,} in each of {rounds} rounds; calls timed singly: "
        f"{extent.latency_events:,} in each round",
    }


def _method(extent: Extent) -> str:
    size = len(orjson.dumps(event(0, "8f14e45f-ceea-467f-a9d3-000000000000")))
    return (
        f"{extent.events:,} events of {size} bytes with 8 properties, one thread in a tight loop, from "
        "the first track() to the last acknowledgement; modules are loaded before. Every case runs in a process of its own, "
        "against a sink in another one that accepts at once, over loopback without TLS. Rounds are "
        "interleaved; figures are medians (min..max), and ratios are taken inside each round. Other "
        "SDKs run at their defaults, only the queues of posthog and segment were made large enough to "
        f"hold every event. In a pass of its own the sink has checked for {extent.verified} cases that "
        "every event arrived once, under an insert_id of its own.\n\n"
        "The inline limit is one thread that builds each event with a fresh insert_id, serialises it "
        "with orjson, joins 2,000 and posts them by http.client; nothing is queued, checked or "
        "repeated. It sends no `time`, which the clients add. The documentation recommends a UUID as "
        "insert_id; the stricter limit takes a counter behind a random prefix instead."
    )


def _throughput(results: Results) -> str:
    rows = [
        [
            CASES[name].label,
            with_range(results.throughput(name), ",.0f"),
            f"{results.throughput_ratio(name, OFFICIAL).median:.2f}",
            f"{results.throughput_ratio(name, INLINE).median:.3f}",
            f"{results.throughput_ratio(name, INLINE_CHEAP).median:.3f}",
        ]
        for name in results.rounds[0].throughput
    ]
    head = ["case", "events/s", "/ official", "/ inline limit", "/ limit with counter"]
    return table(head, rows)


def _latency_method(extent: Extent) -> str:
    return (
        f"A separate pass of {extent.latency_events:,} events in each round, with a clock around every "
        "call (which adds about 0.1 µs); in µs, medians of the rounds (min..max)."
    )


def _latency(results: Results) -> str:
    rows = [
        [
            CASES[name].label,
            with_range(results.latency(name, lambda calls: calls.p50), ".1f"),
            with_range(results.latency(name, lambda calls: calls.p99), ".1f"),
            with_range(results.latency(name, lambda calls: calls.p999), ".1f"),
            f"{results.latency_ratio(name, lambda calls: calls.p50).median:.2f}",
            f"{results.latency_ratio(name, lambda calls: calls.p99).median:.2f}",
        ]
        for name in results.rounds[0].latency
    ]
    head = ["case", "p50", "p99", "p99.9", "p50 / json.dumps p50", "p99 / json.dumps p50"]
    return table(head, rows)


def _resources(results: Results) -> str:
    rows = [
        [
            CASES[name].label,
            f"{results.figure(name, lambda done: done.measurement.cpu_microseconds).median:.1f}",
            f"{results.figure(name, lambda done: done.measurement.rss_before_mb).median:.0f}",
            f"{results.figure(name, lambda done: done.measurement.rss_peak_mb).median:.0f}",
            f"{results.figure(name, lambda done: done.received.requests).median:,.0f}",
            f"{results.figure(name, lambda done: done.received.connections).median:,.0f}",
            f"{results.figure(name, lambda done: done.received.bytes_per_event).median:.0f}",
        ]
        for name in results.rounds[0].throughput
    ]
    head = [
        "case",
        "CPU µs/event",
        "RSS before, MB",
        "RSS peak, MB",
        "requests",
        "connections",
        "bytes/event",
    ]
    return table(head, rows)


def _import_method(extent: Extent) -> str:
    return (
        f"Wall time over a bare interpreter, {extent.interpreters} fresh interpreters each: median "
        "(minimum), in milliseconds. `Amplitude` loads delivery and HTTP with the first event; in the "
        "last column they are loaded at once."
    )


def _imports(results: Results) -> str:
    rows = [
        [CASES[name].label.partition(" (")[0], _pair(each.imported), _pair(each.constructed)]
        for name, each in results.imports.items()
    ]
    return table(["SDK", "import", "import, construct a client and load all it sends with"], rows)


def _pair(milliseconds: tuple[float, float]) -> str:
    median, minimum = milliseconds
    return f"{median:.0f} ({minimum:.0f})"
