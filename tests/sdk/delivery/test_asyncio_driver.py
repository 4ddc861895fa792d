from __future__ import annotations

import asyncio
import contextvars
import gc
import logging
import threading
import weakref
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk import AsyncAmplitude, DeliveryConfig
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
from tests.sdk.delivery.waiting import Caller, breaking_once

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from pathlib import Path

    from amplitude_sdk.delivery.asyncio_driver import AsyncDelivery
    from amplitude_sdk.delivery.report import DeliveryReport, Outcome
    from tests.sdk.delivery.service import Service

USER = "mira.holm"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as service:
        yield service
        gc.collect()  # what is left open is found here, and is an error


def client(service: Service, **options: Any) -> AsyncAmplitude:
    return AsyncAmplitude(api_key=KEY, base_url=service.url, delivery=DeliveryConfig(**options))


def track(amp: AsyncAmplitude, *names: str) -> None:
    for name in names:
        amp.track(name, user_id=USER)


def counts(report: DeliveryReport) -> tuple[int, int, int, int]:
    assert report.tracked == (report.delivered + report.rejected + report.dropped + report.pending)
    return report.delivered, report.rejected, report.dropped, report.pending


async def events(service: Service, number: int) -> None:
    """Wait until so many events are stored, while the loop goes on."""
    await asyncio.to_thread(service.wait_for_events, number)


async def requests(service: Service, number: int) -> None:
    await asyncio.to_thread(service.wait_for_requests, number)


def run_and_leave(*mains: Coroutine[Any, Any, None]) -> None:
    """Run in a loop that is closed without ceremony: what is going on in it is left behind."""
    loop = asyncio.new_event_loop()
    for main in mains:
        loop.run_until_complete(main)
    loop.close()


def run_well(*mains: Coroutine[Any, Any, None]) -> None:
    """Run in a loop that ends as `asyncio.run` has it."""
    with asyncio.Runner() as runner:
        for main in mains:
            runner.run(main)


# The task.


def test_no_thread_is_started(service: Service, tmp_path: Path) -> None:
    async def main() -> None:
        async with client(service, outbox=tmp_path / "outbox.db") as amp:
            track(amp, "one", "two")
            await amp.flush()
        await asyncio.sleep(0)

    def names() -> set[str]:
        return {each.name for each in threading.enumerate() if "request" not in each.name}

    before = names()
    asyncio.run(main())
    assert names() == before


def test_one_task_delivers_while_there_is_something_to_do(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=0) as amp:
            for name in ("one", "two"):
                assert len(asyncio.all_tasks()) == 1
                track(amp, name)
                (task,) = asyncio.all_tasks() - {asyncio.current_task()}
                assert task.get_name() == "amplitude-delivery"
                await asyncio.wait([task])
        assert service.names == ["one", "two"]

    asyncio.run(main())


def test_an_event_leaves_by_itself_after_the_interval(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=0.01) as amp:
            track(amp, "one")
            await events(service, 1)

    asyncio.run(main())


def test_a_full_request_does_not_wait_for_the_interval(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=PATIENCE * 10, max_batch_events=3) as amp:
            track(amp, "one")
            await asyncio.sleep(0)
            track(amp, "two", "three")
            await events(service, 3)

    asyncio.run(main())


def test_after_close_no_task_is_left(service: Service) -> None:
    async def main() -> None:
        amp = client(service)
        track(amp, "one")
        service.pause()
        await amp.close(timeout=0.01)
        amp.delivery.resume()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(main())


def test_a_task_that_a_stranger_cancels_is_replaced_at_the_next_event(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=0.01) as amp:
            track(amp, "one")
            await asyncio.sleep(0)
            (task,) = asyncio.all_tasks() - {asyncio.current_task()}
            task.cancel()
            await asyncio.wait([task])
            track(amp, "two")
            await events(service, 2)

    asyncio.run(main())


