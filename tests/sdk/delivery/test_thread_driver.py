from __future__ import annotations

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk import Amplitude, DeliveryConfig
from amplitude_sdk.delivery import thread_driver
from amplitude_sdk.errors import (
    AuthenticationError,
    ConfigurationError,
    QueueFullError,
    ValidationError,
)
from tests.sdk.delivery.service import (
    KEY,
    PATIENCE,
    UNAVAILABLE,
    WRONG_KEY,
    Answer,
    serving,
    throttled,
)
from tests.sdk.delivery.waiting import Caller, breaking_once, ours

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from amplitude_sdk.delivery.report import DeliveryReport, Outcome
    from tests.sdk.delivery.service import Service

USER = "mira.holm"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service


def client(service: Service, **options: Any) -> Amplitude:
    return Amplitude(api_key=KEY, base_url=service.url, delivery=DeliveryConfig(**options))


def track(amp: Amplitude, *names: str) -> None:
    for name in names:
        amp.track(name, user_id=USER)


def counts(report: DeliveryReport) -> tuple[int, int, int, int]:
    assert report.tracked == (report.delivered + report.rejected + report.dropped + report.pending)
    return report.delivered, report.rejected, report.dropped, report.pending


# The thread.


def test_there_is_no_thread_before_the_first_event(service: Service) -> None:
    with client(service) as amp:
        amp.flush()
        assert ours() == []


