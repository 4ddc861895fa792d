"""The shared core: what leaves together, what a reply means for each event, what is tried again."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import RetryPolicy, errors
from amplitude_sdk.delivery.dispatch import MOST_EVENTS, Dispatch, Wait
from amplitude_sdk.delivery.entries import keys_of
from tests.sdk.clients import KEY
from tests.sdk.delivery.dispatching import (
    ENVELOPE,
    INVALID,
    JUDGE,
    LOST,
    NOT_SENT,
    OK,
    Given,
    Record,
    Sending,
    page,
    reply,
)
from tests.sdk.delivery.entries import entry

if TYPE_CHECKING:
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.transport.messages import Reply

PAUSE = float(facts.THROTTLE_PAUSE_SECONDS)
TOO_LARGE = reply(413, error="Payload too large")


def of(owners: str) -> list[Entry]:
    """Events numbered from 1; each letter is the user of one."""
    return [entry(number, user) for number, user in enumerate(owners, 1)]


def throttled(*users: str, **more: Any) -> Reply:
    return reply(429, throttled_users=dict.fromkeys(users, 31), **more)


def heavy(number: int, size: int) -> Entry:
    """An event of so many bytes."""
    data = entry(number, "a", filler="")[1]
    return number, data[:-2] + b"x" * (size - len(data)) + data[-2:], ()


# Batches.


def test_nothing_to_send_is_nothing_to_do() -> None:
    assert Sending([]).step() is None


def test_a_request_takes_one_event_less_than_the_service_refuses() -> None:
    sending = Sending(of("a" * (MOST_EVENTS + 2)))
    assert [len(batch) for batch in sending.finish()] == [facts.MAX_EVENTS - 1, 2]


def test_a_request_takes_as_many_events_as_asked() -> None:
    assert Sending(of("aaaaa"), most_events=2).finish() == [[1, 2], [3, 4], [5]]


def keep_looking(sending: Sending) -> None:
    """Have a user of one event throttled before, so that the next ones are looked at."""
    sending.source.left.appendleft(entry(0, "zed"))
    left = list(sending.source.left)
    sending.source.left = type(sending.source.left)(left[:1])
    sending.send(throttled("zed"))
    sending.waited()
    assert sending.send() == [0]
    sending.source.left.extend(left[1:])


@pytest.mark.parametrize("prepare", [lambda _: None, keep_looking])
@pytest.mark.parametrize(("spare", "batches"), [(0, [[1, 2], [3]]), (-1, [[1], [2], [3]])])
def test_bytes_are_counted_to_the_last_one(
    prepare: Any, spare: int, batches: list[list[int]]
) -> None:
    two = [heavy(1, 600), heavy(2, 700)]
    exactly = len(ENVELOPE.request(two).content or b"")
    sending = Sending([*two, heavy(3, 700)], most_bytes=exactly + spare)
    prepare(sending)
    assert sending.finish() == batches


def test_an_event_larger_than_asked_for_leaves_alone() -> None:
    sending = Sending([heavy(1, 400), heavy(2, 5000), heavy(3, 400)], most_bytes=1000)
    assert sending.finish() == [[1], [2], [3]]


def test_events_leave_in_the_order_they_came() -> None:
    sending = Sending(of("abcab"), most_events=2)
    assert sending.finish() == [[1, 2], [3, 4], [5]]
    assert sending.record.accepted_numbers == [1, 2, 3, 4, 5]


def test_the_same_events_are_told_until_their_reply_has_come() -> None:
    sending = Sending(of("ab"))
    assert sending.step() == sending.step() == [1, 2]


def test_the_members_of_a_reply_are_passed_on_without_the_key() -> None:
    sending = Sending(of("aa"), most_events=1)
    sending.send(reply(200, events_ingested=1, note=f"for {KEY}"))
    sending.send(page(200))
    assert sending.record.members == [
        {"code": 200, "events_ingested": 1, "note": "for [redacted]"},
        None,
    ]


# Refusals.


def test_refused_events_leave_and_the_others_are_sent_at_once_in_order() -> None:
    sending = Sending(of("abcd"), most_events=4)
    sending.send(reply(400, error="Invalid", events_with_invalid_fields={"time": [0, 2]}))
    assert sending.step() == [2, 4]
    assert sending.record.refusals[1].fields == ("time",)
    assert sending.record.codes == {1: 400, 3: 400}


def test_what_is_left_of_a_refused_request_goes_before_newer_events() -> None:
    sending = Sending(of("aaaa"), most_events=2)
    sending.send(reply(400, events_with_invalid_fields={"time": [0]}))
    assert sending.finish() == [[2], [3, 4]]


def test_one_bad_event_a_reply_costs_no_good_one() -> None:
    """The service may list the first bad index only (T-H6)."""
    bad = {2, 3, 5, 8, 9}

    def first_only(batch: list[int]) -> Reply:
        at = next((n for n, number in enumerate(batch) if number in bad), None)
        return OK if at is None else reply(400, events_with_missing_fields={"time": [at]})

    sending = Sending(of("ab" * 5))
    requests = sending.run(first_only)
    assert sending.record.accepted_numbers == [1, 4, 6, 7, 10]
    assert set(sending.record.refusals) == bad
    assert len(requests) == len(bad) + 1
    assert sending.pacing.calls == [], "good events do not pay for bad ones"


@given(st.integers(1, 300), st.sets(st.integers(1, 300), max_size=6))
def test_an_unnamed_bad_event_is_found_by_halving(events: int, bad: set[int]) -> None:
    bad = {number for number in bad if number <= events}
    sending = Sending([entry(number, "a") for number in range(1, events + 1)])
    requests = sending.run(lambda batch: OK if bad.isdisjoint(batch) else INVALID)
    assert set(sending.record.refusals) == bad
    assert sending.record.accepted_numbers == [n for n in range(1, events + 1) if n not in bad]
    assert len(requests) <= 1 + 2 * len(bad) * math.ceil(math.log2(max(events, 2)))


def test_a_request_that_is_too_large_is_halved_alone() -> None:
    sending = Sending(of("a" * 12), most_events=8)
    requests = sending.run(lambda batch: TOO_LARGE if len(batch) > 4 and 1 in batch else OK)
    assert requests == [list(range(1, 9)), [1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]


def test_an_event_that_no_request_carries_is_refused_in_the_services_words() -> None:
    sending = Sending(of("a"))
    sending.send(TOO_LARGE)
    assert sending.record.refusals[1].reason == "Payload too large"
    assert sending.record.codes == {1: 413}
    assert sending.step() is None


def test_a_reason_shows_no_key() -> None:
    sending = Sending(of("ab"))
    named = {f"{KEY}.time": [0]}
    sending.send(reply(400, error=f"bad for {KEY}", events_with_invalid_fields=named))
    refusal = sending.record.refusals[1]
    assert refusal.fields == ("[redacted].time",)
    assert KEY not in refusal.reason
    assert "bad for [redacted]" in refusal.reason


# Pauses.


def test_a_throttled_user_waits_and_the_others_are_sent_at_once() -> None:
    sending = Sending(of("abab"))
    sending.send(throttled("a"))
    assert sending.send() == [2, 4]
    wait = sending.waited()
    assert (wait.seconds, wait.for_all) == (PAUSE, False)
    assert isinstance(wait.cause, errors.RateLimitError)
    assert sending.finish() == [[1], [3]]


def test_new_events_of_a_throttled_user_wait_too() -> None:
    sending = Sending(of("aabab"), most_events=1)
    sending.send(throttled("a"))
    assert sending.send() == [3]
    assert sending.send() == [5]
    assert sending.waited().seconds == PAUSE
    assert sending.finish() == [[1], [2], [4]]


@pytest.mark.parametrize(("asked", "seconds"), [(5.0, 5.0), (None, PAUSE), (7200.0, 3600.0)])
def test_a_pause_is_as_long_as_the_reply_asks_within_reason(
    asked: float | None, seconds: float
) -> None:
    sending = Sending(of("a"))
    sending.send(throttled("a", retry_after=asked))
    assert sending.waited().seconds == seconds


def test_pauses_are_not_attempts() -> None:
    sending = Sending(of("a"))
    for _ in range(10):
        sending.send(throttled("a"))
        sending.waited()
    assert sending.finish() == [[1]]
    assert sending.pacing.calls == []


def test_who_is_put_aside_does_not_hold_up_the_others() -> None:
    """After a pause few events of a user leave together; the batch is filled with others'."""
    sending = Sending([*of("aaaa"), *(entry(n, f"user-{n}") for n in range(5, 9))], most_events=4)
    sending.send(throttled("a"))
    assert sending.send() == [5, 6, 7, 8]
    sending.waited()
    sending.source.left.extend(entry(n, f"user-{n}") for n in range(9, 12))
    assert sending.finish() == [[1, 2, 9, 10], [3, 4, 11]]


