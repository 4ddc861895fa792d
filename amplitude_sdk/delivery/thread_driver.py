"""Delivery in a thread of its own, which lives while there is something to do."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from amplitude_sdk.delivery.commit_timer import CommitTimer
from amplitude_sdk.delivery.driving import (
    Driving,
    broken,
    refuse_waiting,
    seconds_or_none,
)
from amplitude_sdk.delivery.queue import LOOK_AGAIN

if TYPE_CHECKING:
    from amplitude_sdk.delivery.books import Barrier
    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.report import DeliveryReport
    from amplitude_sdk.transport._sync import Sender
    from amplitude_sdk.transport.messages import Failure, Reply, Request

__all__ = ["Delivery"]

_IDLE: Final = 5.0
"""Seconds without anything to do after which the thread ends; the next event starts another."""

_ENDS: Final = 1.0
"""Seconds; a thread that has nothing left to do ends at once."""

_LONGEST: Final = 86_400.0
"""Seconds of one wait, which is repeated; no system waits for every float."""

log = logging.getLogger("amplitude_sdk")


class Delivery(Driving):
    """`amp.delivery`: what was tracked, and what became of it."""

    def __init__(self, sender: Sender, config: DeliveryConfig) -> None:
        self._sender = sender
        super().__init__(sender, config, config.when_full or "block")

    # What a client calls.

    def flush(self, timeout: float | None = None) -> DeliveryReport:
        """Wait until everything tracked so far has an outcome."""
        limit = seconds_or_none("timeout", timeout)
        self._refuse_inside("flush")
        barrier = self._queue.barrier()
        try:
            self._wait_for(barrier, None if limit is None else time.monotonic() + limit)
        finally:
            self._queue.lift(barrier)
        return self.report()

    def close(self, timeout: float | None = None) -> DeliveryReport:
        """Send what is left, within `timeout` seconds or `shutdown_timeout`, and end."""
        limit = seconds_or_none("timeout", timeout)
        self._refuse_inside("close")
        self.begin_to_close()
        self.flush(self._config.shutdown_timeout if limit is None else limit)
        self._settle_rest()
        return self.report()

    def ready(self) -> None:
        """Wait until there is room for another event."""
        self._refuse_inside("ready")
        while not self._wait_for_room():
            self._drive(self._send, None)

    # What the queue calls, with its lock held.

    def wake(self) -> None:
        """Let the thread look, and start it if there is none and something to do."""
        if self._engine.is_closed:
            return
        if self._is_started:
            self._work.notify()
        elif self._queue.report().pending:
            self._start()
        else:
            self._queue.rearm()

    def can_wait(self) -> bool:
        """Whether the calling thread may wait: it is not ours, and ours is there."""
        return not self._is_inside and self._has_thread()

    def changed(self) -> None:
        """Who waits, waits for `room`, which the queue has notified."""

    # The life of the process.

    def close_at_exit(self) -> None:
        """Wait for what is left, until `shutdown_timeout` after the process began to end."""
        left = self._closing_since + self._config.shutdown_timeout - time.monotonic()
        try:
            self.flush(max(0.0, left))
        finally:
            self._settle_rest()
            self._sender.reopen()  # closes connections; who queries even later opens others

    def begin_to_close(self) -> None:
        """Send what is left at once, without waiting for a backoff."""
        self._closing_since = time.monotonic()
        super().begin_to_close()

    def _begin(self) -> None:
        super()._begin()
        self._work = threading.Condition(self._queue.lock)
        self._timer = CommitTimer(self._commit)
        self._thread: threading.Thread | None = None
        self._is_delivering = self._has_told = False
        self._closing_since = time.monotonic()

    def _settle_rest(self) -> None:
        super()._settle_rest()
        outbox = self._queue.outbox
        with outbox.lent() if outbox is not None else nullcontext():
            self._timer.stop()
        self._end_thread()

    def _end_thread(self) -> None:
        """Wait for the end of the thread unless it is busy with a request or in the user's code."""
        with self._queue.lock:
            thread = self._thread
            self._work.notify_all()
            while self._is_started and not self._is_delivering:
                self._queue.wait()  # lets go of the lock, which the thread needs to end
        if thread is not None and thread.ident is not None and not self._is_delivering:
            thread.join(_ENDS)

    def _commit_soon(self) -> None:
        self._timer.start()

    def _commit(self) -> bool:
        outbox = self._queue.outbox
        if outbox is None or self._engine.is_closed:
            return True
        outbox.commit()
        return outbox.buffered == 0

    # The thread.

    @property
    def _is_inside(self) -> bool:
        """Whether this is our thread."""
        return threading.current_thread() is self._thread

    def _refuse_inside(self, name: str) -> None:
        if self._is_inside:
            refuse_waiting(name)

    @property
    def _is_started(self) -> bool:
        """Whether there is a thread that runs; a signal handler may come when it is only made."""
        return self._thread is not None and self._thread.ident is not None

    def _has_thread(self) -> bool:
        """Whether there is a thread for what is pending, now if not before."""
        if not self._is_started:
            self._start()
        return self._is_started

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name="amplitude-delivery", daemon=True)
        if self._is_started:  # a signal handler was quicker
            return
        self._thread = thread
        try:
            thread.start()
        except RuntimeError as error:  # no more threads here, or the interpreter is ending
            self._thread = None
            self._tell(str(error))

    def _tell(self, why: str) -> None:
        """Log once that there can be no thread; where a process ends that is no trouble."""
        if not self._has_told and "shutdown" not in why:
            log.error("no thread can be started, so events leave at flush() and close(): %s", why)
        self._has_told = True

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        except BaseException as error:  # noqa: BLE001  nobody else would hear of it
            self._fail(error)
            self._leave()

    def _turn(self) -> bool:
        """Send, or wait; False when the thread is to end."""
        if not self._is_inside:  # a signal handler came at its start, and started another
            return False
        self._queue.arm()
        step = self._step()
        if isinstance(step, list):
            self._deliver(step)
            return True
        with self._queue.lock:
            if not self._queue.woken and not self._engine.is_closed:
                self._work.wait(_IDLE if step is None else min(step, _LONGEST))
            is_over = self._engine.is_closed or (step is None and not self._queue.woken)
            if is_over:
                self._leave()
            return not is_over

    def _leave(self) -> None:
        with self._queue.lock:
            if self._is_inside:
                self._thread = None
                self._is_delivering = False
                self._rest()
                self._queue.room.notify_all()

    def _deliver(self, entries: list[Entry]) -> None:
        with self._queue.lock:
            self._is_delivering = not self._engine.is_closed
            self._queue.room.notify_all()
        if self._is_delivering:
            outcome = self._send(self._envelope.request(entries))
            self._engine.announce(self._settle(outcome, entries))
            self._is_delivering = False

    def _send(self, request: Request) -> Reply | Failure:
        try:
            return self._sender.attempt(request)
        except Exception as error:  # noqa: BLE001  a transport of the caller's may raise anything
            return broken(error)

    # Waiting for it.

    def _wait_for(self, barrier: Barrier, ends: float | None) -> None:
        queue = self._queue
        with queue.lock:
            while barrier.left > 0 and queue.stopped is None and not self._engine.is_closed:
                left = None if ends is None else ends - time.monotonic()
                if left is not None and left <= 0:
                    return
                if not self._has_thread():
                    break
                queue.wait(left)
            else:
                return
        self._drive(self._send, ends)

    def _wait_for_room(self) -> bool:
        """Wait for room; False when there is no thread that could make some."""
        queue = self._queue
        with queue.lock:
            while not queue.has_room():
                if not self._has_thread():
                    return False
                queue.wait(LOOK_AGAIN)
        return True
