"""The cost of an import."""

from __future__ import annotations

from benchmarks.ingestion.imports import STATEMENTS, import_times


def test_our_import_is_measured_alone_and_with_a_client() -> None:
    found = import_times(["ours", "limit-inline"], 1)
    assert set(found) == {"ours"}
    assert len(found["ours"].imported) == len(found["ours"].constructed) == 2


def test_every_sdk_has_a_statement() -> None:
    assert set(STATEMENTS) == {"ours", "amplitude-analytics", "posthog", "segment", "mixpanel"}