def test_who_shares_an_id_with_someone_put_aside_stays_behind() -> None:
    sending = Sending([entry(1, "a"), entry(2, "a"), entry(3, "b", "x")])
    sending.send(throttled("a"))
    assert sending.send() == [3]
    sending.waited()
    sending.source.left.extend([entry(4, "a", "x"), entry(5, "b", "x"), entry(6, "c")])
    assert sending.finish() == [[1, 6], [2, 4, 5]]


def test_who_was_put_aside_goes_before_what_was_not_looked_at() -> None:
    sending = Sending(of("aaccccaacca"), most_events=6)
    sending.send(throttled("a", "c"))
    sending.waited()
    assert sending.finish() == [[1, 3, 4], [2, 5, 6, 7, 9, 10], [8, 11]]


def test_who_was_put_aside_is_not_forgotten_when_nobody_is_watched_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts, "MAX_EVENTS", 5)
    sending = Sending(of("aaaaaa"))
    sending.send(throttled("a"))
    sending.waited()
    assert sending.finish() == [[1, 2, 3], [4, 5, 6]]


def test_as_many_events_are_held_back_as_allowed() -> None:
    sending = Sending(of("a" * 9 + "b"), most_events=2, most_held=5)
    sending.send(throttled("a"))
    wait = sending.step()
    assert isinstance(wait, Wait)
    assert len(sending.source.left) == 10 - 5 - 1, "the rest stays where it is"
    sending.waited()
    sending.finish()
    assert sorted(sending.record.accepted_numbers) == list(range(1, 11))


