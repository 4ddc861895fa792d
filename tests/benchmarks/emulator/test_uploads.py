"""The bodies that are sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from amplitude_api.facts import MAX_EVENTS

from amplitude_sdk.emulator import Emulator
from benchmarks.emulator.uploads import LARGE, SMALL, bodies, throughput

if TYPE_CHECKING:
    from benchmarks.emulator.uploads import Size


def insert_ids(requests: list[bytes]) -> list[str]:
    return [event["insert_id"] for body in requests for event in json.loads(body)["events"]]


@pytest.mark.parametrize(("size", "requests"), [(LARGE, 3), (SMALL, 400)])
def test_there_are_at_least_as_many_events_as_wanted(size: Size, requests: int) -> None:
    found = bodies(size, 4_000, turn=0)
    assert [len(json.loads(body)["events"]) for body in found] == [size.events] * requests


def test_the_largest_requests_stay_below_the_limit_of_events() -> None:
    assert LARGE.events == MAX_EVENTS - 1


def test_no_event_of_any_turn_or_size_repeats_another() -> None:
    found = [*insert_ids(bodies(LARGE, 4_000, 0)), *insert_ids(bodies(LARGE, 4_000, 1))]
    found += [*insert_ids(bodies(SMALL, 4_000, 0)), *insert_ids(bodies(SMALL, 4_000, 1))]
    assert len(set(found)) == len(found)


def test_all_of_them_are_stored() -> None:
    with Emulator(throttle=False) as emulator:
        port = int(emulator.url.rpartition(":")[2])
        assert throughput(port, bodies(SMALL, 100, 0), 100) > 0
        assert len(emulator.events()) == 100


def test_what_is_refused_ends_the_run() -> None:
    with (
        Emulator(projects={"another": "secret"}) as emulator,
        pytest.raises(RuntimeError, match="was answered 400"),
    ):
        throughput(int(emulator.url.rpartition(":")[2]), bodies(SMALL, 10, 0), 10)
