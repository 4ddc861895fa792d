"""What both drivers have in common: the engine, its outbox, forks, and the report."""

from __future__ import annotations

import logging
import math
import os
import threading
import time
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from amplitude_sdk.delivery.engine import Engine
from amplitude_sdk.delivery.envelope import UPLOAD, Envelope
from amplitude_sdk.delivery.lifecycle import hold, let_go, watch
from amplitude_sdk.delivery.queue import Queue
from amplitude_sdk.errors import AmplitudeError, ConfigurationError, ValidationError
from amplitude_sdk.transport.messages import Failure

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from amplitude_sdk.delivery.configuration import DeliveryConfig, WhenFull
    from amplitude_sdk.delivery.engine import Settled
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.report import DeliveryReport
    from amplitude_sdk.transport.messages import Reply, Request
    from amplitude_sdk.transport.outcome import Judge
    from amplitude_sdk.transport.settings import Settings

__all__ = ["Driving", "Sends", "broken", "refuse_waiting", "seconds_or_none"]

log = logging.getLogger("amplitude_sdk")


class Sends(Protocol):
    """A sender of either colour, as far as both drivers need it."""

    settings: Settings
    judge: Judge

    def renew(self) -> None:
        """Let go of connections that cannot be used here, without closing them."""
        ...