def test_events_put_aside_count_as_held_back() -> None:
    sending = Sending([*of("aa"), entry(3, "b")], most_held=4, most_events=2)
    sending.send(throttled("a"))
    sending.send()
    sending.waited()
    sending.source.left.extend(entry(n, "a") for n in range(4, 50))
    assert sending.step() == [1]
    assert len(sending.source.left) == 46 - 4, "2 waits already, so 3 more are 4, read by twos"


def test_as_many_bytes_are_held_back_as_allowed() -> None:
    each = len(entry(1, "a")[1])
    sending = Sending(of("a" * 9), most_events=1, most_held_bytes=4 * each)
    sending.send(throttled("a"))
    assert isinstance(sending.step(), Wait)
    assert len(sending.source.left) == 9 - 4
    sending.waited()
    sending.finish()
    assert sorted(sending.record.accepted_numbers) == list(range(1, 10))


def test_a_pause_ends_after_what_a_reply_split_off() -> None:
    sending = Sending(of("ababab"))
    sending.send(TOO_LARGE)
    sending.send(throttled("a"))
    assert sending.step() == [2]
    sending.now += PAUSE + 1
    assert sending.settle(OK) is None
    assert sending.step() == [4, 6], "events of 'a' are in order only if the held ones go first"
    sending.send()
    assert sending.finish() == [[1], [3, 5]]


def test_silenced_and_throttled_in_one_reply() -> None:
    sending = Sending([entry(1, "a", "x"), entry(2, "b", "y"), entry(3, "c", "z"), entry(4, "d")])
    sending.send(
        reply(
            400,
            error="Events silenced for device_id",
            silenced_events=[0],
            silenced_devices=["x"],
            throttled_events=[1],
            throttled_devices={"y": 31},
        )
    )
    assert sending.send() == [3, 4]
    assert set(sending.record.refusals) == {1}
    assert sending.waited().seconds == PAUSE
    assert sending.finish() == [[2]]


def test_quota_and_throttled_in_one_reply() -> None:
    sending = Sending(of("abc"))
    sending.send(throttled("b", exceeded_daily_quota_users={"a": 500_001}))
    assert sending.send() == [3]
    assert sending.record.refusals[1].retryable
    assert sending.waited().seconds == PAUSE
    assert sending.finish() == [[2]]


# Repetitions.


@pytest.mark.parametrize(
    "trouble", [LOST, NOT_SENT, reply(408), reply(500), page(502), page(400), page(520)]
)
def test_trouble_is_waited_for_by_everyone_and_the_same_events_are_sent_again(
    trouble: Any,
) -> None:
    sending = Sending(of("ab"))
    assert sending.send(trouble) == [1, 2]
    wait = sending.waited()
    assert (wait.seconds, wait.for_all) == (1.0, True)
    assert isinstance(wait.cause, errors.AmplitudeError)
    assert sending.send(trouble) == [1, 2]
    assert sending.waited().seconds == 2.0
    assert sending.finish() == [[1, 2]]


def test_waiting_goes_on_where_it_was() -> None:
    sending = Sending(of("a"))
    sending.send(LOST)
    sending.now += 0.75
    assert sending.waited().seconds == 0.25
    assert sending.send() == [1]