def test_a_cancelled_request_is_sent_again_with_the_same_insert_ids(service: Service) -> None:
    async def main() -> None:
        service.pause()
        async with client(service, flush_interval=0) as amp:
            track(amp, "one")
            await requests(service, 1)
            (task,) = asyncio.all_tasks() - {asyncio.current_task()}
            task.cancel()
            await asyncio.wait([task])
            service.go_on()
            await events(service, 1)
            assert counts(await amp.flush()) == (1, 0, 0, 0)
        assert list(service.copies.values()) == [2]

    asyncio.run(main())


def test_who_waits_replaces_a_task_that_a_stranger_cancels(service: Service) -> None:
    async def main() -> None:
        service.answers.append(UNAVAILABLE)
        async with client(service, flush_interval=0) as amp:
            track(amp, "one")
            flushing = asyncio.create_task(amp.flush())
            await requests(service, 1)
            (task,) = asyncio.all_tasks() - {asyncio.current_task(), flushing}
            task.cancel()
            assert counts(await asyncio.wait_for(flushing, PATIENCE)) == (1, 0, 0, 0)

    asyncio.run(main())


def test_outcomes_are_not_told_in_the_context_of_whoever_tracked(service: Service) -> None:
    request = contextvars.ContextVar("request", default="none")
    seen: list[str] = []

    async def main() -> None:
        request.set("the first")
        async with client(service, on_outcome=lambda _: seen.append(request.get())) as amp:
            track(amp, "one")
            await amp.flush()
        assert seen == ["none"]

    asyncio.run(main())


# Event loops come and go.


def test_a_reply_that_was_left_behind_in_a_loop_says_nothing_about_later_events(
    service: Service,
) -> None:
    service.answers += [Answer(keeps=False), Answer(keeps=False), UNAVAILABLE]
    first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
    amp = client(service, flush_interval=0, max_batch_events=1)

    async def tracks_and_leaves(name: str, number: int) -> None:
        track(amp, name)
        await requests(service, number)

    service.pause()
    first.run_until_complete(tracks_and_leaves("one", 1))
    second.run_until_complete(tracks_and_leaves("two", 2))
    service.go_on()
    second.run_until_complete(requests(service, 3))
    first.run_until_complete(asyncio.sleep(0.05))
    assert amp.delivery.report().delivered == 1, "the late reply counts nothing"
    assert counts(second.run_until_complete(amp.close())) == (2, 0, 0, 0)
    assert service.names == ["one", "two"]
    for loop in (first, second):
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


@pytest.mark.parametrize("run", [run_well, run_and_leave])
def test_a_client_works_in_one_loop_after_the_other(
    service: Service, run: Callable[..., None]
) -> None:
    service.answers += [Answer(keeps=False)] * 10  # who leaves a loop like that, leaves connections
    amp = client(service, flush_interval=0.01)

    async def delivers(name: str, number: int) -> None:
        track(amp, name)
        await events(service, number)

    for number, name in enumerate(("one", "two", "three"), start=1):
        run(delivers(name, number))
    asyncio.run(closes(amp))
    assert service.names == ["one", "two", "three"]


async def closes(amp: AsyncAmplitude) -> None:
    await amp.close()


async def tracks(amp: AsyncAmplitude, name: str) -> None:
    track(amp, name)


async def tracks_and_pauses(amp: AsyncAmplitude, name: str) -> None:
    """Leave the task waiting for more events."""
    track(amp, name)
    await asyncio.sleep(0)


@pytest.mark.parametrize("leaves", [tracks, tracks_and_pauses])
@pytest.mark.parametrize("run", [run_well, run_and_leave])
def test_what_a_loop_leaves_undone_the_next_event_in_another_delivers(
    service: Service,
    run: Callable[..., None],
    leaves: Callable[[AsyncAmplitude, str], Coroutine[Any, Any, None]],
    recwarn: pytest.WarningsRecorder,
) -> None:
    amp = client(service, flush_interval=0.01)

    async def delivers() -> None:
        track(amp, "two")
        await events(service, 2)

    run(leaves(amp, "one"))
    assert service.names == []
    asyncio.run(delivers())
    asyncio.run(closes(amp))
    assert service.names == ["one", "two"]


