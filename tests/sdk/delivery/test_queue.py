"""Events between `track` and the sender: bounded, counted, in order, and who is told when."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.configuration import DeliveryConfig
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.queue import Queue
from amplitude_sdk.errors import (
    AmplitudeError,
    ConfigurationError,
    OutboxError,
    QueueFullError,
    ValidationError,
)
from tests.sdk.delivery.delivering import Ringing
from tests.sdk.delivery.outbox_files import execute, filled
from tests.sdk.delivery.outbox_files import seqs as seqs_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from amplitude_sdk.delivery.configuration import WhenFull
    from amplitude_sdk.delivery.entries import Entry

LARGEST = 5000
WIDE = 10**6


def made(when_full: WhenFull = "raise", bell: Ringing | None = None, **config: Any) -> Queue:
    return Queue(DeliveryConfig(**config), when_full, LARGEST, bell or Ringing())


def put(queue: Queue, count: int, size: int = 10) -> None:
    for _ in range(count):
        queue.put(b"x" * size)


def numbers(entries: list[Entry]) -> list[int]:
    return [number for number, _, _ in entries]


def counts(queue: Queue) -> tuple[int, ...]:
    """Tracked, delivered, rejected, dropped, pending."""
    report = queue.report()
    return (report.tracked, report.delivered, report.rejected, report.dropped, report.pending)


def deliver(queue: Queue, entries: list[Entry]) -> None:
    queue.settle("delivered", entries)
    queue.release(entries)


# In and out.


def test_events_leave_as_they_came_with_growing_numbers() -> None:
    queue = made()
    queue.put(b"1", ("a note",))
    queue.put(b"22")
    assert queue.take(10, WIDE) == [(1, b"1", ("a note",)), (2, b"22", ())]
    assert queue.take(10, WIDE) == []


def test_as_many_are_taken_as_asked_for() -> None:
    queue = made()
    put(queue, 5)
    assert [len(queue.take(2, WIDE)) for _ in range(4)] == [2, 2, 1, 0]


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(1, 60))
def test_bytes_are_taken_with_a_comma_between_any_two_but_always_an_event(
    sizes: list[int], room: int
) -> None:
    queue = made()
    for size in sizes:
        queue.put(b"x" * size)
    left = list(sizes)
    while left:
        taken = [len(data) for _, data, _ in queue.take(100, room)]
        assert taken == left[: len(taken)]
        left = left[len(taken) :]
        assert len(taken) == 1 or len(b",".join([b"x" * size for size in taken])) <= room
        if taken and left:
            further = [b"x" * size for size in (*taken, left[0])]
            assert len(b",".join(further)) > room, "one more would have had room"


def test_every_event_is_in_the_books_at_every_moment() -> None:
    queue = made()
    put(queue, 5)
    assert counts(queue) == (5, 0, 0, 0, 5)
    taken = queue.take(4, WIDE)
    assert counts(queue) == (5, 0, 0, 0, 5)
    queue.settle("delivered", taken[:2], unconfirmed=1)
    queue.settle("rejected", taken[2:3])
    queue.settle("dropped", taken[3:])
    assert counts(queue) == (5, 2, 1, 1, 1)
    assert queue.report().unconfirmed == 1
    assert numbers(queue.drain()) == [5]
    assert counts(queue) == (5, 2, 1, 1, 1)


# Bounds.


def test_there_is_room_for_so_many_events_those_on_their_way_included() -> None:
    queue = made(max_pending_events=3)
    put(queue, 3)
    taken = queue.take(2, WIDE)
    assert not queue.has_room()
    with pytest.raises(QueueFullError, match="3 are pending"):
        put(queue, 1)
    deliver(queue, taken)
    assert queue.has_room()
    put(queue, 2)
    assert counts(queue) == (5, 2, 0, 0, 3)


def test_there_is_room_for_so_many_bytes_those_on_their_way_included() -> None:
    queue = made(max_pending_bytes=100)
    put(queue, 2, size=40)
    taken = queue.take(1, WIDE)
    put(queue, 1, size=20)
    with pytest.raises(QueueFullError):
        put(queue, 1, size=1)
    deliver(queue, taken)
    put(queue, 1, size=40)
    assert counts(queue) == (4, 1, 0, 0, 3)


def test_an_event_larger_than_all_room_is_taken_when_it_is_alone() -> None:
    queue = made(max_pending_bytes=100)
    put(queue, 1, size=1000)
    with pytest.raises(QueueFullError):
        put(queue, 1, size=1)
    deliver(queue, queue.take(1, WIDE))
    put(queue, 1, size=1000)
    assert counts(queue) == (2, 1, 0, 0, 1)


def test_an_event_that_no_request_carries_is_refused_and_not_counted() -> None:
    queue = made()
    put(queue, 1, size=LARGEST)
    with pytest.raises(ValidationError, match=f"has {LARGEST + 1} bytes"):
        put(queue, 1, size=LARGEST + 1)
    assert counts(queue) == (1, 0, 0, 0, 1)


def test_an_event_dropped_at_the_door_is_counted_and_told_without_the_lock() -> None:
    queue = made("drop", max_pending_events=1)
    told: list[Entry] = []
    seen: list[tuple[int, ...]] = []

    def tell(entry: Entry) -> None:
        told.append(entry)
        other = threading.Thread(target=lambda: seen.append(counts(queue)))
        other.start()
        other.join(60)

    queue.dropped_at_the_door = tell
    queue.put(b"1")
    queue.put(b"22", ("a note",))
    assert told == [(2, b"22", ("a note",))]
    assert seen == [(2, 0, 0, 1, 1)], "another thread could look meanwhile"
    assert numbers(queue.take(9, WIDE)) == [1]


class Waiting(Ringing):
    """Lets a thread wait, and tells that it is going to."""

    def __init__(self) -> None:
        super().__init__()
        self.rung = threading.Event()

    def wake(self) -> None:
        super().wake()
        self.rung.set()

    def can_wait(self) -> bool:
        return True


@pytest.fixture
def blocked() -> Iterator[tuple[Queue, threading.Thread, list[object]]]:
    """A full queue and a thread that waits in `put` for room."""
    bell = Waiting()
    queue = made("block", bell, max_pending_events=1)
    queue.put(b"1")
    bell.rung.clear()
    result: list[object] = []

    def block() -> None:
        try:
            result.append(queue.put(b"2"))
        except AmplitudeError as error:
            result.append(error)

    thread = threading.Thread(target=block)
    thread.start()
    assert bell.rung.wait(60)
    with queue.lock:  # free only once the thread waits
        assert result == []
    yield queue, thread, result
    queue.close()
    thread.join(60)


def test_who_waits_for_room_goes_on_when_there_is_some(blocked: Any) -> None:
    queue, thread, result = blocked
    deliver(queue, queue.take(1, WIDE))
    thread.join(60)
    assert result == [None]
    assert counts(queue) == (2, 1, 0, 0, 1)


def test_who_waits_for_room_is_told_when_sending_stops(blocked: Any) -> None:
    queue, thread, result = blocked
    why = AmplitudeError("403 Forbidden.")
    queue.stop(why)
    thread.join(60)
    assert isinstance(result[0], QueueFullError)
    assert result[0].__cause__ is why
    assert "403 Forbidden. Correct that and call delivery.resume()" in str(result[0])


def test_who_waits_for_room_is_told_when_the_client_is_closed(blocked: Any) -> None:
    queue, thread, result = blocked
    queue.close()
    thread.join(60)
    assert isinstance(result[0], ConfigurationError)
    assert counts(queue)[0] == 1


def test_the_sender_itself_does_not_wait_for_room() -> None:
    queue = made("block", max_pending_events=1)
    queue.put(b"1")
    with pytest.raises(QueueFullError):
        queue.put(b"2")


def test_a_closed_queue_takes_nothing() -> None:
    queue = made()
    queue.close()
    with pytest.raises(ConfigurationError, match="closed"):
        queue.put(b"1")
    with pytest.raises(ConfigurationError, match="closed"):
        queue.has_room()


def test_no_room_while_stopped_is_an_error_to_wait_for() -> None:
    queue = made(max_pending_events=1)
    queue.put(b"1")
    queue.stop(AmplitudeError("401 Unauthorized."))
    with pytest.raises(QueueFullError, match="sending has stopped: 401"):
        queue.has_room()


# When to send.


def test_nothing_queued_is_never_due() -> None:
    assert made().due_in(0.0) is None


def test_an_event_is_due_after_the_interval() -> None:
    queue = made(flush_interval=2.0)
    put(queue, 1)
    assert queue.due_in(10.0) == 2.0
    put(queue, 1)
    assert queue.due_in(11.5) == 0.5
    assert queue.due_in(12.0) == 0.0
    assert queue.due_in(15.0) == 0.0


def test_a_full_request_is_due_at_once() -> None:
    by_count, by_bytes = made(max_batch_events=3), made(max_batch_bytes=1000)
    put(by_count, 2)
    put(by_bytes, 3, size=333)
    assert by_count.due_in(0.0) == by_bytes.due_in(0.0) == 1.0
    put(by_count, 1)
    put(by_bytes, 1, size=1)
    assert by_count.due_in(0.0) == by_bytes.due_in(0.0) == 0.0


def test_the_interval_begins_with_the_first_event_that_waits() -> None:
    queue = made()
    put(queue, 1)
    assert queue.due_in(10.0) == 1.0
    deliver(queue, queue.take(1, WIDE))
    put(queue, 1)
    assert queue.due_in(20.0) == 1.0


def test_what_has_been_delivered_does_not_count_when_a_request_is_filled() -> None:
    queue = made(max_batch_bytes=1000)
    for _ in range(3):
        put(queue, 1, size=900)
        deliver(queue, queue.take(1, WIDE))
    put(queue, 1, size=999)
    assert queue.due_in(0.0) == 1.0
    put(queue, 1, size=1)
    assert queue.due_in(0.0) == 0.0


def test_what_is_on_its_way_does_not_fill_the_next_request() -> None:
    queue = made(max_batch_events=3, max_batch_bytes=1000)
    put(queue, 3, size=400)
    queue.take(2, WIDE)
    assert queue.due_in(0.0) == 1.0


@pytest.mark.parametrize("hasten", [Queue.barrier, Queue.begin_to_close])
def test_who_waits_has_everything_sent_at_once(hasten: Any) -> None:
    queue = made()
    put(queue, 1)
    hasten(queue)
    assert queue.due_in(0.0) == 0.0


def test_a_full_queue_is_sent_at_once() -> None:
    queue = made(max_pending_events=2)
    put(queue, 2)
    assert queue.due_in(0.0) == 1.0
    with pytest.raises(QueueFullError):
        put(queue, 1)
    assert queue.due_in(0.0) == 0.0
    queue.take(1, WIDE)
    assert queue.due_in(0.0) == 1.0


def test_who_asks_for_room_in_vain_has_the_queue_sent() -> None:
    queue = made(max_pending_events=1)
    put(queue, 1)
    assert not queue.has_room()
    assert queue.due_in(0.0) == 0.0


# Who is woken.


def test_the_first_event_wakes_the_sender_and_the_next_do_not() -> None:
    bell = Ringing()
    queue = made(bell=bell)
    put(queue, 5)
    assert bell.wakes == 1
    assert queue.woken


def test_a_sleeping_sender_is_woken_by_the_next_event() -> None:
    bell = Ringing()
    queue = made(bell=bell)
    put(queue, 1)
    queue.take(1, WIDE)
    queue.arm()
    assert not queue.woken
    put(queue, 1)
    assert queue.woken
    assert bell.wakes == 2


def test_a_sender_that_waits_for_company_is_woken_by_a_full_request() -> None:
    bell = Ringing()
    by_count, by_bytes = made(bell=bell, max_batch_events=3), made(bell=bell, max_batch_bytes=1000)
    for queue, size in ((by_count, 10), (by_bytes, 333)):
        put(queue, 1, size)
        queue.arm()
        put(queue, 1, size)
        assert not queue.woken
    put(by_bytes, 1, size=333)
    assert not by_bytes.woken
    put(by_bytes, 1, size=1)
    put(by_count, 1)
    assert by_bytes.woken
    assert by_count.woken


def test_bytes_on_their_way_do_not_wake_the_sender() -> None:
    queue = made(max_batch_bytes=1000)
    put(queue, 2, size=900)
    queue.take(1, WIDE)
    queue.arm()
    put(queue, 1, size=99)
    assert not queue.woken
    put(queue, 1, size=1)
    assert queue.woken


def test_a_sender_that_has_to_wait_in_any_case_is_left_alone() -> None:
    queue = made(max_batch_events=2)
    queue.arm()
    queue.disarm()
    put(queue, 5)
    assert not queue.woken


def test_a_bell_that_nobody_heard_rings_at_the_next_event() -> None:
    bell = Ringing()
    queue = made(bell=bell)
    put(queue, 1)
    queue.rearm()
    put(queue, 2)
    assert bell.wakes == 2


def test_a_full_request_that_waits_rings_no_more() -> None:
    bell = Ringing()
    queue = made(bell=bell, max_batch_events=2)
    put(queue, 2)
    queue.arm()
    put(queue, 5)
    assert not queue.woken


@pytest.mark.parametrize("ring", [Queue.barrier, Queue.begin_to_close, lambda q: q.stop(None)])
def test_who_has_something_to_do_for_the_sender_wakes_it(ring: Any) -> None:
    queue = made()
    put(queue, 1)
    queue.arm()
    ring(queue)
    assert queue.woken


def test_outcomes_and_the_end_are_told_to_whoever_looks() -> None:
    bell = Ringing()
    queue = made(bell=bell)
    put(queue, 1)
    assert bell.changes == 0
    for happens in (
        lambda: queue.settle("delivered", queue.take(1, WIDE)),
        lambda: queue.stop(AmplitudeError("x")),
        queue.close,
    ):
        before = bell.changes
        happens()
        assert bell.changes == before + 1


# Barriers.


def test_a_barrier_falls_when_what_was_pending_has_been_announced() -> None:
    queue = made()
    put(queue, 3)
    taken = queue.take(2, WIDE)
    barrier = queue.barrier()
    put(queue, 1)
    assert barrier.left == 3
    queue.settle("delivered", taken)
    assert barrier.left == 3, "settled, but nobody has been told"
    queue.release(taken)
    assert barrier.left == 1
    rest = queue.take(9, WIDE)
    assert numbers(rest) == [3, 5], "the barrier has a number, too"
    deliver(queue, rest[1:])
    assert barrier.left == 1, "what came later does not matter"
    deliver(queue, rest[:1])
    assert barrier.left == 0


def test_a_barrier_waits_for_outcomes_that_are_just_being_announced() -> None:
    queue = made()
    put(queue, 1)
    taken = queue.take(1, WIDE)
    queue.settle("delivered", taken)
    barrier = queue.barrier()
    assert (barrier.left, queue.report().pending) == (1, 0)
    queue.release(taken)
    assert barrier.left == 0
    assert queue.barrier().left == 0


def test_with_nothing_pending_there_is_nothing_to_wait_for() -> None:
    bell = Ringing()
    queue = made(bell=bell)
    assert queue.barrier().left == 0
    assert bell.wakes == 0
    put(queue, 1)
    assert queue.due_in(0.0) == 1.0


def test_a_barrier_that_nobody_watches_hastens_nothing() -> None:
    queue = made()
    put(queue, 1)
    barrier = queue.barrier()
    queue.lift(barrier)
    queue.lift(barrier)
    assert queue.due_in(0.0) == 1.0


def test_each_barrier_waits_for_its_own() -> None:
    queue = made()
    put(queue, 1)
    first = queue.barrier()
    put(queue, 1)
    second = queue.barrier()
    deliver(queue, queue.take(1, WIDE))
    assert (first.left, second.left) == (0, 1)
    assert queue.due_in(0.0) == 0.0
    deliver(queue, queue.take(1, WIDE))
    put(queue, 1)
    assert second.left == 0
    assert queue.due_in(0.0) == 1.0


# With an outbox.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


class WithOutbox:
    """A queue on an outbox, closed at the end."""

    def __init__(self, path: Path, **config: Any) -> None:
        self.config = {"outbox": path, **config}
        self.path = path

    def __enter__(self) -> Queue:
        self.outbox = Outbox.open(self.path, sync=self.config.get("outbox_sync", "batch"))
        queue = made(self.config.pop("when_full", "raise"), **self.config)
        queue.attach(self.outbox)
        return queue

    def __exit__(self, *_: object) -> None:
        self.outbox.close()


def test_what_memory_does_not_take_goes_to_the_disk_and_comes_back_in_order(path: Path) -> None:
    with WithOutbox(path, max_pending_events=3) as queue:
        put(queue, 10)
        assert counts(queue) == (10, 0, 0, 0, 10)
        assert queue.has_room()
        assert numbers(queue.take(100, WIDE)) == [1, 2, 3]
        assert numbers(queue.take(4, WIDE)) == [4, 5, 6, 7]
        put(queue, 1)
        assert numbers(queue.take(100, WIDE)) == [8, 9, 10, 11]
        put(queue, 1)
        assert numbers(queue.take(100, WIDE)) == [12]
        assert counts(queue) == (12, 0, 0, 0, 12)


def test_bytes_that_memory_does_not_take_go_to_the_disk(path: Path) -> None:
    with WithOutbox(path, max_pending_bytes=100) as queue:
        put(queue, 4, size=40)
        assert [numbers(queue.take(9, WIDE)) for _ in range(2)] == [[1, 2], [3, 4]]


def test_events_on_the_disk_are_due_at_once(path: Path) -> None:
    with WithOutbox(path, max_pending_events=1) as queue:
        put(queue, 1)
        assert queue.due_in(0.0) == 1.0
        put(queue, 1)
        assert queue.due_in(0.0) == 0.0
        deliver(queue, queue.take(1, WIDE))
        assert queue.due_in(0.0) == 0.0


def test_what_an_earlier_process_left_is_sent_first(path: Path) -> None:
    filled(path, [(4, b"4", ()), (7, b"7", ("a note",))])
    with WithOutbox(path) as queue:
        assert queue.woken
        assert counts(queue) == (2, 0, 0, 0, 2)
        assert queue.report().recovered == 2
        queue.put(b"8")
        assert queue.take(9, WIDE) == [(4, b"4", ()), (7, b"7", ("a note",)), (8, b"8", ())]


def test_a_barrier_waits_for_what_is_on_the_disk(path: Path) -> None:
    filled(path, [(1, b"1", ())])
    with WithOutbox(path) as queue:
        barrier = queue.barrier()
        assert barrier.left == 1
        deliver(queue, queue.take(9, WIDE))
        assert barrier.left == 0


def test_an_event_the_disk_refuses_was_not_tracked(path: Path) -> None:
    with WithOutbox(path, outbox_sync="always") as queue:
        put(queue, 1)
        path.rename(path.with_suffix(".gone"))
        with pytest.raises(OutboxError):
            put(queue, 1)
        assert counts(queue) == (1, 0, 0, 0, 1)
        assert isinstance(queue.report().outbox_error, OutboxError)
        path.with_suffix(".gone").rename(path)
        put(queue, 1)
        assert counts(queue) == (2, 0, 0, 0, 2)
        assert queue.report().outbox_error is None


def test_a_disk_that_has_refused_is_asked_for_each_event(path: Path) -> None:
    with WithOutbox(path, outbox_sync="always", max_pending_events=1) as queue:
        put(queue, 1)
        path.rename(path.with_suffix(".gone"))
        with pytest.raises(OutboxError):
            put(queue, 1)
        path.with_suffix(".gone").rename(path)
        put(queue, 1)
        assert counts(queue) == (2, 0, 0, 0, 2)


def test_while_the_disk_is_full_memory_has_its_bound(path: Path) -> None:
    with WithOutbox(path, max_pending_events=2) as queue:
        path.rename(path.with_suffix(".gone"))
        put(queue, 1)
        assert queue.outbox is not None
        queue.outbox.commit()
        put(queue, 1)
        with pytest.raises(QueueFullError):
            put(queue, 1)
        path.with_suffix(".gone").rename(path)
        queue.outbox.commit()
        put(queue, 5)
        assert counts(queue) == (7, 0, 0, 0, 7)
        assert seqs_in(queue.outbox) == list(range(1, 8))


def test_trouble_with_the_disk_is_told_while_others_may_use_the_queue(path: Path) -> None:
    seen: list[int] = []

    class Looks(logging.Handler):
        """Waits for another thread that has to use the queue."""

        def emit(self, record: logging.LogRecord) -> None:
            looks = threading.Thread(target=lambda: seen.append(queue.report().pending))
            looks.start()
            looks.join(10.0)

    handler = Looks()
    with WithOutbox(path) as queue:
        path.rename(path.with_suffix(".gone"))
        logging.getLogger("amplitude_sdk").addHandler(handler)
        try:
            put(queue, 1000)  # who tracks so many writes them
        finally:
            logging.getLogger("amplitude_sdk").removeHandler(handler)
        assert len(seen) == 1
        path.with_suffix(".gone").rename(path)


def test_an_event_is_not_tracked_when_a_signal_handler_raises_inside(path: Path) -> None:
    with WithOutbox(path, max_pending_events=1) as queue:
        put(queue, 1)
        assert queue.outbox is not None
        add = queue.outbox.add

        def interrupted(entry: Entry) -> None:
            add(entry)
            raise KeyboardInterrupt

        with patch.object(queue.outbox, "add", interrupted), pytest.raises(KeyboardInterrupt):
            put(queue, 1)
        assert counts(queue) == (1, 0, 0, 0, 1)
        put(queue, 1)
        assert [numbers(queue.take(9, WIDE)) for _ in range(3)] == [[1], [3], []]
        assert counts(queue) == (2, 0, 0, 0, 2)


def test_an_event_that_interrupts_kept_from_being_undone_is_tracked_when_it_is_found(
    path: Path,
) -> None:
    with WithOutbox(path, max_pending_events=1) as queue:
        put(queue, 1)
        assert queue.outbox is not None
        outbox, add = queue.outbox, queue.outbox.add

        def interrupted(entry: Entry) -> None:
            add(entry)
            raise KeyboardInterrupt

        with (
            patch.object(outbox, "add", interrupted),
            patch.object(outbox, "forget", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            put(queue, 1)
        assert counts(queue) == (1, 0, 0, 0, 1)
        put(queue, 1)
        assert [numbers(queue.take(9, WIDE)) for _ in range(3)] == [[1], [2, 3], []]
        assert counts(queue) == (3, 0, 0, 0, 3)


def test_ready_means_room_for_the_largest_event() -> None:
    queue = made(max_pending_bytes=2 * LARGEST)
    put(queue, 1, LARGEST)
    assert queue.has_room()
    put(queue, 1, 1)
    assert not queue.has_room()
    put(queue, 1, 1)


def test_events_after_a_barrier_wait_for_company() -> None:
    queue = made(flush_interval=2.0)
    put(queue, 1)
    queue.barrier()
    assert queue.due_in(0.0) == 0.0
    queue.take(9, WIDE)
    put(queue, 1)
    assert queue.due_in(0.0) == 2.0


def test_events_that_somebody_else_has_deleted_are_dropped_and_reported(path: Path) -> None:
    filled(path, [(number, b"1", ()) for number in range(1, 4)])
    with WithOutbox(path) as queue:
        assert numbers(queue.take(1, WIDE)) == [1]
        barrier = queue.barrier()
        execute(path, "DELETE FROM events")
        assert queue.take(9, WIDE) == []
        assert barrier.left == 1, "nobody waits for what is gone"
        assert counts(queue) == (3, 0, 0, 2, 1)
        error = queue.report().outbox_error
        assert isinstance(error, OutboxError)
        assert "somebody else has changed the file" in str(error)


def test_an_outbox_that_cannot_be_read_is_reported_and_asked_again(path: Path) -> None:
    filled(path, [(1, b"1", ())])
    with WithOutbox(path) as queue:
        assert queue.outbox is not None
        queue.outbox.suspend()
        queue.outbox.resume()
        path.rename(path.with_suffix(".gone"))
        assert queue.take(9, WIDE) == []
        assert isinstance(queue.report().outbox_error, OutboxError)
        assert counts(queue) == (1, 0, 0, 0, 1)
        path.with_suffix(".gone").rename(path)
        assert numbers(queue.take(9, WIDE)) == [1]
        assert queue.report().outbox_error is None


def test_events_a_closed_outbox_could_not_save_are_dropped() -> None:
    queue = made()
    put(queue, 3)
    queue.close()
    lost: list[Entry] = [(2, b"2", ()), (3, b"3", ())]
    queue.write_off(lost)
    assert counts(queue) == (3, 0, 0, 2, 1)


def test_the_child_of_a_fork_starts_empty_and_opens_its_outbox_with_its_first_event(
    path: Path,
) -> None:
    opened: list[Outbox] = []
    queue = made(outbox=path)
    put(queue, 3)

    def open_outbox() -> None:
        opened.append(Outbox.open(path, sync="batch"))
        queue.attach(opened[0])

    queue.reset(open_outbox)
    assert counts(queue) == (0, 0, 0, 0, 0)
    assert opened == []
    put(queue, 2)
    assert len(opened) == 1
    assert counts(queue) == (2, 0, 0, 0, 2)
    opened[0].close()
    with WithOutbox(path) as after:
        assert after.report().recovered == 2


# Threads.


def test_many_threads_lose_and_reorder_nothing() -> None:
    queue = made("drop", max_pending_events=500)
    dropped: list[Entry] = []
    queue.dropped_at_the_door = dropped.append
    taken: list[Entry] = []
    is_over = threading.Event()

    def track(thread: int) -> None:
        for n in range(500):
            queue.put(b"%d:%d" % (thread, n))

    def send() -> None:
        while not is_over.is_set() or queue.report().pending:
            batch = queue.take(7, WIDE)
            deliver(queue, batch)
            taken.extend(batch)

    sender = threading.Thread(target=send)
    trackers = [threading.Thread(target=track, args=(n,)) for n in range(4)]
    for thread in (sender, *trackers):
        thread.start()
    for thread in trackers:
        thread.join(60)
    is_over.set()
    sender.join(60)

    assert counts(queue) == (2000, len(taken), 0, len(dropped), 0)
    assert numbers(taken) == sorted(numbers(taken))
    together = [data for _, data, _ in (*taken, *dropped)]
    assert sorted(together) == sorted(b"%d:%d" % (t, n) for t in range(4) for n in range(500))
    for thread_number in range(4):
        own = [int(d.split(b":")[1]) for _, d, _ in taken if d.startswith(b"%d:" % thread_number)]
        assert own == sorted(own), "each thread's events keep their order"
