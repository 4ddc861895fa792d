"""Feeding events, and the clock around it."""

from __future__ import annotations

import asyncio
import json

from benchmarks.ingestion.event import DEVICES, POOL, USERS
from benchmarks.ingestion.workload import Workload


def fed(workload: Workload) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = []
    workload.feed(lambda **arguments: calls.append(arguments))
    return calls


def test_every_event_is_tracked_once_in_order() -> None:
    calls = fed(Workload(POOL + 2, time_calls=False))
    numbers = [each["event_properties"]["order_number"] for each in calls]
    assert numbers == list(range(POOL + 2))
    assert calls[POOL + 1]["user_id"] == USERS[1]
    assert calls[POOL + 1]["device_id"] == DEVICES[1]


def test_timing_calls_changes_nothing_about_them() -> None:
    assert fed(Workload(3, time_calls=True)) == fed(Workload(3, time_calls=False))


def test_each_call_is_timed_when_asked() -> None:
    workload = Workload(1000, time_calls=True)
    fed(workload)
    calls = workload.measurement().latency
    assert calls is not None
    assert 0 < calls.p50 <= calls.p99 <= calls.p999


def test_calls_are_not_timed_unasked() -> None:
    workload = Workload(10, time_calls=False)
    fed(workload)
    assert workload.measurement().latency is None


def test_an_event_loop_gets_its_turn_every_500_events() -> None:
    calls: list[str] = []

    async def ready() -> None:
        calls.append("ready")

    workload = Workload(1001, time_calls=False)
    asyncio.run(workload.feed_async(lambda **_: calls.append("track"), ready))
    positions = [index for index, call in enumerate(calls) if call == "ready"]
    assert positions == [500, 1001, 1003]
    assert calls.count("track") == 1001


def test_the_clock_measures_what_lies_inside() -> None:
    workload = Workload(10, time_calls=False)
    with workload.clock():
        held = bytearray(b"x" * (32 << 20))
    found = workload.measurement()
    assert len(held) == 32 << 20
    assert found.seconds > 0
    assert found.events_per_second == 10 / found.seconds
    assert found.cpu_microseconds == found.cpu_seconds / 10 * 1e6
    assert found.rss_peak_mb >= found.rss_before_mb > 0


def test_another_call_can_be_timed() -> None:
    workload = Workload(1, time_calls=True)
    workload.time_call(json.dumps, {"a": 1})
    assert workload.measurement().latency is not None