def test_what_is_tracked_between_two_runs_of_one_loop_leaves_with_the_next_event(
    service: Service,
) -> None:
    amp = client(service, flush_interval=0.01)

    async def delivers(number: int) -> None:
        track(amp, f"in {number}")
        await events(service, number)

    loop = asyncio.new_event_loop()
    loop.run_until_complete(delivers(1))
    track(amp, "between")
    loop.run_until_complete(delivers(3))
    loop.run_until_complete(amp.close())
    loop.close()
    assert service.names == ["in 1", "between", "in 3"]


def test_what_is_tracked_before_any_loop_runs_leaves_in_the_first(service: Service) -> None:
    amp = client(service, flush_interval=0.01)
    track(amp, "one")

    async def main() -> None:
        track(amp, "two")
        await events(service, 2)
        await amp.close()

    asyncio.run(main())
    assert service.names == ["one", "two"]


def test_a_loop_that_ends_well_leaves_no_connection_open(service: Service) -> None:
    amp = client(service)

    async def main() -> None:
        track(amp, "one")
        await amp.flush()

    for _ in range(3):
        asyncio.run(main())
        service.wait_for_no_connection()
    asyncio.run(closes(amp))


def test_in_every_place_a_batch_is_on_disk_soon(service: Service, tmp_path: Path) -> None:
    amp = client(service, outbox=tmp_path / "outbox.db", flush_interval=PATIENCE * 10)
    outbox = amp.delivery._queue.outbox
    assert outbox is not None

    async def in_loop() -> None:
        track(amp, "in a loop")
        while outbox.buffered:  # noqa: ASYNC110  a disk tells nobody
            await asyncio.sleep(0.001)

    track(amp, "before")
    assert outbox.buffered == 0
    asyncio.run(in_loop())
    track(amp, "between")
    assert outbox.buffered == 0
    asyncio.run(tracks(amp, "last thing in a loop"))
    assert outbox.buffered == 0
    run_and_leave(tracks(amp, "last thing in a loop that is left"))
    asyncio.run(in_loop())
    assert outbox.buffered == 0
    asyncio.run(closes(amp))
    assert len(service.stored) == 6


# Other threads, other loops.