def test_the_wait_says_why() -> None:
    sending = Sending(of("a"))
    sending.send(LOST)
    wait = sending.waited()
    assert wait.reason == "connection reset"


def test_a_reply_ends_the_trouble() -> None:
    sending = Sending(of("aa"), most_events=1)
    sending.send(LOST)
    sending.waited()
    sending.send()
    sending.now += 50
    sending.send(LOST)
    assert sending.pacing.calls == [(1, 0.0), (1, 0.0)]


def test_a_refusal_ends_the_trouble_too() -> None:
    sending = Sending(of("ab"))
    sending.send(LOST)
    sending.waited()
    sending.send(reply(400, events_with_invalid_fields={"time": [0]}))
    sending.now += 50
    sending.send(LOST)
    assert sending.pacing.calls == [(1, 0.0), (1, 0.0)]


def test_the_pace_knows_how_long_the_trouble_lasts() -> None:
    sending = Sending(of("a"))
    for _ in range(3):
        sending.send(LOST)
        sending.waited()
    assert sending.pacing.calls == [(1, 0.0), (2, 1.0), (3, 3.0)]


def test_a_limit_that_names_nobody_asks_for_the_documented_pause() -> None:
    sending = Sending(of("a"))
    sending.send(reply(429))
    assert sending.waited().seconds == PAUSE
    sending.send(page(429))
    assert sending.waited().seconds == PAUSE
    sending.send(reply(429, retry_after=7))
    assert sending.waited().seconds == 7.0


def test_hurrying_skips_a_backoff_once() -> None:
    sending = Sending(of("a"))
    sending.send(LOST)
    sending.dispatch.hurry()
    assert sending.send(LOST) == [1]
    assert isinstance(sending.step(), Wait)


def test_hurrying_does_not_skip_a_pause() -> None:
    sending = Sending(of("a"))
    sending.send(throttled("a"))
    sending.dispatch.hurry()
    assert isinstance(sending.step(), Wait)


def test_an_outage_is_no_memory_leak() -> None:
    sending = Sending(of("a"))
    for _ in range(300):
        sending.send(LOST)
        wait = sending.waited()
    assert isinstance(wait.cause, errors.OutcomeUnknownError)
    assert len(wait.cause.attempts) == 100
    assert wait.cause.attempts[-1].number == 300


# Ends.


def test_when_the_pace_gives_up_the_request_is_left_to_the_caller() -> None:
    sending = Sending(of("ab"), seconds=2.0, most_events=1)
    sending.send(LOST)
    sending.waited()
    sending.send(LOST)
    sending.waited()
    assert sending.step() == [1]
    halt = sending.settle(LOST)
    assert halt is not None
    assert not halt.is_final
    assert isinstance(halt.error, errors.OutcomeUnknownError)
    assert [attempt.number for attempt in halt.error.attempts] == [1, 2, 3]
    assert [number for number, _, _ in sending.dispatch.give_up()] == [1]
    assert sending.step() == [2]


def test_the_backoff_goes_on_after_giving_up_but_the_next_request_has_its_own_time() -> None:
    """The outage is the same one: it meets probes, not a stampede."""
    sending = Sending(of("ab"), seconds=2.0, most_events=1)
    sending.send(LOST)
    sending.waited()
    sending.now += 5
    assert sending.step() == [1]
    assert sending.settle(LOST) is not None
    sending.dispatch.give_up()
    sending.send(LOST)
    assert sending.pacing.calls == [(1, 0.0), (2, 6.0), (3, 0.0)]
    assert sending.waited().seconds == 3.0


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        (reply(400, error=f"Invalid API key: {KEY}"), errors.AuthenticationError),
        (reply(400, missing_field="api_key"), errors.BadRequestError),
        (reply(401), errors.AuthenticationError),
        (page(403), errors.PermissionDeniedError),
        (page(404), errors.NotFoundError),
        (page(302), errors.ApiError),
    ],
)
def test_what_no_repetition_changes_is_final_and_costs_no_event(final: Any, kind: Any) -> None:
    sending = Sending(of("ab"), most_events=1)
    assert sending.step() == [1]
    halt = sending.settle(final)
    assert halt is not None
    assert halt.is_final
    assert type(halt.error) is kind
    assert KEY not in str(halt.error)
    assert sending.finish() == [[1], [2]], "when the cause is gone it goes on where it was"


def test_a_final_error_tells_the_tries_before() -> None:
    sending = Sending(of("a"))
    sending.send(LOST)
    sending.waited()
    assert sending.step() == [1]
    halt = sending.settle(reply(403))
    assert halt is not None
    assert isinstance(halt.error, errors.ApiError)
    assert [each.status_code for each in halt.error.attempts] == [None, 403]


