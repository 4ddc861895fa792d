"""Events between `track` and the sender: bounded, counted, in order.

Many threads put events in, one sender takes them out. The events are counted where they are:
`pending` is what is queued, spilled to the outbox or taken by the sender, so that the books balance
at every moment, whatever interrupts a thread.
"""

from __future__ import annotations

import itertools
import math
import threading
from collections import deque
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from amplitude_sdk.delivery.books import Barrier, Books
from amplitude_sdk.delivery.entries import size_of
from amplitude_sdk.delivery.report import DeliveryReport
from amplitude_sdk.delivery.spill import Spill
from amplitude_sdk.delivery.upload import too_large
from amplitude_sdk.errors import ConfigurationError, QueueFullError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from amplitude_sdk.delivery.configuration import DeliveryConfig, WhenFull
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.outbox import Outbox
    from amplitude_sdk.delivery.report import Status
    from amplitude_sdk.errors import AmplitudeError

__all__ = ["LOOK_AGAIN", "Bell", "Queue"]

LOOK_AGAIN: Final = 0.5
"""Seconds; who waits for room looks again, since a disk that has space again tells nobody."""

_NEVER: Final = math.inf
_LONGEST: Final = 86_400.0
"""Seconds of one wait, which everybody repeats; no system waits for every float."""


class Bell(Protocol):
    """The driver, as far as the queue knows it. Both are called with the queue's lock held."""

    def wake(self) -> None:
        """There is something to do for the sender."""
        ...

    def changed(self) -> None:
        """There is room, or an event has an outcome."""
        ...

    def can_wait(self) -> bool:
        """Whether the calling thread may wait for room; the sender waiting would wait for itself."""
        ...


