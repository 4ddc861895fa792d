"""Faults planted in queue, core and engine: the machine has to find each of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from amplitude_sdk.delivery.dispatch import Dispatch
from amplitude_sdk.delivery.engine import Engine
from amplitude_sdk.delivery.envelope import Envelope
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.queue import Queue
from amplitude_sdk.delivery.throttling import Throttling
from tests.sdk.delivery.test_engine_machine import EngineMachine

if TYPE_CHECKING:
    from collections.abc import Callable


def wrapped(owner: type, name: str, around: Callable[..., Any]) -> Callable[..., None]:
    """Plant a fault around a method: `around` gets the method and its arguments."""
    method = getattr(owner, name)

    def faulty(self: Any, *args: Any, **kwargs: Any) -> Any:
        return around(method, self, *args, **kwargs)

    def plant(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(owner, name, faulty)

    return plant


def split_loses_one(split: Any, self: Any, reply: Any) -> None:
    split(self, reply)
    if self._narrow and len(self._narrow[-1]) > 1:
        self._narrow[-1].pop()


def halves_change_places(split: Any, self: Any, reply: Any) -> None:
    before = len(self._narrow)
    split(self, reply)
    self._narrow[before:] = reversed(self._narrow[before:])


def resent_under_a_new_insert_id(repeat: Any, self: Any, *args: Any) -> Any:
    self._flight = [
        (number, re.sub(rb'"i(\d+)"', rb'"j\1"', data), notes)
        for number, data, notes in self._flight
    ]
    return repeat(self, *args)


def a_parked_event_is_forgotten(release: Any, self: Any, now: float) -> Any:
    return release(self, now)[1:]


def parked_events_come_back_last(release: Any, self: Any, now: float) -> Any:
    return [(number + 1000, data, notes) for number, data, notes in release(self, now)]


def later_events_of_the_paused_are_sent(holds: Any, self: Any, entry: Any) -> Any:
    return entry[0] % 2 == 0 and holds(self, entry)


def counted_twice(settle: Any, self: Any, status: Any, entries: Any, **more: Any) -> None:
    settle(self, status, entries, **more)
    if status == "rejected":
        self._counts[status] += 1


def told_twice(announce: Any, self: Any, settled: Any) -> None:
    announce(self, settled)
    for each in settled:
        if each.code == 400:
            self._tell_all(each)


def not_told(tell: Any, self: Any, settled: Any) -> None:
    if settled.status != "dropped":
        tell(self, settled)


def nothing_leaves_the_outbox(count: Any, self: Any) -> Any:
    """An event with an outcome stays on disk."""
    with patch.object(Outbox, "forget"):
        return count(self)


def barriers_see_too_little(release: Any, self: Any, entries: Any) -> None:
    release(self, entries[1:] if len(entries) > 1 else entries)


def barriers_hasten_nothing(barrier: Any, self: Any) -> Any:
    made = barrier(self)
    self._books._barriers.clear()
    return made


def given_up_and_not_told(count: Any, self: Any) -> Any:
    self._settled = [each for each in self._settled if "retry_for" not in each.reason]
    return count(self)


def closing_forgets_the_queue(_: Any, self: Any) -> list[Any]:
    self._entries.clear()
    return []


def there_is_always_room(_: Any, self: Any, size: int) -> bool:
    return True


def bytes_are_guessed(room: Any, self: Any, most: Any) -> Any:
    return room(self, most) + 100


def nobody_is_woken(ring: Any, self: Any) -> None:
    if len(self._entries) != 1:
        ring(self)


def stopping_is_ignored(_: Any, self: Any, error: Any) -> None:
    """Sending goes on after a bad key."""


FAULTS = {
    split_loses_one: (Dispatch, "_split"),
    halves_change_places: (Dispatch, "_split"),
    resent_under_a_new_insert_id: (Dispatch, "_repeat"),
    given_up_and_not_told: (Engine, "_count"),
    a_parked_event_is_forgotten: (Throttling, "release"),
    parked_events_come_back_last: (Throttling, "release"),
    later_events_of_the_paused_are_sent: (Throttling, "holds"),
    counted_twice: (Queue, "settle"),
    barriers_see_too_little: (Queue, "release"),
    barriers_hasten_nothing: (Queue, "barrier"),
    closing_forgets_the_queue: (Queue, "drain"),
    there_is_always_room: (Queue, "_fits"),
    nobody_is_woken: (Queue, "_ring"),
    told_twice: (Engine, "announce"),
    not_told: (Engine, "_tell_all"),
    nothing_leaves_the_outbox: (Engine, "_count"),
    stopping_is_ignored: (Engine, "_stop"),
    bytes_are_guessed: (Envelope, "room_below"),
}


class MachineWithoutOutbox(EngineMachine):
    """Quicker: no file has to be opened."""

    may_have_outbox = False


SEARCH = settings(
    max_examples=400,
    stateful_step_count=30,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_the_machine_finds(fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, name = FAULTS[fault]
    wrapped(owner, name, fault)(monkeypatch)
    machine = EngineMachine if fault is nothing_leaves_the_outbox else MachineWithoutOutbox
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=SEARCH)
