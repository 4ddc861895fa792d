"""Users and devices that have to pause: their events wait, everyone else's flow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
from amplitude_api import facts

from amplitude_sdk.delivery.throttling import Throttling
from tests.sdk.clients import Clock, Service, call, event, uploaded
from tests.sdk.delivery.entries import entry

if TYPE_CHECKING:
    from amplitude_sdk.delivery.entries import Entry

A = (("user", "a"),)


def paused(entries: list[Entry], throttled: set[int], until: float = 30.0) -> Throttling:
    throttling = Throttling()
    throttling.pause(entries, throttled, until)
    return throttling


def numbers(entries: list[Entry]) -> list[int]:
    return [number for number, _, _ in entries]


def allowed(throttling: Throttling) -> int | None:
    """How many events of the user "a" may leave together; None: as many as there are."""
    return next((n for n in range(facts.MAX_EVENTS) if throttling.is_full({A[0]: n}, A)), None)


def test_events_of_a_paused_user_wait_and_others_pass() -> None:
    throttling = paused([entry(0, "a"), entry(1, "b")], {0})
    assert throttling.holds(entry(2, "a"))
    assert not throttling.holds(entry(3, "b"))
    assert numbers(throttling.waiting) == [2]


def test_who_shares_a_device_with_a_paused_user_waits_too() -> None:
    throttling = paused([entry(0, "a", "x")], {0})
    assert throttling.holds(entry(1, "b", "x"))
    assert throttling.holds(entry(2, "b"))
    assert throttling.holds(entry(3, "b", "y"))
    assert throttling.holds(entry(4, None, "y"))
    assert not throttling.holds(entry(5, "c", "z"))


def test_a_user_and_a_device_of_one_name_are_two() -> None:
    throttling = paused([entry(0, "same")], {0})
    assert not throttling.holds(entry(1, None, "same"))


def test_a_pause_ends_when_its_time_has_come() -> None:
    throttling = paused([entry(0, "a")], {0}, until=30.0)
    throttling.holds(entry(0, "a"))
    assert throttling.release(29.9) == []
    assert throttling.remaining(10.0) == 20.0
    assert numbers(throttling.release(30.0)) == [0]
    assert throttling.waiting == []
    assert throttling.remaining(31.0) == 0.0
    assert not throttling.holds(entry(1, "a"))


def test_the_first_pause_to_end_is_waited_for() -> None:
    throttling = paused([entry(0, "a"), entry(1, "b")], {1}, until=60.0)
    throttling.pause([entry(0, "a")], {0}, 30.0)
    assert throttling.remaining(10.0) == 20.0


def test_times_that_differ_by_the_rounding_of_floats_are_the_same() -> None:
    throttling = paused([entry(0, "a"), entry(1, "b")], {0}, until=30.0)
    throttling.pause([entry(1, "b")], {0}, 30.0 + 1e-9)
    throttling.holds(entry(0, "a"))
    assert numbers(throttling.release(30.0 - 1e-9)) == [0]
    assert not throttling.holds(entry(1, "b"))


def test_a_pause_is_heeded_whatever_the_bound() -> None:
    throttling = paused([entry(0, "a")], {0})
    while allowed(throttling) is not None:
        throttling.accepted([entry(0, "a")])
    assert throttling.is_active
    assert throttling.holds(entry(1, "a"))


def test_who_is_still_paused_waits_again() -> None:
    throttling = paused([entry(0, "a")], {0}, until=30.0)
    throttling.pause([entry(1, "b")], {0}, 30.1)
    for index, user in enumerate("ab"):
        throttling.holds(entry(index, user))
    assert throttling.release(30.0) == [entry(0, "a")]
    assert throttling.waiting == [entry(1, "b")]
    assert throttling.waiting_bytes == len(entry(1, "b")[1])


def test_an_event_of_two_waits_for_the_longer_pause_and_holds_later_ones_of_both() -> None:
    throttling = paused([entry(0, "a")], {0}, until=30.0)
    throttling.pause([entry(1, None, "x")], {0}, 40.0)
    both, later = entry(2, "a", "x"), entry(3, "a")
    assert throttling.holds(both)
    assert throttling.holds(later)
    assert throttling.release(30.0) == []
    assert throttling.release(40.0) == [both, later]


def test_long_after_a_pause_nobody_is_kept_short() -> None:
    throttling = paused([entry(n, "a") for n in range(9)], {0}, until=30.0)
    throttling.release(31.0)
    assert throttling.is_active
    throttling.release(200.0)
    assert not throttling.is_active


def test_after_a_pause_half_as_many_leave_together() -> None:
    throttling = paused([entry(n, "a") for n in range(9)], {0})
    assert not throttling.is_full({("user", "a"): 3}, A)
    assert throttling.is_full({("user", "a"): 4}, A)
    assert not throttling.is_full({("user", "a"): 4}, (("user", "b"),))
    assert not throttling.is_full({}, A)


def test_whoever_belongs_to_a_full_user_or_device_stays_behind() -> None:
    throttling = paused([entry(0, "a", "x"), entry(1, "a", "x")], {0})
    assert throttling.is_full({("device", "x"): 1}, (("user", "b"), ("device", "x")))


def test_refused_again_half_of_what_left_is_allowed() -> None:
    entries = [entry(n, "a") for n in range(16)]
    throttling = paused(entries, {0})
    assert allowed(throttling) == 8
    throttling.pause(entries[:8], {0}, 60.0)
    assert allowed(throttling) == 4


def test_twice_as_many_leave_after_each_request_that_goes_through() -> None:
    entries = [entry(n, "a") for n in range(9)]
    throttling = paused(entries, {0})
    throttling.accepted(entries[:4])
    assert allowed(throttling) == 8
    throttling.accepted([entry(0, "b")])
    assert allowed(throttling) == 8, "another user's request says nothing about this one"
    throttling.accepted(entries[4:5])
    assert allowed(throttling) == 16


def test_the_bound_ends_where_a_request_could_not_be_larger() -> None:
    throttling = paused([entry(0, "a"), entry(1, "a")], {0}, until=30.0)
    throttling.release(30.0)
    while (now := allowed(throttling)) is not None:
        assert throttling.is_active
        throttling.accepted([entry(0, "a")])
        assert allowed(throttling) in {2 * now, None}
    assert not throttling.is_active


def test_one_event_may_always_leave() -> None:
    throttling = paused([entry(0, "a")], {0})
    throttling.pause([entry(0, "a")], {0}, 60.0)
    assert not throttling.is_full({}, A)


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