def test_a_client_that_tracks_nothing_never_starts_a_thread(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(threading.Thread, "start", no_more_threads)
    with client(service):
        pass
    assert caplog.records == []


def test_one_daemon_thread_serves_all_events(service: Service) -> None:
    with client(service, flush_interval=0) as amp:
        for name in ("one", "two", "three"):
            track(amp, name)
            amp.flush()
        (thread,) = ours()
        assert thread.daemon
        assert thread.name == "amplitude-delivery"


def test_no_thread_is_left_after_close(service: Service, tmp_path: Path) -> None:
    plain, kept = client(service), client(service, outbox=tmp_path / "outbox.db")
    for amp in (plain, kept):
        track(amp, "one")
        amp.close()
        assert ours() == []


def test_the_thread_ends_when_there_is_nothing_to_do_and_the_next_event_starts_another(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thread_driver, "_IDLE", 0.01)
    with client(service) as amp:
        track(amp, "one")
        (first,) = ours()
        amp.flush()
        first.join(PATIENCE)
        assert ours() == []
        track(amp, "two")
        (second,) = ours()
        assert second is not first
        assert counts(amp.flush()) == (2, 0, 0, 0)


def test_an_event_leaves_by_itself_after_the_interval(service: Service) -> None:
    with client(service, flush_interval=0.01) as amp:
        track(amp, "one")
        service.wait_for_events(1)


def test_a_full_request_does_not_wait_for_the_interval(service: Service) -> None:
    with client(service, flush_interval=PATIENCE * 10, max_batch_events=3) as amp:
        track(amp, "one", "two")
        track(amp, "three")
        service.wait_for_events(3)


def test_without_threads_events_leave_at_flush_and_close(
    service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", no_more_threads)
        amp = client(service, max_pending_events=3)
        track(amp, "one", "two")
        assert counts(amp.flush()) == (2, 0, 0, 0)
        track(amp, "three")
        amp.ready()
        assert counts(amp.close()) == (3, 0, 0, 0)
    assert [record.getMessage() for record in caplog.records] == [
        "no thread can be started, so events leave at flush() and close(): can't start new thread"
    ]


def test_without_threads_a_full_queue_does_not_wait_for_ever(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", no_more_threads)
        amp = client(service, max_pending_events=2)
        track(amp, "one", "two")
        with pytest.raises(QueueFullError):
            track(amp, "three")
        amp.ready()
        assert service.names == ["one", "two"]
        amp.close()


def test_without_threads_a_batch_is_on_disk_at_once(
    service: Service, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", no_more_threads)
        amp = client(service, outbox=tmp_path / "outbox.db")
        track(amp, "one")
        assert amp.delivery._queue.outbox is not None
        assert amp.delivery._queue.outbox.buffered == 0
        amp.close()


_start = threading.Thread.start


def no_more_threads(thread: threading.Thread) -> None:
    """What Python does where a limit is reached, for the threads of the SDK."""
    if thread.name.startswith("amplitude-"):
        raise RuntimeError("can't start new thread")
    _start(thread)


def test_threads_that_can_be_started_again_are_used_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with client(service) as amp:
        with monkeypatch.context() as patch:
            patch.setattr(threading.Thread, "start", no_more_threads)
            track(amp, "one")
        assert ours() == []
        assert counts(amp.flush()) == (1, 0, 0, 0)
        assert len(ours()) == 1


# flush.


@pytest.mark.parametrize("answer", [UNAVAILABLE, Answer(413, {"code": 413})])
def test_flush_waits_until_events_are_sent_again(service: Service, answer: Answer) -> None:
    service.answers.append(answer)
    with client(service) as amp:
        track(amp, "one", "two")
        assert counts(amp.flush()) == (2, 0, 0, 0)
    assert service.names == ["one", "two"]
    assert service.requests > 1


def test_flush_waits_for_a_throttled_user(service: Service) -> None:
    service.answers.append(throttled(USER))
    with client(service) as amp:
        track(amp, "one")
        amp.track("two", user_id="other.user")
        assert counts(amp.flush()) == (2, 0, 0, 0)
    assert service.names == ["two", "one"]


def test_flush_does_not_wait_for_what_is_tracked_meanwhile(service: Service) -> None:
    service.pause()
    with client(service, flush_interval=PATIENCE * 10, max_batch_events=1) as amp:
        track(amp, "one")
        flushing = Caller(amp.flush)
        service.wait_for_requests(1)
        flushing.until_it_waits()
        track(amp, "two")
        service.answers += [Answer(), *[UNAVAILABLE] * 3]
        service.go_on()
        assert flushing.outcome().delivered == 1


def test_flush_returns_when_its_time_is_over(service: Service) -> None:
    service.pause()
    with client(service) as amp:
        track(amp, "one")
        assert counts(amp.flush(timeout=0.05)) == (0, 0, 0, 1)
        assert counts(amp.flush(timeout=0)) == (0, 0, 0, 1)
        service.go_on()


@pytest.mark.parametrize("timeout", [-1, "5", True])
def test_a_timeout_is_seconds(service: Service, timeout: Any) -> None:
    with client(service) as amp:
        for wait in (amp.flush, amp.close):
            with pytest.raises(ValidationError) as refused:
                wait(timeout)
            assert refused.value.field == "timeout"


def test_flush_returns_at_once_when_sending_stops_and_while_it_is_stopped(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.answers.append(WRONG_KEY)
    with client(service) as amp:
        track(amp, "one")
        report = amp.flush()
        assert counts(report) == (0, 0, 0, 1)
        assert isinstance(report.stopped, AuthenticationError)
        track(amp, "two")
        assert counts(amp.flush()) == (0, 0, 0, 2)
        assert service.requests == 1
        amp.delivery.resume()
        report = amp.flush()
        assert counts(report) == (2, 0, 0, 0)
        assert report.stopped is None
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert "delivery.resume()" in errors[0].getMessage()
    assert service.names == ["one", "two"]


def test_an_exception_that_nothing_foresees_stops_sending_and_keeps_the_events(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    service.answers.append(WRONG_KEY)
    with client(service) as amp:
        track(amp, "one")
        with breaking_once(logging.ERROR):
            report = amp.flush()
            assert "RuntimeError: of the user's own" in str(report.stopped)
            assert counts(report) == (0, 0, 0, 1)
        amp.delivery.resume()
        assert counts(amp.flush()) == (1, 0, 0, 0)
    (failed,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert failed.exc_info is not None


# close.


def test_close_delivers_what_is_left(service: Service) -> None:
    amp = client(service, flush_interval=PATIENCE * 10)
    track(amp, "one", "two")
    assert counts(amp.close()) == (2, 0, 0, 0)


def test_close_does_not_wait_for_a_backoff(service: Service) -> None:
    service.answers.append(UNAVAILABLE._replace(retry_after=300))
    amp = client(service, shutdown_timeout=PATIENCE, flush_interval=0)
    track(amp, "one")
    service.wait_for_requests(1)
    assert counts(amp.close()) == (1, 0, 0, 0)


def test_what_is_left_when_the_time_is_over_is_dropped_and_told(service: Service) -> None:
    told: list[Outcome] = []
    service.pause()
    amp = client(service, on_outcome=told.append)
    track(amp, "one", "two")
    assert counts(amp.close(timeout=0.05)) == (0, 0, 2, 0)
    assert [(each.status, each.reason, each.event["event_type"]) for each in told] == [
        ("dropped", "closed", "one"),
        ("dropped", "closed", "two"),
    ]


def test_what_arrives_after_the_end_is_not_told_twice(service: Service) -> None:
    told: list[Outcome] = []
    service.pause()
    amp = client(service, flush_interval=0, on_outcome=told.append)
    track(amp, "one")
    service.wait_for_requests(1)
    (thread,) = ours()
    amp.close(timeout=0)
    service.go_on()
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert [each.status for each in told] == ["dropped"]


def test_with_an_outbox_what_is_left_is_sent_by_the_next_client(
    service: Service, tmp_path: Path
) -> None:
    path = tmp_path / "outbox.db"
    service.answers += [UNAVAILABLE] * 1000
    amp = client(service, outbox=path)
    track(amp, "one", "two")
    assert counts(amp.close(timeout=0.05)) == (0, 0, 0, 2)
    service.answers.clear()
    with client(service, outbox=path) as amp:
        report = amp.flush()
        assert counts(report) == (2, 0, 0, 0)
        assert report.recovered == 2
    assert service.names == ["one", "two"]
    assert set(service.copies.values()) == {1}


def test_a_closed_client_takes_no_events(service: Service) -> None:
    amp = client(service)
    amp.close()
    with pytest.raises(ConfigurationError, match="closed"):
        track(amp, "one")
    assert counts(amp.delivery.report()) == (0, 0, 0, 0)


def test_closing_twice_is_harmless(service: Service) -> None:
    amp = client(service)
    track(amp, "one")
    assert amp.close() == amp.close() == amp.flush()
    amp.delivery.resume()
    assert ours() == []


def test_close_while_sending_is_stopped_returns_at_once(service: Service) -> None:
    told: list[Outcome] = []
    service.answers.append(WRONG_KEY)
    amp = client(service, on_outcome=told.append, shutdown_timeout=PATIENCE * 10)
    track(amp, "one")
    amp.flush()
    assert counts(amp.close()) == (0, 0, 1, 0)
    assert told[0].reason.startswith("closed; sending had stopped: ")


# on_outcome.


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_an_exception_in_on_outcome_harms_nothing(
    service: Service, caplog: pytest.LogCaptureFixture, error: type[BaseException]
) -> None:
    def fails(outcome: Outcome) -> None:
        raise error("of the user's own")

    with client(service, on_outcome=fails) as amp:
        track(amp, "one", "two")
        assert counts(amp.flush()) == (2, 0, 0, 0)
        track(amp, "three")
        assert counts(amp.flush()) == (3, 0, 0, 0)
    assert len([record for record in caplog.records if record.exc_info]) == 3


@pytest.mark.parametrize("name", ["flush", "close", "ready"])
def test_waiting_inside_on_outcome_is_refused(service: Service, name: str) -> None:
    said: list[str] = []

    def waits(outcome: Outcome) -> None:
        try:
            getattr(amp, name)()
        except ConfigurationError as error:
            said.append(str(error))

    with client(service, on_outcome=waits) as amp:
        track(amp, "one")
        amp.flush()
    assert len(said) == 1
    assert said[0].startswith(f"{name}() was called from on_outcome")


def test_on_outcome_may_track(service: Service) -> None:
    def follows(outcome: Outcome) -> None:
        if outcome.event["event_type"] == "one":
            track(amp, "two")

    with client(service, on_outcome=follows) as amp:
        track(amp, "one")
        amp.flush()
        assert counts(amp.flush()) == (2, 0, 0, 0)
    assert service.names == ["one", "two"]


def test_on_outcome_that_tracks_into_a_full_queue_is_told_so(service: Service) -> None:
    refused: list[QueueFullError] = []

    def follows(outcome: Outcome) -> None:
        track(amp, "three")
        try:
            track(amp, "four")
        except QueueFullError as error:
            refused.append(error)

    with client(service, on_outcome=follows, max_pending_events=1) as amp:
        track(amp, "one")
        amp.flush()
    assert refused


# A full queue.


def full(service: Service, **options: Any) -> tuple[Amplitude, list[str]]:
    """A client whose two events are on their way, and what happens in which order."""
    happened: list[str] = []

    def tell(outcome: Outcome) -> None:
        happened.append(f"{outcome.event['event_type']} {outcome.status}")

    service.pause()
    amp = client(service, max_pending_events=2, flush_interval=0, on_outcome=tell, **options)
    track(amp, "one", "two")
    service.wait_for_requests(1)
    return amp, happened


def test_track_waits_for_room(service: Service) -> None:
    amp, happened = full(service)
    with amp:

        def call() -> None:
            track(amp, "three")
            happened.append("three tracked")

        tracking = Caller(call)
        tracking.until_it_waits()
        assert counts(amp.delivery.report()) == (0, 0, 0, 2)
        service.go_on()
        tracking.outcome()
        assert counts(amp.flush()) == (3, 0, 0, 0)
    assert "three tracked" not in happened[:1]


@pytest.mark.parametrize("wait", [lambda amp: track(amp, "three"), lambda amp: amp.ready()])
def test_waiting_for_room_ends_when_sending_stops(
    service: Service, wait: Callable[[Amplitude], None]
) -> None:
    service.answers.append(WRONG_KEY)
    amp, _ = full(service)
    with amp:
        waiting = Caller(lambda: wait(amp))
        waiting.until_it_waits()
        service.go_on()
        with pytest.raises(QueueFullError, match="sending has stopped"):
            waiting.outcome()
        assert counts(amp.delivery.report()) == (0, 0, 0, 2)


@pytest.mark.parametrize("wait", [lambda amp: track(amp, "three"), lambda amp: amp.ready()])
def test_waiting_for_room_ends_when_the_client_is_closed(
    service: Service, wait: Callable[[Amplitude], None]
) -> None:
    amp, _ = full(service)
    waiting = Caller(lambda: wait(amp))
    waiting.until_it_waits()
    amp.close(timeout=0)
    with pytest.raises(ConfigurationError, match="closed"):
        waiting.outcome()


def test_ready_returns_when_there_is_room(service: Service) -> None:
    amp, _ = full(service, when_full="raise")
    with amp:
        with pytest.raises(QueueFullError, match=r"Wait with ready\(\)"):
            track(amp, "three")
        waiting = Caller(amp.ready)
        waiting.until_it_waits()
        service.go_on()
        waiting.outcome()
        track(amp, "three")
    assert service.names == ["one", "two", "three"]


def test_an_event_refused_for_lack_of_room_is_not_counted(service: Service) -> None:
    amp, _ = full(service, when_full="raise")
    with amp:
        with pytest.raises(QueueFullError):
            track(amp, "three")
        assert amp.delivery.report().tracked == 2
        service.go_on()


def test_an_event_dropped_for_lack_of_room_is_counted_and_told(service: Service) -> None:
    amp, happened = full(service, when_full="drop")
    with amp:
        track(amp, "three")
        assert counts(amp.delivery.report()) == (0, 0, 1, 2)
        assert happened == ["three dropped"]
        service.go_on()
    assert happened == ["three dropped", "one delivered", "two delivered"]


# Several threads.


def test_events_of_many_threads_arrive_each_once_and_in_order(service: Service) -> None:
    threads, each = 8, 300

    def tracks(number: int) -> None:
        for index in range(each):
            amp.track(str(index), user_id=f"thread-{number}")

    with client(service, max_batch_events=50, flush_interval=0.001, max_pending_events=200) as amp:
        callers = [Caller(partial(tracks, number)) for number in range(threads)]
        for caller in callers:
            caller.outcome()
        assert counts(amp.flush()) == (threads * each, 0, 0, 0)
    for number in range(threads):
        mine = [int(e["event_type"]) for e in service.stored if e["user_id"] == f"thread-{number}"]
        assert mine == list(range(each))


def test_nothing_is_missed_while_the_thread_ends_starts_flushes_and_closes(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every event meets a thread about to end: as soon as there is nothing to do, it does."""
    monkeypatch.setattr(thread_driver, "_IDLE", 0.0)
    told: list[Outcome] = []

    def tracks(amp: Amplitude, user: str) -> int:
        for index in range(1000):
            try:
                amp.track(str(index), user_id=user)
                if index % 7 == 0:
                    assert amp.flush().delivered > 0
            except ConfigurationError:
                return index
        return 1000

    tracked = 0
    for number in range(10):
        at_once = 1 + number % 3
        amp = client(service, flush_interval=0, max_batch_events=at_once, on_outcome=told.append)
        users = [f"thread-{number}-{n}" for n in range(6)]
        callers = [Caller(partial(tracks, amp, user)) for user in users]
        service.wait_for_events(len(service.stored) + 50)
        amp.close(timeout=PATIENCE)
        mine = sum(caller.outcome() for caller in callers)
        report = amp.delivery.report()
        assert (report.tracked, report.pending) == (mine, 0)
        tracked += mine
    outcomes = {each.event["insert_id"]: each.status for each in told}
    assert len(told) == len(outcomes) == tracked
    delivered = {insert_id for insert_id, status in outcomes.items() if status == "delivered"}
    assert delivered <= set(service.copies)
    assert set(service.copies.values()) == {1}
