"""Users and devices that have to pause: their events wait, everyone else's flow."""

from __future__ import annotations

from typing import Any

import httpx
from amplitude_api import facts

from amplitude_sdk.delivery.encode import Encoded
from amplitude_sdk.delivery.envelope import Item
from amplitude_sdk.delivery.throttling import Throttling
from tests.sdk.clients import Clock, Service, call, event, uploaded


def item(index: int, user: str | None = None, device: str | None = None) -> Item:
    return Item(index, {}, Encoded(b"{}", str(index), user, device))


def paused(items: list[Item], throttled: set[int], until: float = 30.0) -> Throttling:
    throttling = Throttling()
    throttling.pause(items, throttled, until)
    return throttling


def test_events_of_a_paused_user_wait_and_others_pass() -> None:
    throttling = paused([item(0, "a"), item(1, "b")], {0})
    assert throttling.holds(item(2, "a"))
    assert not throttling.holds(item(3, "b"))
    assert [each.index for each in throttling.waiting] == [2]


def test_who_shares_a_device_with_a_paused_user_waits_too() -> None:
    throttling = paused([item(0, "a", "x")], {0})
    assert throttling.holds(item(1, "b", "x"))
    assert throttling.holds(item(2, "b"))
    assert throttling.holds(item(3, "b", "y"))
    assert throttling.holds(item(4, None, "y"))
    assert not throttling.holds(item(5, "c", "z"))


def test_a_user_and_a_device_of_one_name_are_two() -> None:
    throttling = paused([item(0, "same")], {0})
    assert not throttling.holds(item(1, None, "same"))


def test_a_pause_ends_when_its_time_has_come() -> None:
    throttling = paused([item(0, "a")], {0}, until=30.0)
    throttling.holds(item(0, "a"))
    assert throttling.release(29.9) == []
    assert throttling.remaining(10.0) == 20.0
    assert [each.index for each in throttling.release(30.0)] == [0]
    assert throttling.waiting == []
    assert throttling.remaining(31.0) == 0.0
    assert not throttling.holds(item(1, "a"))


def test_who_is_still_paused_waits_again() -> None:
    throttling = paused([item(0, "a")], {0}, until=30.0)
    throttling.pause([item(1, "b")], {0}, 30.1)
    for index, user in enumerate("ab"):
        throttling.holds(item(index, user))
    released = throttling.release(30.0)
    assert [throttling.holds(each) for each in released] == [False, True]


def test_after_a_pause_half_as_many_leave_together() -> None:
    items = [item(index, "a") for index in range(9)]
    throttling = paused(items, {0})
    assert not throttling.is_full({("user", "a"): 3}, item(0, "a"))
    assert throttling.is_full({("user", "a"): 4}, item(0, "a"))
    assert not throttling.is_full({("user", "a"): 4}, item(0, "b"))
    assert not throttling.is_full({}, item(0, "a"))


def test_the_number_shrinks_only_while_nothing_gets_through() -> None:
    def allowed() -> int:
        return next(n for n in range(1, 99) if throttling.is_full({("user", "a"): n}, item(0, "a")))

    items = [item(index, "a") for index in range(16)]
    throttling = paused(items, {0})
    assert allowed() == 8
    throttling.accepted(items[:8])
    throttling.pause(items[:8], {0}, 60.0)
    assert allowed() == 8
    throttling.pause(items[:8], {0}, 90.0)
    assert allowed() == 4


def test_one_event_may_always_leave() -> None:
    throttling = paused([item(0, "a")], {0})
    throttling.pause([item(0, "a")], {0}, 60.0)
    assert not throttling.is_full({}, item(0, "a"))


class Bucket:
    """Takes so many events of a user at once and regains them in one documented pause."""

    def __init__(self, clock: Clock, size: int) -> None:
        self.clock, self.size = clock, size
        self.taken: list[tuple[float, str]] = []
        self.order: list[int] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        events = Service.decoded(request)["events"]
        since = self.clock.time - facts.THROTTLE_PAUSE_SECONDS
        recent = [user for when, user in self.taken if when > since]
        users = {each["user_id"] for each in events}
        over = {u: 31 for u in users if recent.count(u) + _count(events, u) > self.size}
        if over:
            return httpx.Response(429, json={"code": 429, "throttled_users": over})
        self.taken += [(self.clock.time, each["user_id"]) for each in events]
        self.order += [each["event_id"] for each in events]
        return uploaded(events=len(events))


def _count(events: list[Any], user: str) -> int:
    return sum(each["user_id"] == user for each in events)


def test_more_events_of_a_user_than_the_service_takes_at_once_get_through(colour: str) -> None:
    clock = Clock()
    bucket = Bucket(clock, size=9)
    events = [event(event_id=n) for n in range(100)]
    report = call(colour, bucket, lambda amp: amp.events.upload(events), clock=clock)
    assert report.accepted == 100
    assert bucket.order == list(range(100))
    assert set(clock.waits) <= {float(facts.THROTTLE_PAUSE_SECONDS)}
    assert len(clock.waits) < 40


def test_what_a_reply_split_off_waits_for_what_was_held_before(colour: str) -> None:
    clock = Clock()
    arrived: list[int] = []

    def too_large(_: httpx.Request) -> httpx.Response:
        return httpx.Response(413)

    def throttle(_: httpx.Request) -> httpx.Response:
        return httpx.Response(429, json={"throttled_users": {"user-busy": 31}})

    def slowly(request: httpx.Request) -> httpx.Response:
        clock.time += facts.THROTTLE_PAUSE_SECONDS + 1
        arrived.extend(each["event_id"] for each in Service.decoded(request)["events"])
        return uploaded()

    events = [
        event(event_id=n, user_id="user-busy" if n in {1, 6} else "user-calm") for n in range(8)
    ]
    service = Service(too_large, throttle, slowly)
    report = call(colour, service, lambda amp: amp.events.upload(events), clock=clock)
    assert report.accepted == 8
    assert arrived.index(1) < arrived.index(6)


def test_a_busy_user_does_not_hold_up_the_others(colour: str) -> None:
    clock = Clock()
    bucket = Bucket(clock, size=9)
    busy = [event(event_id=n) for n in range(20)]
    calm = [event(event_id=100 + n, user_id=f"user-{n}") for n in range(20)]
    mixed = [each for pair in zip(busy, calm, strict=True) for each in pair]
    report = call(colour, bucket, lambda amp: amp.events.upload(mixed), clock=clock)
    assert report.accepted == 40
    assert sorted(bucket.order[:20]) == [100 + n for n in range(20)]
    assert bucket.order[20:] == list(range(20))