def test_draining_takes_everything_back_in_order() -> None:
    sending = Sending(of("aababbab"))
    sending.send(TOO_LARGE)
    sending.send(throttled("a"))
    assert sending.step() == [3]
    assert [number for number, _, _ in sending.dispatch.drain()] == list(range(1, 9))
    assert sending.step() is None
    assert sending.dispatch.drain() == []


def test_draining_takes_back_who_was_put_aside() -> None:
    sending = Sending(of("aaaa"))
    sending.send(throttled("a"))
    sending.waited()
    assert sending.step() == [1, 2]
    assert [number for number, _, _ in sending.dispatch.drain()] == [1, 2, 3, 4]


def test_the_policy_of_a_client_is_a_pace() -> None:
    policy = RetryPolicy(max_attempts=2, base_delay=0.0)
    record = Record()
    dispatch = Dispatch(
        Given(of("a")),
        record,
        envelope=ENVELOPE,
        judge=JUDGE,
        pace=lambda happened, *, attempt, elapsed: policy.wait(
            "keyed", happened, attempt=attempt, elapsed=elapsed
        ),
    )
    dispatch.step(0.0)
    assert dispatch.settle(LOST, 0.0) is None
    dispatch.step(0.0)
    halt = dispatch.settle(LOST, 0.0)
    assert halt is not None
    assert not halt.is_final


# Every mixture.

OWNERS = [(u, d) for u in (None, "a", "b", "c") for d in (None, "x", "y")][1:]
ANSWERS = ("ok", "ok", "halve", "bisect", "throttle", "throttle all", "lost", "bare", "refuse")


def answer(kind: str, at: int, owner: tuple[str | None, str | None], together: int) -> Any:
    """A reply of a kind to so many events, about the one of this owner at this place."""
    user, device = owner
    members = {"throttled_users": {user: 31}} if user else {"throttled_devices": {device: 31}}
    return {
        "ok": OK,
        "halve": TOO_LARGE if together > 1 else OK,
        "bisect": INVALID if together > 1 else OK,
        "throttle": reply(429, **members),
        "throttle all": reply(429, throttled_events=list(range(together))),
        "lost": LOST,
        "bare": reply(429),
        "refuse": reply(400, events_with_invalid_fields={"time": [at]}),
    }[kind]


@given(
    st.lists(st.sampled_from(OWNERS), min_size=1, max_size=30),
    st.integers(1, 6),
    st.sampled_from([None, 1, 3, 100]),
    st.data(),
)
def test_in_every_mixture_each_user_and_device_keeps_its_order_and_no_event_is_lost(
    given_owners: list[Any], most_events: int, most_held: int | None, data: st.DataObject
) -> None:
    owners = dict(enumerate(given_owners, 1))
    entries = [entry(number, *owner) for number, owner in owners.items()]
    sending = Sending(entries, most_events=most_events, most_held=most_held)
    for _ in range(40):
        batch = sending.step()
        if isinstance(batch, list):
            assert len(batch) <= most_events
            at = data.draw(st.integers(0, len(batch) - 1))
            kind = data.draw(st.sampled_from(ANSWERS))
            assert sending.settle(answer(kind, at, owners[batch[at]], len(batch))) is None
        sending.now += data.draw(st.sampled_from([0.0, 0.0, 1.0, 29.0, 31.0]))
    sending.finish()

    arrived = sending.record.accepted_numbers
    assert sorted([*arrived, *sending.record.refusals]) == list(owners)
    order: dict[Any, int] = {}
    for number in arrived:
        for key in keys_of(entries[number - 1]):
            assert order.get(key, 0) < number, f"{key}: {arrived}"
            order[key] = number


@given(
    st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=12),
    st.lists(st.sampled_from([OK, LOST, TOO_LARGE, throttled("a")]), max_size=10),
)
def test_whatever_came_before_draining_finds_what_has_no_outcome(
    users: list[str], replies: list[Any]
) -> None:
    sending = Sending(of("".join(users)), most_events=4)
    for each in replies:
        if isinstance(sending.step(), list):
            assert sending.settle(each) is None
        sending.now += 10
    taken = {n for n, _, _ in sending.source.left}
    drained = [number for number, _, _ in sending.dispatch.drain()]
    assert drained == sorted(drained)
    done = {*sending.record.accepted_numbers, *sending.record.refusals}
    assert {*drained} == set(range(1, len(users) + 1)) - done - taken
