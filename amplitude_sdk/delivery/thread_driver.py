"""Delivery in a thread of its own, which lives while there is something to do."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING, Final

from amplitude_sdk.delivery.commit_timer import CommitTimer
from amplitude_sdk.delivery.driving import (
    Driving,
    broken,
    drive,
    refuse_waiting,
    seconds_or_none,
)

if TYPE_CHECKING:
    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.queue import Barrier
    from amplitude_sdk.delivery.report import DeliveryReport
    from amplitude_sdk.transport._sync import Sender
    from amplitude_sdk.transport.messages import Failure, Reply, Request

__all__ = ["Delivery"]

_IDLE: Final = 5.0
"""Seconds without anything to do after which the thread ends; the next event starts another."""

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
        if not self.can_wait():
            refuse_waiting("flush")
        barrier = self._queue.barrier()
        try:
            self._wait_for(barrier, None if limit is None else time.monotonic() + limit)
        finally:
            self._queue.lift(barrier)
        return self.report()

    def close(self, timeout: float | None = None) -> DeliveryReport:
        """Send what is left, within `timeout` seconds or `shutdown_timeout`, and end."""
        limit = seconds_or_none("timeout", timeout)
        if not self.can_wait():
            refuse_waiting("close")
        self.begin_to_close()
        self.flush(self._config.shutdown_timeout if limit is None else limit)
        self._settle_rest()
        with self._queue.lock:
            self._work.notify_all()
        return self.report()

    def ready(self) -> None:
        """Wait until there is room for another event."""
        with self._queue.lock:
            while not self._queue.has_room():
                if not self.can_wait():
                    refuse_waiting("ready")
                self._queue.room.wait()

    # What the queue calls, with its lock held.

    def wake(self) -> None:
        """Let the thread look, and start it if there is none."""
        if self._thread is not None:
            self._work.notify()
        elif not self._is_inline:
            self._start()

    def can_wait(self) -> bool:
        """Whether this is another thread than ours."""
        return threading.current_thread() is not self._thread

    def changed(self) -> None:
        """Who waits, waits for `room`, which the queue has notified."""

    # The life of the process.

    def close_at_exit(self) -> None:
        """Wait for what is left, within `shutdown_timeout`."""
        self.close()

    def begin_to_close(self) -> None:
        """Send what is left at once, without waiting for a backoff."""
        with self._stepping:
            self._engine.hurry()
        super().begin_to_close()

    def _begin(self) -> None:
        super()._begin()
        self._work = threading.Condition(self._queue.lock)
        self._timer = CommitTimer(self._commit)
        self._thread: threading.Thread | None = None
        self._is_inline = False

    def _commit_soon(self) -> None:
        self._timer.start()

    def _commit(self) -> bool:
        outbox = self._queue.outbox
        if outbox is None or self._engine.is_closed:
            return True
        outbox.commit()
        return outbox.buffered == 0

    def _start(self) -> None:
        thread = threading.Thread(target=self._run, name="amplitude-delivery", daemon=True)
        self._thread = thread
        try:
            thread.start()
        except RuntimeError as error:  # no more threads here, or the interpreter is ending
            self._thread = None
            why = "no thread can be started, so events leave at flush() and close(): %s"
            log.error(why, error)  # noqa: TRY400  a traceback would say no more
            self._is_inline = True

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            with self._queue.lock:
                if not self.can_wait():
                    self._thread = None

    def _turn(self) -> bool:
        """Send, or wait; False when the thread is to end."""
        self._queue.arm()
        with self._stepping:
            step = self._engine.step(time.monotonic())
        if isinstance(step, list):
            self._deliver(step)
            return True
        with self._queue.lock:
            if self._engine.is_closed:
                return False
            if self._queue.woken:
                return True
            self._work.wait(_IDLE if step is None else step)
            if step is None and not self._queue.woken:
                self._thread = None
                return False
            return True

    def _deliver(self, entries: list[Entry]) -> None:
        outcome = self._send(self._envelope.request(entries))
        with self._stepping:
            settled = self._engine.settle(outcome, time.monotonic())
        self._engine.announce(settled)

    def _send(self, request: Request) -> Reply | Failure:
        try:
            return self._sender.attempt(request)
        except Exception as error:  # noqa: BLE001  a transport of the caller's may raise anything
            return broken(error)

    def _wait_for(self, barrier: Barrier, ends: float | None) -> None:
        queue = self._queue
        with queue.lock:
            while barrier.left > 0 and queue.stopped is None and not self._engine.is_closed:
                left = None if ends is None else ends - time.monotonic()
                if left is not None and left <= 0:
                    return
                if self._is_inline:
                    break
                queue.room.wait(left)
            else:
                return
        drive(self._engine, self._send, self._envelope, _FOREVER if ends is None else left or 0.0)


_FOREVER: Final = 365 * 86_400.0