class Queue:
    """What is pending, and how much of everything there was."""

    __slots__ = (
        "_bell",
        "_books",
        "_bytes",
        "_config",
        "_entries",
        "_first_at",
        "_is_closed",
        "_is_full",
        "_is_plain",
        "_largest",
        "_most_bytes",
        "_most_queued",
        "_numbers",
        "_open_outbox",
        "_spill",
        "_taken",
        "_taken_bytes",
        "_wake_bytes",
        "_wake_events",
        "_when_full",
        "_written_off",
        "dropped_at_the_door",
        "is_closing",
        "lock",
        "room",
        "stopped",
        "woken",
    )

    def __init__(
        self, config: DeliveryConfig, when_full: WhenFull, largest: int, bell: Bell
    ) -> None:
        self._config, self._when_full, self._largest, self._bell = config, when_full, largest, bell
        self.dropped_at_the_door: Callable[[Entry], None] = lambda _: None
        self.reset()

    def reset(self, open_outbox: Callable[[], None] | None = None) -> None:
        """Start empty; `open_outbox` is called before the first event is taken."""
        self.lock = threading.RLock()
        self.room = threading.Condition(self.lock)
        self.stopped: AmplitudeError | None = None
        self.is_closing = False
        self.woken = False
        self._open_outbox = open_outbox
        self._entries: deque[Entry] = deque()
        self._numbers = itertools.count(1)
        self._is_closed = self._is_full = False
        self._is_plain = open_outbox is None
        self._most_bytes = self._config.max_pending_bytes
        self._bytes = self._taken = self._taken_bytes = 0
        self._spill = Spill(self._config.outbox_sync)
        self._books = Books()
        self._written_off = 0
        self._first_at: float | None = None
        self._wake_events: float = 1
        self._wake_bytes: float = 0
        self._see_room()

    def attach(self, outbox: Outbox) -> None:
        """Keep events in an outbox from now on, and send what is in it first."""
        with self.lock:
            self._spill.attach(outbox)
            self._open_outbox, self._is_plain = None, False
            self._see_room()
            self._numbers = itertools.count(outbox.last_seq + 1)
            if self._spill.count:
                self._ring()

    @property
    def outbox(self) -> Outbox | None:
        """What keeps pending events on disk."""
        return self._spill.outbox

    # What the callers of `track` use.

    def put(self, data: bytes, notes: tuple[str, ...] = ()) -> None:
        """Take an event.

        Raises:
            QueueFullError: there is no room, and `when_full` or the moment does not allow to wait.
            ValidationError: no request has room for it.
            OutboxError: it could not be made durable, with `outbox_sync="always"`.
            ConfigurationError: the client is closed.
        """
        size, afterwards = len(data), None
        with self.lock:
            entries, total = self._entries, self._bytes + size
            if (
                len(entries) < self._most_queued
                and total <= self._most_bytes
                and size <= self._largest
            ):
                entries.append((next(self._numbers), data, notes))
                self._bytes = total
            else:
                afterwards = self._put_carefully(data, notes)
            if len(entries) >= self._wake_events or total >= self._wake_bytes:
                self._ring()
        if afterwards is not None:
            afterwards()

    def _see_room(self) -> None:
        """How many events may be queued without further thought."""
        self._most_queued = self._config.max_pending_events - self._taken if self._is_plain else 0

    def _put_carefully(self, data: bytes, notes: tuple[str, ...]) -> Callable[[], object] | None:
        """Take an event where it is not plain that there is room; what to tell without the lock."""
        size = len(data)
        if size > self._largest:
            raise ValidationError("event", too_large(size))
        self._check_open()
        if self._open_outbox is not None:
            self._open_outbox()
        while not self._spill.is_durable and not self._fits(size):
            self._hasten()
            if self._when_full == "drop":
                self._books.counts["dropped"] += 1
                return partial(self.dropped_at_the_door, (next(self._numbers), data, notes))
            self._wait_for_room()
            self._check_open()
        self._keep((next(self._numbers), data, notes))
        return None if self.outbox is None else self.outbox.tell

    def _fits(self, size: int) -> bool:
        if self._spill.count:
            return False
        events = len(self._entries) + self._taken
        return events == 0 or (
            events < self._config.max_pending_events and self._bytes + size <= self._most_bytes
        )

    def _keep(self, entry: Entry) -> None:
        """Put an event into memory, into the outbox if there is one, or there alone."""
        fits, size = self._fits(len(entry[1])), len(entry[1])
        try:
            self._spill.add(entry, alone=not fits)
            if fits:
                self._bytes += size
                self._entries.append(entry)
        except BaseException:  # maybe of a signal handler, when the event had been kept
            self._spill.undo(entry)
            if self._entries and self._entries[-1] is entry:
                self._entries.pop()
                self._bytes -= size
            raise

    def _check_open(self) -> None:
        if self._is_closed:
            raise ConfigurationError(
                "the client is closed and takes no more events; make a new one, or close it later"
            )

    def _wait_for_room(self) -> None:
        if self.stopped is not None:
            raise QueueFullError(
                f"no room for another event, and sending has stopped: {self.stopped} Correct that "
                "and call delivery.resume()"
            ) from self.stopped
        if self._when_full == "raise" or not self._bell.can_wait():
            raise QueueFullError(
                f"no room for another event: {self._pending:,} are pending. Wait with ready(), or "
                "raise max_pending_events and max_pending_bytes"
            )
        self.wait(LOOK_AGAIN if self.outbox is not None else None)

    def wait(self, seconds: float | None = None) -> None:
        """Let go of the lock until something changes.

        Of the outbox as well: a signal handler may wait that has interrupted the use of it.
        """
        with self.outbox.lent() if self.outbox is not None else nullcontext():
            self.room.wait(None if seconds is None else min(seconds, _LONGEST))

    def _hasten(self) -> None:
        """Have what is queued sent without waiting for more: there is no room for more."""
        if not self._is_full:
            self._is_full = True
            self._ring()

    def has_room(self) -> bool:
        """Whether `put` would take an event at once, however large.

        Raises:
            QueueFullError: there is no room, and sending has stopped.
            ConfigurationError: the client is closed.
        """
        with self.lock:
            self._check_open()
            if self._spill.is_durable or self._fits(min(self._largest, self._most_bytes)):
                return True
            self._hasten()
            if self.stopped is not None:
                self._wait_for_room()
            return False

    def is_busy(self) -> bool:
        """Whether enough is queued for a request."""
        return len(self._entries) >= self._config.max_batch_events or self._bytes >= (
            self._taken_bytes + self._config.max_batch_bytes
        )

    def report(self) -> DeliveryReport:
        """All counts of one moment."""
        with self.lock:
            pending = self._pending
            return DeliveryReport(
                tracked=self._books.total + pending,
                pending=pending,
                unconfirmed=self._books.unconfirmed,
                recovered=self._spill.recovered,
                stopped=self.stopped,
                outbox_error=self._spill.error,
                **self._books.counts,
            )

    @property
    def _pending(self) -> int:
        return len(self._entries) + self._taken + self._spill.count - self._written_off

    def barrier(self) -> Barrier:
        """Have everything sent that is pending now, and watch it."""
        with self.lock:
            barrier = Barrier(next(self._numbers), self._pending + self._books.untold)
            if barrier.left:
                self._books.watch(barrier)
                self._ring()
            return barrier

    def lift(self, barrier: Barrier) -> None:
        """Stop watching."""
        with self.lock:
            self._books.unwatch(barrier)

    # What the sender uses.

    def take(self, count: int, room: int) -> list[Entry]:
        """Take the next events: at most `count` and `room` bytes with commas, but at least one."""
        with self.lock:
            self._first_at, self._is_full = None, False
            if self._entries:
                batch, size = self._pop(count, room)
            elif self._spill.count > 0:
                batch, size = self._load(count, room)
            else:
                return []
            self._taken += len(batch)
            self._taken_bytes += size
            self._see_room()
            return batch

    def _pop(self, count: int, room: int) -> tuple[list[Entry], int]:
        entries = self._entries
        batch = [entries.popleft() for _ in range(min(count, len(entries)))]
        size = size_of(batch)
        while size + len(batch) - 1 > room and len(batch) > 1:
            entry = batch.pop()
            entries.appendleft(entry)
            size -= len(entry[1])
        return batch, size

    def _load(self, count: int, room: int) -> tuple[list[Entry], int]:
        """Read events that only the outbox holds."""
        batch = self._spill.load(count, room)
        if not batch:
            lost = self._spill.lose()
            if lost:
                self._books.counts["dropped"] += lost
                self._books.at_most(self._taken + self._books.untold)
            return [], 0
        size = size_of(batch)
        self._bytes += size
        return batch, size

    def settle(self, status: Status, entries: Sequence[Entry], *, unconfirmed: int = 0) -> None:
        """Count what became of events that were taken."""
        with self.lock:
            size = size_of(entries)
            self._taken -= len(entries)
            self._taken_bytes -= size
            # A signal handler that tracks inside `put` is not counted in bytes: begin anew when empty.
            self._bytes = self._bytes - size if self._taken or self._entries else 0
            self._see_room()
            self._books.enter(status, len(entries), unconfirmed=unconfirmed)
            self._tell()

    def release(self, entries: Sequence[Entry]) -> None:
        """Let barriers know of events whose outcome has been announced."""
        with self.lock:
            if self._books.announced(entries):
                self._tell()

    def drain(self) -> list[Entry]:
        """Take everything that is in memory."""
        with self.lock:
            return self.take(len(self._entries), self._bytes + len(self._entries))

    def write_off(self, entries: Sequence[Entry]) -> None:
        """Count events as dropped that an outbox could not save when it was closed."""
        with self.lock:
            self._written_off += len(entries)
            self._books.enter("dropped", len(entries))
            self._tell()

    def stop(self, error: AmplitudeError | None) -> None:
        """Stop sending and keep the events; None: go on."""
        with self.lock:
            self.stopped = error
            self._tell()
            if error is None:
                self._ring()

    def begin_to_close(self) -> None:
        """Everything left is sent at once from now on."""
        with self.lock:
            self.is_closing = True
            self._ring()

    def close(self) -> None:
        """Take no more events."""
        with self.lock:
            self._is_closed, self._is_plain = True, False
            self._see_room()
            self._tell()

    def due_in(self, now: float) -> float | None:
        """Seconds until the queued events should leave; None when there are none."""
        with self.lock:
            if not self._entries:
                return 0.0 if self._spill.count > 0 else None
            if self.is_closing or self._spill.count or self._is_full or self.is_busy():
                return 0.0
            if self._books.awaits(self._entries[0]):
                return 0.0
            if self._first_at is None:
                self._first_at = now
            return max(0.0, self._first_at + self._config.flush_interval - now)

    def arm(self) -> None:
        """Ring the bell at the next event when there is none yet, else when a request is full."""
        with self.lock:
            self.woken = False
            self._aim()

    def aim(self) -> None:
        """The same after events have been taken, unless the bell has rung meanwhile."""
        with self.lock:
            if not self.woken:
                self._aim()

    def _aim(self) -> None:
        if not self._entries:
            self._wake_events, self._wake_bytes = 1, _NEVER
        elif self.is_busy():
            self.disarm()
        else:
            self._wake_events = self._config.max_batch_events
            self._wake_bytes = self._taken_bytes + self._config.max_batch_bytes

    def rearm(self) -> None:
        """Ring again at the next event: nobody heard the bell."""
        with self.lock:
            self._wake_events = 0

    def disarm(self) -> None:
        """Do not ring for events: the sender has to wait in any case."""
        with self.lock:
            self._wake_events = self._wake_bytes = _NEVER

    def _ring(self) -> None:
        self._wake_events = self._wake_bytes = _NEVER
        self.woken = True
        self._bell.wake()

    def _tell(self) -> None:
        self.room.notify_all()
        self._bell.changed()
