"""The engine step by step: when it sends, when it gives up, what it tells whom."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import errors
from amplitude_sdk.delivery.engine import Persistence
from amplitude_sdk.retry import Happened
from tests.sdk.delivery.delivering import Delivering
from tests.sdk.delivery.dispatching import LOST, NOT_SENT, OK, page, reply
from tests.sdk.delivery.outbox_files import seqs

if TYPE_CHECKING:
    from pathlib import Path

PAUSE = float(facts.THROTTLE_PAUSE_SECONDS)
BAD_KEY = reply(400, error="Invalid API key: zzz")
LATE = 10_000.0


@pytest.fixture
def warnings(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.WARNING, "amplitude_sdk")
    return caplog


def seconds(step: object) -> float:
    assert isinstance(step, float)
    return step


# When it sends.


def test_who_asks_for_no_pause_at_all_gets_the_backoff() -> None:
    delivering = Delivering()
    delivering.track()
    waits: list[float] = []
    for _ in range(20):
        delivering.due()
        delivering.settle(reply(503, retry_after=0))
        waits.append(seconds(delivering.turn()))
    assert max(waits[-5:]) > 1.0


def test_after_throttled_events_were_taken_the_next_of_others_wake_the_sender() -> None:
    delivering = Delivering(flush_interval=1.0)
    delivering.track("a")
    delivering.due()
    delivering.settle(reply(429, throttled_users={"a": 50}, throttled_events=[0]))
    delivering.track("a")
    assert seconds(delivering.turn()) <= 1.0
    delivering.now += 1.0
    assert seconds(delivering.turn()) == pytest.approx(PAUSE - 1.0)
    wakes = delivering.bell.wakes
    delivering.track("b")
    assert delivering.bell.wakes == wakes + 1
    assert delivering.send() == [3]


def test_while_somebody_waits_for_throttled_events_those_of_others_still_travel_together() -> None:
    delivering = Delivering(flush_interval=1.0)
    delivering.track("a")
    delivering.due()
    delivering.settle(reply(429, throttled_users={"a": 50}, throttled_events=[0]))
    delivering.queue.barrier()
    seconds(delivering.turn())
    delivering.track("b")
    assert seconds(delivering.turn()) == 1.0


def test_a_reply_to_what_has_been_sent_again_settles_nothing() -> None:
    delivering = Delivering(max_batch_events=1)
    delivering.track("a")
    delivering.track("b")
    first = delivering.due()
    delivering.settle()
    second = delivering.due()
    assert delivering.engine.settle(reply(200), delivering.now, first) == []
    assert delivering.counts() == (2, 1, 0, 0, 1)
    assert delivering.engine.settle(reply(200), delivering.now, second) != []
    assert delivering.counts() == (2, 2, 0, 0, 0)


def test_without_events_there_is_nothing_to_do() -> None:
    assert Delivering().turn() is None


def test_events_wait_for_company() -> None:
    delivering = Delivering(flush_interval=2.0)
    delivering.track()
    assert delivering.turn() == 2.0
    delivering.track()
    delivering.now += 2.0
    assert delivering.send() == [1, 2]
    assert delivering.turn() is None
    assert delivering.counts() == (2, 2, 0, 0, 0)


def test_a_full_request_leaves_at_once_and_the_rest_waits() -> None:
    delivering = Delivering(max_batch_events=2)
    for _ in range(5):
        delivering.track()
    assert delivering.send() == [1, 2]
    assert delivering.send() == [3, 4]
    assert delivering.turn() == 1.0


def test_a_barrier_sends_at_once() -> None:
    delivering = Delivering()
    delivering.track()
    barrier = delivering.queue.barrier()
    assert isinstance(delivering.turn(), list)
    delivering.settle()
    assert barrier.left == 0


def test_one_request_is_on_its_way_at_a_time() -> None:
    delivering = Delivering(max_batch_events=1)
    delivering.track()
    delivering.track()
    assert delivering.turn() == delivering.turn() == delivering.due()
    assert delivering.send() == [1]


def test_new_events_do_not_wake_who_waits_for_a_service_in_trouble() -> None:
    delivering = Delivering(max_batch_events=1)
    delivering.track()
    delivering.send(NOT_SENT)
    assert seconds(delivering.turn()) > 0.0
    wakes = delivering.bell.wakes
    for _ in range(10):
        delivering.track()
    assert delivering.bell.wakes == wakes


def test_while_a_user_is_throttled_others_are_sent_when_it_is_their_time() -> None:
    delivering = Delivering(flush_interval=2.0)
    delivering.track("a")
    delivering.send(reply(429, throttled_users={"a": 31}))
    assert delivering.turn() == PAUSE
    delivering.track("b")
    assert delivering.turn() == 2.0
    delivering.now += 2.0
    assert delivering.send() == [2]
    assert delivering.turn() == PAUSE - 2.0
    delivering.now += PAUSE
    assert delivering.send() == [1]


# What an outcome is.


def test_delivered_events_are_told_with_their_notes() -> None:
    delivering = Delivering()
    data = delivering.track(notes=("city: truncated",))
    delivering.send()
    (outcome,) = delivering.outcomes
    assert (outcome.status, outcome.reason, outcome.code) == ("delivered", "", None)
    assert outcome.notes == ("city: truncated",)
    assert outcome.data == data
    assert outcome.event == {"event_type": "A", "user_id": "a"}


def test_rejected_events_are_told_with_reason_code_and_fields(warnings: Any) -> None:
    delivering = Delivering()
    delivering.track("a")
    delivering.track("b")
    delivering.send(reply(400, error="Invalid", events_with_invalid_fields={"time": [1]}))
    (outcome,) = delivering.outcomes
    assert (outcome.status, outcome.code, outcome.fields) == ("rejected", 400, ("time",))
    assert outcome.event["user_id"] == "b"
    assert delivering.counts() == (2, 0, 1, 0, 1)
    assert [each.getMessage() for each in warnings.records] == [
        "1 event was rejected: Invalid (time: invalid value)"
    ]


def test_events_over_the_daily_quota_are_dropped() -> None:
    delivering = Delivering()
    delivering.track("a")
    delivering.send(reply(429, exceeded_daily_quota_users={"a": 500_001}))
    (outcome,) = delivering.outcomes
    assert (outcome.status, outcome.code) == ("dropped", 429)
    assert delivering.counts() == (1, 0, 0, 1, 0)


def test_events_dropped_at_the_door_are_told(warnings: Any) -> None:
    delivering = Delivering(when_full="drop", max_pending_events=1)
    delivering.track("a")
    delivering.track("b")
    (outcome,) = delivering.outcomes
    assert outcome.status == "dropped"
    assert outcome.reason == "no room: max_pending_events or max_pending_bytes is reached"
    assert outcome.event["user_id"] == "b"
    assert "no room" in warnings.text


@pytest.mark.parametrize(
    ("ok", "unconfirmed"),
    [
        (reply(200, events_ingested=3), 0),
        (reply(200, events_ingested=1), 2),
        (reply(200, events_ingested=7), 0),
        (reply(200, events_ingested="3"), 3),
        (reply(200, events_ingested=True), 3),
        (reply(200), 0),
        (page(200), 3),
    ],
)
def test_events_a_reply_does_not_count_are_delivered_and_reported(
    ok: Any, unconfirmed: int, warnings: Any
) -> None:
    delivering = Delivering()
    for _ in range(3):
        delivering.track()
    delivering.send(ok)
    report = delivering.queue.report()
    assert (report.delivered, report.unconfirmed) == (3, unconfirmed)
    assert [each.getMessage() for each in warnings.records] == [
        f"the reply to 3 delivered events does not count {unconfirmed} of them"
    ] * bool(unconfirmed)


@pytest.mark.parametrize("raised", [ValueError, SystemExit, KeyboardInterrupt])
def test_whatever_on_outcome_raises_harms_nothing(raised: Any, warnings: Any) -> None:
    told: list[str] = []

    def on_outcome(outcome: Any) -> None:
        told.append(outcome.event["user_id"])
        if len(told) == 1:
            raise raised

    delivering = Delivering(on_outcome=on_outcome)
    delivering.track("a")
    delivering.track("b")
    barrier = delivering.queue.barrier()
    delivering.send()
    assert told == ["a", "b"]
    assert delivering.counts() == (2, 2, 0, 0, 0)
    assert barrier.left == 0
    assert "on_outcome raised; the event it was told about is delivered" in warnings.text


def test_on_outcome_sees_the_event_in_the_books_and_may_track() -> None:
    seen: list[tuple[int, ...]] = []

    def on_outcome(_: Any) -> None:
        seen.append(delivering.counts())
        if len(seen) == 1:
            delivering.track("b")

    delivering = Delivering(on_outcome=on_outcome)
    delivering.track("a")
    delivering.send()
    delivering.send()
    assert seen == [(1, 1, 0, 0, 0), (2, 2, 0, 0, 0)]


# How long it tries.


def test_trouble_is_repeated_until_the_time_is_over_and_then_once_more(warnings: Any) -> None:
    delivering = Delivering(retry_for=100.0)
    delivering.track()
    began = delivering.now + 1.0
    tries = 0
    while not delivering.outcomes:
        delivering.send(LOST)
        tries += 1
        assert tries < 1000
    assert delivering.now == pytest.approx(began + 100.0)
    (outcome,) = delivering.outcomes
    assert outcome.status == "dropped"
    assert outcome.reason.startswith("not delivered within retry_for (100 s): POST ")
    assert outcome.code is None
    assert "1 event was dropped: not delivered within retry_for (100 s)" in warnings.text


def test_an_outage_is_told_when_it_begins_and_when_it_ends(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "amplitude_sdk")
    delivering = Delivering()
    delivering.track()
    delivering.send(LOST)
    assert caplog.messages == [], "one request that is lost is no outage"
    for _ in range(5):
        delivering.send(LOST)
    (told,) = caplog.messages
    assert told.startswith("events wait, since they cannot be delivered at present: POST https://")
    assert told.endswith("connection reset. The events may have been stored")
    delivering.send()
    assert caplog.messages[1:] == ["events are delivered again"]


def test_what_is_dropped_at_the_end_of_an_outage_says_why(warnings: Any) -> None:
    delivering = Delivering()
    delivering.track()
    delivering.send(NOT_SENT)
    delivering.close()
    why, what = (record.getMessage() for record in warnings.records)
    assert why.startswith("events could not be delivered: POST https://")
    assert what == "1 event was dropped: closed"


def test_a_stop_is_not_told_as_the_end_of_an_outage(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "amplitude_sdk")
    delivering = Delivering()
    delivering.track()
    for _ in range(2):
        delivering.send(LOST)
    delivering.send(BAD_KEY)
    assert "events are delivered again" not in caplog.messages


def test_what_is_given_up_makes_room_for_the_next_request() -> None:
    delivering = Delivering(retry_for=0, max_batch_events=1)
    delivering.track("a")
    delivering.track("b")
    delivering.send(LOST)
    assert delivering.counts() == (2, 0, 0, 1, 1)
    assert delivering.send() == [2]
    assert delivering.counts() == (2, 1, 0, 1, 0)


def test_an_hour_is_enough_without_an_outbox_and_nothing_with_one(tmp_path: Path) -> None:
    for outbox, status in ((None, "dropped"), (tmp_path / "events.db", None)):
        delivering = Delivering(outbox=outbox)
        delivering.track()
        delivering.send(LOST)
        delivering.now += 3600.0
        delivering.send(LOST)
        assert [each.status for each in delivering.outcomes] == ([status] if status else [])
        delivering.close()


def test_one_probe_at_a_time_meets_an_outage() -> None:
    delivering = Delivering(max_batch_events=1, retry_for=None)
    for _ in range(50):
        delivering.track()
    tries = 0
    while delivering.now < 1000.0 + 600.0:
        if isinstance(step := delivering.turn(), list):
            assert [number for number, _, _ in step] == [1]
            delivering.settle(NOT_SENT)
            tries += 1
        else:
            delivering.now += seconds(step)
    assert tries < 200
    assert delivering.send() == [1]


# The pace.


def uniform_end(_: float, most: float) -> float:
    return most


@pytest.mark.parametrize(
    ("attempt", "most"), [(1, 0.5), (2, 1.0), (3, 2.0), (6, 16.0), (7, 30.0), (5000, 30.0)]
)
def test_the_backoff_doubles_up_to_half_a_minute(attempt: int, most: float) -> None:
    wait = Persistence(None)(Happened(sent=False), attempt=attempt, elapsed=0, uniform=uniform_end)
    assert wait == most


@given(st.integers(1, 100), st.floats(0, 99.9))
def test_the_wait_is_full_jitter_within_the_time_left(attempt: int, elapsed: float) -> None:
    wait = Persistence(100.0)(Happened(status_code=503), attempt=attempt, elapsed=elapsed)
    assert wait is not None
    assert 0 <= wait <= min(30.0, 100.0 - elapsed)


@pytest.mark.parametrize(("asked", "waited"), [(7.0, 7.0), (300.0, 300.0), (9000.0, 300.0)])
def test_a_service_that_asks_for_time_gets_it_within_reason(asked: float, waited: float) -> None:
    happened = Happened(status_code=503, retry_after=asked)
    assert Persistence(None)(happened, attempt=1, elapsed=0) == waited


def test_no_wait_goes_past_the_time_and_none_follows_it() -> None:
    pace, happened = Persistence(100.0), Happened(status_code=503, retry_after=60.0)
    assert pace(happened, attempt=1, elapsed=70.0) == 30.0
    assert pace(happened, attempt=1, elapsed=100.0) is None
    assert Persistence(0)(happened, attempt=1, elapsed=0) is None


# Stops.


@pytest.mark.parametrize(
    ("final", "kind"),
    [
        (BAD_KEY, errors.AuthenticationError),
        (reply(400, missing_field="api_key"), errors.BadRequestError),
        (page(403), errors.PermissionDeniedError),
        (page(404), errors.NotFoundError),
    ],
)
def test_what_no_repetition_changes_stops_sending_and_keeps_the_events(
    final: Any, kind: Any, warnings: Any
) -> None:
    delivering = Delivering()
    delivering.track()
    delivering.send(final)
    assert type(delivering.queue.report().stopped) is kind
    assert delivering.turn() is None
    delivering.track()
    assert delivering.turn() is None
    assert delivering.counts() == (2, 0, 0, 0, 2)
    assert delivering.outcomes == []
    (logged,) = warnings.records
    assert logged.levelno == logging.ERROR
    assert "sending has stopped, events are kept: " in logged.getMessage()
    assert "call delivery.resume()" in logged.getMessage()


def test_after_a_stop_sending_goes_on_where_it_was() -> None:
    delivering = Delivering(max_batch_events=2)
    for _ in range(3):
        delivering.track()
    delivering.send(BAD_KEY)
    delivering.queue.stop(None)
    assert delivering.bell.wakes == 2
    assert delivering.send() == [1, 2]
    assert delivering.send() == [3]
    assert delivering.queue.report().stopped is None


def test_a_html_400_does_not_stop_sending() -> None:
    delivering = Delivering()
    delivering.track()
    delivering.send(page(400))
    assert delivering.queue.report().stopped is None
    assert delivering.send() == [1]


# Ends.


def test_closing_drops_what_is_left_in_order_wherever_it_is() -> None:
    delivering = Delivering(max_batch_events=4)
    for user in "aabab":
        delivering.track(user)
    delivering.due()
    delivering.settle(reply(429, throttled_users={"a": 31}))
    assert [number for number, _, _ in delivering.due()] == [3]
    (settled,) = delivering.close()
    assert (settled.status, settled.reason) == ("dropped", "closed")
    assert [number for number, _, _ in settled.entries] == [1, 2, 3, 4, 5]
    assert delivering.counts() == (5, 0, 0, 5, 0)
    assert len(delivering.outcomes) == 5


def test_a_reply_that_comes_after_the_end_changes_nothing() -> None:
    delivering = Delivering()
    delivering.track()
    delivering.due()
    delivering.close()
    assert delivering.settle(OK) == []
    assert delivering.turn() is None
    assert delivering.close() == []
    assert delivering.counts() == (1, 0, 0, 1, 0)
    assert len(delivering.outcomes) == 1


def test_closing_after_a_stop_says_why_it_had_stopped() -> None:
    delivering = Delivering()
    delivering.track()
    delivering.send(BAD_KEY)
    delivering.close()
    (outcome,) = delivering.outcomes
    assert outcome.reason.startswith("closed; sending had stopped: 400 Invalid API key")


def test_closing_with_nothing_left_tells_nothing() -> None:
    assert Delivering().close() == []


def test_closing_hurries_and_then_waits_a_second_at_most() -> None:
    delivering = Delivering()
    delivering.track()
    for _ in range(20):
        delivering.send(LOST)
    delivering.engine.hurry()
    delivering.queue.begin_to_close()
    for _ in range(20):
        assert isinstance(delivering.turn(), list)
        delivering.settle(LOST)
        wait = seconds(delivering.turn())
        assert wait <= 1.0
        delivering.now += wait


def test_closing_does_not_shorten_what_the_service_asks_for() -> None:
    delivering = Delivering()
    delivering.track()
    delivering.queue.begin_to_close()
    delivering.send(reply(503, retry_after=20))
    assert delivering.turn() == 20.0


# With an outbox.


def test_events_leave_the_disk_with_their_outcome(tmp_path: Path) -> None:
    delivering = Delivering(outbox=tmp_path / "events.db", outbox_sync="always", retry_for=0)
    assert delivering.outbox is not None
    for user in "abcd":
        delivering.track(user)
    delivering.send(reply(400, events_with_invalid_fields={"time": [1]}))
    assert seqs(delivering.outbox) == [1, 3, 4]
    delivering.send(reply(429, exceeded_daily_quota_users={"c": 500_001}))
    assert seqs(delivering.outbox) == [1, 4]
    delivering.send()
    assert seqs(delivering.outbox) == []
    delivering.track("e")
    delivering.send(LOST)
    assert [each.status for each in delivering.outcomes] == [
        "rejected",
        "dropped",
        "delivered",
        "delivered",
        "dropped",
    ]
    assert seqs(delivering.outbox) == []
    delivering.close()


def test_closing_leaves_the_rest_on_the_disk_for_the_next_process(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    delivering = Delivering(outbox=path)
    sent = [delivering.track() for _ in range(3)]
    delivering.send(LOST)
    assert delivering.close() == []
    assert delivering.counts() == (3, 0, 0, 0, 3)
    assert delivering.outcomes == []

    following = Delivering(outbox=path)
    assert following.queue.report().recovered == 3
    assert [data for _, data, _ in following.due()] == sent
    following.settle()
    assert following.counts() == (3, 3, 0, 0, 0)
    following.close()


def test_closing_tells_of_what_the_disk_did_not_take(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    delivering = Delivering(outbox=path)
    delivering.track("a")
    assert delivering.outbox is not None
    delivering.outbox.commit()
    path.rename(path.with_suffix(".gone"))
    delivering.track("b")
    delivering.close()
    (outcome,) = delivering.outcomes
    assert outcome.status == "dropped"
    assert outcome.reason.startswith("closed, and not saved: outbox ")
    assert outcome.event["user_id"] == "b"
    assert delivering.counts() == (2, 0, 0, 1, 1)


def test_an_outbox_that_cannot_be_read_is_asked_again_after_a_second(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    first = Delivering(outbox=path)
    first.track()
    first.close()
    delivering = Delivering(outbox=path)
    assert delivering.outbox is not None
    delivering.outbox.suspend()
    delivering.outbox.resume()
    path.rename(path.with_suffix(".gone"))
    assert delivering.turn() == 1.0
    path.with_suffix(".gone").rename(path)
    delivering.now += 1.0
    assert delivering.send() == [1]
    delivering.close()
