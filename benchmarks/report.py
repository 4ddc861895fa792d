"""The results as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson

from benchmarks.cases import CASES
from benchmarks.cases.registry import INLINE, INLINE_CHEAP, OFFICIAL
from benchmarks.event import event
from benchmarks.machine import MAX_LOAD, is_busy
from benchmarks.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.figures import Spread
    from benchmarks.machine import Machine
    from benchmarks.results import Results
    from benchmarks.targets import Target

__all__ = ["Run", "markdown"]

_RESOURCES_METHOD: Final = (
    "CPU time is that of all threads of the process, user and system. Memory is the resident set "
    "before the first event and at its peak."
)


@dataclass(frozen=True, slots=True)
class Run:
    """How the results came about.

    Attributes:
        command: as typed.
        events: in each throughput pass.
        latency_events: in each latency pass.
        interpreters: fresh ones for each import time.
        load_after: the one-minute load average at the end.
        verified: how many cases had every event checked.
    """

    command: str
    machine: Machine
    events: int
    latency_events: int
    interpreters: int
    load_after: float
    verified: int


def markdown(run: Run, results: Results) -> str:
    """The whole document."""
    parts = [
        "# Benchmark results",
        f"Written by `{run.command}`; edits are lost.",
        *_warning(run.machine.load),
        _circumstances(run, len(results.rounds)),
        "## Targets",
        _targets(targets(results)),
        "## Throughput",
        _method(run),
        _throughput(results),
        "## What a call of track() costs",
        _latency_method(run),
        _latency(results),
        "## Resources",
        _RESOURCES_METHOD,
        _resources(results),
        "## Import",
        _import_method(run),
        _imports(results),
    ]
    return "\n\n".join(parts) + "\n"


def _warning(load: float) -> list[str]:
    if not is_busy(load):
        return []
    warning = (
        f"**Warning: the load average was {load:.2f} at the start, above {MAX_LOAD:.1f}. Other work "
        "shared the machine; these figures are not comparable.**"
    )
    return [warning]


def _circumstances(run: Run, rounds: int) -> str:
    machine = run.machine
    facts = {
        "date": machine.date,
        "Python": machine.python,
        "system": machine.system,
        "processor": f"{machine.processor}, {machine.cpus} CPUs",
        "load average": f"{machine.load:.2f} at the start, {run.load_after:.2f} at the end",
        "outbox": f"on {machine.outbox_filesystem}",
        "events": f"{run.events:,} in each of {rounds} rounds; calls timed singly: "
        f"{run.latency_events:,} in each round",
        "versions": ", ".join(f"{name} {number}" for name, number in machine.versions.items()),
    }
    return _table(["", ""], [[name, value] for name, value in facts.items()])


def _targets(every: Iterable[Target]) -> str:
    rows = [
        [
            each.what,
            each.wanted,
            _with_range(each.measured, ".2f"),
            "pass" if each.is_met else "**FAIL**",
        ]
        for each in every
    ]
    return _table(["figure", "target", "measured: median (min..max)", ""], rows)


def _method(run: Run) -> str:
    size = len(orjson.dumps(event(0, "8f14e45f-ceea-467f-a9d3-000000000000")))
    return (
        f"{run.events:,} events of {size} bytes with 8 properties, one thread in a tight loop, from "
        "the first track() to the last acknowledgement; modules are loaded before. Every case runs in a process of its own, "
        "against a sink in another one that accepts at once, over loopback without TLS. Rounds are "
        "interleaved; figures are medians (min..max), and ratios are taken inside each round. Other "
        "SDKs run at their defaults, only the queues of posthog and segment were made large enough to "
        f"hold every event. In a pass of its own the sink has checked for {run.verified} cases that "
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
            _with_range(results.throughput(name), ",.0f"),
            f"{results.throughput_ratio(name, OFFICIAL).median:.2f}",
            f"{results.throughput_ratio(name, INLINE).median:.3f}",
            f"{results.throughput_ratio(name, INLINE_CHEAP).median:.3f}",
        ]
        for name in results.rounds[0].throughput
    ]
    head = ["case", "events/s", "/ official", "/ inline limit", "/ limit with counter"]
    return _table(head, rows)


def _latency_method(run: Run) -> str:
    return (
        f"A separate pass of {run.latency_events:,} events in each round, with a clock around every "
        "call (which adds about 0.1 µs); in µs, medians of the rounds (min..max)."
    )


def _latency(results: Results) -> str:
    rows = [
        [
            CASES[name].label,
            _with_range(results.latency(name, lambda calls: calls.p50), ".1f"),
            _with_range(results.latency(name, lambda calls: calls.p99), ".1f"),
            _with_range(results.latency(name, lambda calls: calls.p999), ".1f"),
            f"{results.latency_ratio(name, lambda calls: calls.p50).median:.2f}",
            f"{results.latency_ratio(name, lambda calls: calls.p99).median:.2f}",
        ]
        for name in results.rounds[0].latency
    ]
    head = ["case", "p50", "p99", "p99.9", "p50 / json.dumps p50", "p99 / json.dumps p50"]
    return _table(head, rows)


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
    return _table(head, rows)


def _import_method(run: Run) -> str:
    return (
        f"Wall time over a bare interpreter, {run.interpreters} fresh interpreters each: median "
        "(minimum), in milliseconds. `Amplitude` loads delivery and HTTP with the first event; in the "
        "last column they are loaded at once."
    )


def _imports(results: Results) -> str:
    rows = [
        [CASES[name].label.partition(" (")[0], _pair(each.imported), _pair(each.constructed)]
        for name, each in results.imports.items()
    ]
    return _table(["SDK", "import", "import, construct a client and load all it sends with"], rows)


def _pair(milliseconds: tuple[float, float]) -> str:
    median, minimum = milliseconds
    return f"{median:.0f} ({minimum:.0f})"


def _with_range(spread: Spread, form: str) -> str:
    return f"{spread.median:{form}} ({spread.low:{form}}..{spread.high:{form}})"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
