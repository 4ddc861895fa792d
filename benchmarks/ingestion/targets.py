"""What the engine has to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.ingestion.cases.registry import ASYNC, INLINE, OFFICIAL, OURS, OUTBOX
from benchmarks.targets import Target

if TYPE_CHECKING:
    from benchmarks.ingestion.results import Results

__all__ = ["targets"]


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