def test_what_leaves_is_on_disk_before_a_request_makes_the_loop_stand_still(
    service: Service, tmp_path: Path
) -> None:
    waiting: list[int] = []

    class Looks(httpx.AsyncHTTPTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            outbox = amp.delivery._queue.outbox
            assert outbox is not None
            waiting.append(outbox.buffered)
            return await super().handle_async_request(request)

    config = DeliveryConfig(outbox=tmp_path / "outbox.db", flush_interval=0)
    amp = AsyncAmplitude(
        api_key=KEY, base_url=service.url, delivery=config, transport=Looks(trust_env=False)
    )

    async def main() -> None:
        track(amp, "one")
        await amp.close()

    asyncio.run(main())
    assert waiting == [0]


def test_other_threads_may_track(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=0.01) as amp:
            await asyncio.to_thread(track, amp, "one")  # before the loop is known
            track(amp, "two")
            await asyncio.to_thread(track, amp, "three")
            await events(service, 3)

    asyncio.run(main())
    assert service.names == ["one", "two", "three"]


def test_many_threads_track_while_the_task_comes_and_goes(service: Service) -> None:
    each, threads = 300, 6

    async def main() -> None:
        async with client(service, flush_interval=0, max_pending_events=1_000_000) as amp:
            track(amp, "first")

            def tracks(user: str) -> None:
                for index in range(each):
                    amp.track(str(index), user_id=user)

            users = [f"thread-{n}" for n in range(threads)]
            await asyncio.gather(*(asyncio.to_thread(tracks, user) for user in users))
            await events(service, each * threads + 1)
            await amp.flush()
            assert counts(amp.delivery.report()) == (each * threads + 1, 0, 0, 0)
        for user in users:
            mine = [int(e["event_type"]) for e in service.stored if e["user_id"] == user]
            assert mine == list(range(each))

    asyncio.run(main())


def test_a_second_running_loop_may_track_but_not_wait(service: Service) -> None:
    async def elsewhere(amp: AsyncAmplitude) -> None:
        track(amp, "two")
        for wait in (amp.flush, amp.ready, amp.close):
            with pytest.raises(ConfigurationError, match="another event loop"):
                await wait()

    async def main() -> None:
        async with client(service, flush_interval=0.01) as amp:
            track(amp, "one")
            await asyncio.to_thread(asyncio.run, elsewhere(amp))
            await events(service, 2)

    asyncio.run(main())


def test_a_loop_that_ends_while_other_threads_track_harms_nobody(service: Service) -> None:
    amp = client(service, flush_interval=0, max_pending_events=1_000_000)
    is_over = threading.Event()

    def tracks_on() -> int:
        number = 0
        while not is_over.wait(0.0001):
            track(amp, str(number))
            number += 1
        return number

    async def main() -> None:
        track(amp, "in the loop")
        await asyncio.sleep(0.001)

    caller = Caller(tracks_on)
    for _ in range(50):
        asyncio.run(main())
    is_over.set()
    number = caller.outcome()
    asyncio.run(closes(amp))
    assert counts(amp.delivery.report()) == (number + 50, 0, 0, 0)
    assert [name for name in service.names if name.isdigit()] == [str(n) for n in range(number)]


# flush and ready.


@pytest.mark.parametrize("answer", [UNAVAILABLE, Answer(413, {"code": 413}), throttled(USER)])
def test_flush_waits_until_events_are_sent_again(service: Service, answer: Answer) -> None:
    async def main() -> None:
        async with client(service) as amp:
            track(amp, "one", "two")
            assert counts(await amp.flush()) == (2, 0, 0, 0)

    service.answers.append(answer)
    asyncio.run(main())
    assert service.names == ["one", "two"]
    assert service.requests > 1


def test_flush_returns_when_its_time_is_over(service: Service) -> None:
    async def main() -> None:
        service.pause()
        async with client(service) as amp:
            track(amp, "one")
            assert counts(await amp.flush(timeout=0.05)) == (0, 0, 0, 1)
            assert counts(await amp.flush(timeout=0)) == (0, 0, 0, 1)
            service.go_on()

    asyncio.run(main())


def test_a_cancelled_flush_leaves_nothing_behind(service: Service) -> None:
    async def main() -> None:
        service.pause()
        async with client(service) as amp:
            track(amp, "one")
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(amp.flush(), 0.02)
            assert amp.delivery._queue._books._barriers == []
            assert amp.delivery._waiting == set()
            service.go_on()
            assert counts(await amp.flush()) == (1, 0, 0, 0)

    asyncio.run(main())
    assert list(service.copies.values()) == [1]


@pytest.mark.parametrize("timeout", [-1, "5", True])
def test_a_timeout_is_seconds(service: Service, timeout: Any) -> None:
    async def main() -> None:
        async with client(service) as amp:
            for wait in (amp.flush, amp.close):
                with pytest.raises(ValidationError) as refused:
                    await wait(timeout)
                assert refused.value.field == "timeout"

    asyncio.run(main())


def test_flush_returns_at_once_when_sending_stops_and_while_it_is_stopped(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with client(service) as amp:
            track(amp, "one")
            report = await amp.flush()
            assert counts(report) == (0, 0, 0, 1)
            assert isinstance(report.stopped, AuthenticationError)
            track(amp, "two")
            assert counts(await amp.flush()) == (0, 0, 0, 2)
            assert service.requests == 1
            amp.delivery.resume()
            report = await amp.flush()
            assert counts(report) == (2, 0, 0, 0)
            assert report.stopped is None

    service.answers.append(WRONG_KEY)
    asyncio.run(main())
    assert len([each for each in caplog.records if each.levelno >= logging.ERROR]) == 1


def test_resume_sends_without_another_event(service: Service) -> None:
    async def main() -> None:
        async with client(service, flush_interval=0) as amp:
            track(amp, "one")
            await amp.flush()
            amp.delivery.resume()
            await events(service, 1)

    service.answers.append(WRONG_KEY)
    asyncio.run(main())


def test_an_exception_that_nothing_foresees_stops_sending_and_keeps_the_events(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with client(service) as amp:
            track(amp, "one")
            with breaking_once(logging.ERROR):
                report = await amp.flush()
                assert "RuntimeError: of the user's own" in str(report.stopped)
                assert counts(report) == (0, 0, 0, 1)
            amp.delivery.resume()
            assert counts(await amp.flush()) == (1, 0, 0, 0)

    service.answers.append(WRONG_KEY)
    asyncio.run(main())
    (failed,) = [each for each in caplog.records if each.levelno >= logging.ERROR]
    assert failed.exc_info is not None


def test_a_full_queue_refuses_or_drops_but_never_blocks_the_loop(service: Service) -> None:
    with pytest.raises(ConfigurationError, match="when_full"):
        client(service, when_full="block")


def test_ready_returns_when_there_is_room(service: Service) -> None:
    async def main() -> None:
        service.pause()
        async with client(service, max_pending_events=2, flush_interval=0) as amp:
            track(amp, "one", "two")
            with pytest.raises(QueueFullError, match=r"ready\(\)"):
                track(amp, "three")
            await requests(service, 1)
            waiting = asyncio.create_task(amp.ready())
            await asyncio.sleep(0)
            assert not waiting.done()
            service.go_on()
            await waiting
            track(amp, "three")
            assert counts(await amp.flush()) == (3, 0, 0, 0)

    asyncio.run(main())


def test_track_and_ready_in_turns_lose_nothing_and_hold_little(service: Service) -> None:
    async def main() -> None:
        async with client(service, max_pending_events=10, max_batch_events=4) as amp:
            for number in range(200):
                await amp.ready()
                track(amp, str(number))
                assert amp.delivery.report().pending <= 10

    asyncio.run(main())
    assert service.names == [str(number) for number in range(200)]


def test_ready_ends_when_sending_stops(service: Service) -> None:
    async def main() -> None:
        service.pause()
        async with client(service, max_pending_events=1, flush_interval=0) as amp:
            track(amp, "one")
            await requests(service, 1)
            waiting = asyncio.create_task(amp.ready())
            await asyncio.sleep(0)
            service.go_on()
            with pytest.raises(QueueFullError, match="sending has stopped"):
                await waiting

    service.answers.append(WRONG_KEY)
    asyncio.run(main())


def test_an_event_dropped_for_lack_of_room_is_counted_and_told(service: Service) -> None:
    told: list[Outcome] = []

    async def main() -> None:
        service.pause()
        options = {"max_pending_events": 1, "when_full": "drop", "on_outcome": told.append}
        async with client(service, **options) as amp:
            track(amp, "one", "two")
            assert counts(amp.delivery.report()) == (0, 0, 1, 1)
            service.go_on()

    asyncio.run(main())
    assert [(each.event["event_type"], each.status) for each in told] == [
        ("two", "dropped"),
        ("one", "delivered"),
    ]


# on_outcome.


@pytest.mark.parametrize("error", [ValueError, SystemExit, KeyboardInterrupt])
def test_an_exception_in_on_outcome_harms_nothing(
    service: Service, caplog: pytest.LogCaptureFixture, error: type[BaseException]
) -> None:
    def fails(outcome: Outcome) -> None:
        raise error("of the user's own")

    async def main() -> None:
        async with client(service, on_outcome=fails) as amp:
            track(amp, "one", "two")
            assert counts(await amp.flush()) == (2, 0, 0, 0)

    asyncio.run(main())
    assert len([record for record in caplog.records if record.exc_info]) == 2


@pytest.mark.parametrize("name", ["flush", "close", "ready"])
def test_waiting_inside_on_outcome_is_refused(service: Service, name: str) -> None:
    """It can only be driven by hand: on_outcome is no coroutine function."""
    said: list[str] = []

    async def main() -> None:
        def waits(outcome: Outcome) -> None:
            try:
                getattr(amp, name)().send(None)
            except ConfigurationError as error:
                said.append(str(error))

        async with client(service, on_outcome=waits) as amp:
            track(amp, "one")
            await amp.flush()

    asyncio.run(main())
    assert len(said) == 1
    assert said[0].startswith(f"{name}() was called from on_outcome")


def test_on_outcome_may_track_and_is_told_when_there_is_no_room(service: Service) -> None:
    refused: list[QueueFullError] = []

    async def main() -> None:
        def follows(outcome: Outcome) -> None:
            if outcome.event["event_type"] == "one":
                track(amp, "two")
                with pytest.raises(QueueFullError) as error:
                    track(amp, "three")
                refused.append(error.value)

        async with client(service, on_outcome=follows, max_pending_events=1) as amp:
            track(amp, "one")
            await amp.flush()
            assert counts(await amp.flush()) == (2, 0, 0, 0)

    asyncio.run(main())
    assert service.names == ["one", "two"]
    assert len(refused) == 1


# close, and clients that nobody closes.


def test_close_during_an_outage_drops_and_tells(service: Service) -> None:
    told: list[Outcome] = []

    async def main() -> None:
        amp = client(service, on_outcome=told.append)
        track(amp, "one")
        assert counts(await amp.close(timeout=0.05)) == (0, 0, 1, 0)
        with pytest.raises(ConfigurationError, match="closed"):
            track(amp, "two")
        assert counts(await amp.close()) == (0, 0, 1, 0)

    service.answers += [UNAVAILABLE] * 1000
    asyncio.run(main())
    assert [(each.status, each.reason) for each in told] == [("dropped", "closed")]


def test_close_during_an_outage_keeps_events_in_the_outbox(
    service: Service, tmp_path: Path
) -> None:
    path = tmp_path / "outbox.db"

    async def outage() -> None:
        amp = client(service, outbox=path)
        track(amp, "one")
        assert counts(await amp.close(timeout=0.05)) == (0, 0, 0, 1)

    async def later() -> None:
        async with client(service, outbox=path) as amp:
            assert counts(await amp.flush()) == (1, 0, 0, 0)

    service.answers += [UNAVAILABLE] * 1000
    asyncio.run(outage())
    service.answers.clear()
    asyncio.run(later())
    assert service.names == ["one"]


def test_a_cancelled_close_can_be_repeated(service: Service) -> None:
    async def main() -> None:
        service.pause()
        amp = client(service, shutdown_timeout=PATIENCE)
        track(amp, "one")
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(amp.close(), 0.02)
        service.go_on()
        assert counts(await amp.close()) == (1, 0, 0, 0)

    asyncio.run(main())


def test_the_events_of_a_client_that_nobody_holds_leave(service: Service) -> None:
    service.answers.append(Answer(keeps=False))

    async def main() -> None:
        track(client(service, flush_interval=0.01), "one")
        gc.collect()
        await events(service, 1)
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})

    asyncio.run(main())


def test_a_client_that_nobody_holds_is_freed_when_its_events_have_left(service: Service) -> None:
    service.answers.append(Answer(keeps=False))

    async def main() -> weakref.ref[AsyncDelivery]:
        amp = client(service, flush_interval=0)
        track(amp, "one")
        await amp.flush()
        await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})
        return weakref.ref(amp.delivery)

    delivery = asyncio.run(main())
    gc.collect()
    assert delivery() is None


def test_the_events_of_a_client_that_nobody_holds_outlive_its_loop(service: Service) -> None:
    told: list[str] = []

    async def main() -> weakref.ref[AsyncDelivery]:
        amp = client(service, on_outcome=lambda outcome: told.append(outcome.status))
        track(amp, "one")
        return weakref.ref(amp.delivery)

    kept = asyncio.run(main())
    gc.collect()
    delivery = kept()
    assert delivery is not None
    delivery.begin_to_close()  # what the end of the process does
    delivery.close_at_exit()
    assert service.names == ["one"]
    assert told == ["delivered"]
    del delivery
    gc.collect()
    assert kept() is None
