"""One pass: a sink, a child, every event accounted for. No test looks at speed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.cases.registry import INLINE, JSON
from benchmarks.ingestion.passes import latency, throughput, verification

LIMITS = [name for name in CASES if name.startswith("limit")]
OURS = [name for name in CASES if name.startswith("ours")]


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_sends_every_event_once(name: str) -> None:
    received = verification(CASES[name], 2500).received
    assert (received.events, received.insert_ids, received.connections) == (2500, 2500, 1)


@pytest.mark.parametrize("name", OURS)
def test_our_clients_deliver_every_event_once(name: str) -> None:
    received = verification(CASES[name], 2500).received
    assert (received.events, received.insert_ids, received.orders) == (2500, 2500, 2500)


def test_events_that_did_not_arrive_fail_the_pass() -> None:
    silent = replace(CASES[JSON], sends=True)
    with pytest.raises(RuntimeError, match=r"json-dumps: 10 events expected, got .*events=0"):
        throughput(silent, 10)


def test_a_case_without_calls_has_no_latency() -> None:
    with pytest.raises(RuntimeError, match="no single calls"):
        latency(CASES[INLINE], 10)


def test_a_child_that_fails_shows_why() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)unknown .* failed:.*invalid choice"):
        throughput(replace(CASES[INLINE], name="unknown"), 10)