class Driving(ABC):
    """The delivery of one client: what was tracked, and what became of it."""

    def __init__(self, sender: Sends, config: DeliveryConfig, when_full: WhenFull) -> None:
        settings = sender.settings
        self._sends, self._config = sender, config
        self._envelope = Envelope(
            settings.base_url_of(UPLOAD.api) + UPLOAD.path,
            settings.credentials.api_key,
            min_id_length=config.min_id_length,
            compress=config.gzip,
        )
        self._queue = Queue(config, when_full, self._envelope.room, self)
        self.put: Callable[[bytes, tuple[str, ...]], None] = self._queue.put
        self._begin()
        watch(self)
        if config.outbox is not None:
            self._open_outbox()

    def report(self) -> DeliveryReport:
        """Where the tracked events are at this moment."""
        return self._queue.report()

    def resume(self) -> None:
        """Start sending again after it has stopped; the cause should be gone."""
        self._queue.stop(None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.report()})"

    # What the queue calls, with its lock held; each driver has its own way.

    @abstractmethod
    def wake(self) -> None:
        """There is something to do for the sender."""

    @abstractmethod
    def changed(self) -> None:
        """There is room, or an event has an outcome."""

    @abstractmethod
    def can_wait(self) -> bool:
        """Whether the calling thread may wait for room."""

    @abstractmethod
    def close_at_exit(self) -> None:
        """Deliver what is left, within `shutdown_timeout`."""

    @abstractmethod
    def _commit_soon(self) -> None:
        """An event waits to be written to the outbox."""

    # The life of the process.

    def before_fork(self) -> None:
        """A child must not inherit an open database, nor one that is just being opened."""
        self._queue.lock.acquire()
        if self._queue.outbox is not None:
            self._queue.outbox.suspend()

    def after_fork_in_parent(self) -> None:
        """Go on; the outbox is opened again when it is needed."""
        if self._queue.outbox is not None:
            self._queue.outbox.resume()
        self._queue.lock.release()

    def after_fork_in_child(self) -> None:
        """Start empty, with connections and an outbox of our own as soon as they are needed."""
        let_go(self)
        if self._queue.outbox is not None:
            self._queue.outbox.abandon()
        self._sends.renew()
        self._queue.reset(self._open_outbox if self._config.outbox is not None else None)
        self._begin()

    def begin_to_close(self) -> None:
        """Send what is left at once, without waiting for a backoff."""
        self._hurries = True
        self._queue.begin_to_close()

    def _begin(self) -> None:
        """Build the state of the sender anew."""
        self._engine = Engine(
            self._config, self._queue, envelope=self._envelope, judge=self._sends.judge
        )
        self._user: int | None = None
        self._hurries = False

    # The engine is for one thread at a time.

    @contextmanager
    def _alone(self) -> Generator[Engine]:
        """Have the engine.

        Not by a lock of its own: who waits must not keep the queue's meanwhile, and a signal handler
        that closes the client may have interrupted a `track` which holds it.
        """
        me, room = threading.get_ident(), self._queue.room
        with room:
            before = self._user
            while self._user not in {None, me}:
                self._queue.wait()
            self._user = me
        try:
            yield self._engine
        finally:
            with room:
                self._user = before if before == me else None
                room.notify_all()

    def _step(self) -> list[Entry] | float | None:
        with self._alone() as engine:
            if self._hurries:
                self._hurries = False
                engine.hurry()
            return engine.step(time.monotonic())

    def _settle(self, outcome: Reply | Failure, entries: list[Entry]) -> list[Settled]:
        with self._alone() as engine:
            return engine.settle(outcome, time.monotonic(), entries)

    def _drive(self, send: Callable[[Request], Reply | Failure], ends: float | None) -> None:
        """Deliver in the calling thread until there is nothing to do, or the time is over."""
        while (left := _left(ends)) > 0:
            with self._alone():  # throughout: two threads must not send the same batch
                step = self._step()
                settled = self._exchange(step, send, left) if isinstance(step, list) else []
            if isinstance(step, list):
                self._engine.announce(settled)
            elif step is None or step > left:
                return
            else:
                time.sleep(step)

    def _exchange(
        self, entries: list[Entry], send: Callable[[Request], Reply | Failure], left: float
    ) -> list[Settled]:
        timeout = min(left, self._sends.settings.timeout)
        request = replace(self._envelope.request(entries), timeout=timeout)
        return self._settle(send(request), entries)

    def _fail(self, error: BaseException) -> None:
        """Stop sending after something unforeseen, so that nobody waits in vain."""
        why = f"the delivery has failed: {type(error).__name__}: {error}; events are kept."
        self._queue.stop(AmplitudeError(why))
        log.error("sending has stopped: %s Call delivery.resume()", why, exc_info=error)

    def _rest(self) -> None:
        """There is nothing to do: go with the client, unless something would be lost."""
        is_needed = self._queue.outbox is not None or self._queue.report().pending > 0
        if is_needed and not self._engine.is_closed:
            hold(self)
        else:
            let_go(self)

    def _open_outbox(self) -> None:
        """Open the outbox and take over what is in it.

        Raises:
            OutboxError: it cannot be opened.
        """
        from amplitude_sdk.delivery.outbox import Outbox  # noqa: PLC0415  loads sqlite3

        path = os.fspath(self._config.outbox or "")
        outbox = Outbox.open(path, sync=self._config.outbox_sync)
        outbox.on_buffered = self._commit_soon
        self._queue.attach(outbox)
        hold(self)  # the file has to be closed

    def _settle_rest(self) -> None:
        """End the delivery: what is left is dropped, or stays in the outbox."""
        with self._alone() as engine:
            is_open = not engine.is_closed
            settled = engine.close()
        outbox = self._queue.outbox
        if is_open and outbox is not None:
            outbox.close()
            settled += engine.write_off(outbox.unsaved, outbox.trouble)
        engine.announce(settled)
        let_go(self)


def broken(error: Exception) -> Failure:
    """An exception that a transport should not have raised; what was sent is not known."""
    return Failure(f"{type(error).__name__}: {error}", sent=True)


def _left(ends: float | None) -> float:
    return math.inf if ends is None else ends - time.monotonic()


def seconds_or_none(name: str, value: Any) -> float | None:
    """Check a timeout of `flush` or `close`; an infinite one is none.

    Raises:
        ValidationError: it is no time.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not None and not (is_number and value >= 0):
        raise ValidationError(name, f"seconds, a number of at least 0, or None, got {value!r}")
    return None if value is None or value == math.inf else float(value)


def refuse_waiting(name: str) -> None:
    """Refuse to wait for the delivery inside it.

    Raises:
        ConfigurationError: always.
    """
    raise ConfigurationError(
        f"{name}() was called from on_outcome, which runs inside the delivery: it would wait for "
        "itself; call it from elsewhere"
    )
