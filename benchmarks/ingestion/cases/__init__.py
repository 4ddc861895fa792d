"""What is measured: ours, other SDKs, and the machine's limits."""

from __future__ import annotations

from benchmarks.ingestion.cases.registry import CASES, Case

__all__ = ["CASES", "Case"]
