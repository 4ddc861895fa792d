"""What both drivers have in common: the engine, its outbox, forks, and the report."""

from __future__ import annotations

import os
import threading
import time
from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from amplitude_sdk.delivery.engine import Engine
from amplitude_sdk.delivery.envelope import UPLOAD, Envelope
from amplitude_sdk.delivery.lifecycle import watch
from amplitude_sdk.delivery.queue import Queue
from amplitude_sdk.errors import ConfigurationError, ValidationError
from amplitude_sdk.transport.messages import Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.delivery.configuration import DeliveryConfig, WhenFull
    from amplitude_sdk.delivery.report import DeliveryReport
    from amplitude_sdk.transport.messages import Reply, Request
    from amplitude_sdk.transport.outcome import Judge
    from amplitude_sdk.transport.settings import Settings

__all__ = ["Driving", "Sends", "broken", "drive", "refuse_waiting", "seconds_or_none"]


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
        if config.outbox is not None:
            self._open_outbox()
        watch(self)

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
        """A child must not inherit an open database."""
        if self._queue.outbox is not None:
            self._queue.outbox.suspend()

    def after_fork_in_parent(self) -> None:
        """Open it again."""
        if self._queue.outbox is not None:
            self._queue.outbox.resume()

    def after_fork_in_child(self) -> None:
        """Start empty, with connections and an outbox of our own as soon as they are needed."""
        if self._queue.outbox is not None:
            self._queue.outbox.abandon()
        self._sends.renew()
        self._queue.reset(self._open_outbox if self._config.outbox is not None else None)
        self._begin()

    def begin_to_close(self) -> None:
        """Send what is left at once, without waiting for a backoff."""
        self._queue.begin_to_close()

    def _begin(self) -> None:
        """Build the state of the sender anew."""
        self._stepping = threading.Lock()
        self._engine = Engine(
            self._config, self._queue, envelope=self._envelope, judge=self._sends.judge
        )

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

    def _settle_rest(self) -> None:
        """End the delivery: what is left is dropped, or stays in the outbox."""
        with self._stepping:
            settled = self._engine.close()
        self._engine.announce(settled)
        if self._queue.outbox is not None:
            self._queue.outbox.close()


def broken(error: Exception) -> Failure:
    """An exception that a transport should not have raised; what was sent is not known."""
    return Failure(f"{type(error).__name__}: {error}", sent=True)


def drive(
    engine: Engine,
    send: Callable[[Request], Reply | Failure],
    envelope: Envelope,
    timeout: float,
) -> None:
    """Deliver in the calling thread until there is nothing to do, or the time is over."""
    ends = time.monotonic() + timeout
    while (left := ends - time.monotonic()) > 0:
        step = engine.step(time.monotonic())
        if step is None or (not isinstance(step, list) and step > left):
            return
        if isinstance(step, list):
            outcome = send(replace(envelope.request(step), timeout=left))
            engine.announce(engine.settle(outcome, time.monotonic()))
        else:
            time.sleep(step)


def seconds_or_none(name: str, value: Any) -> float | None:
    """Check a timeout of `flush` or `close`.

    Raises:
        ValidationError: it is no time.
    """
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not None and not (is_number and value >= 0):
        raise ValidationError(name, f"seconds, a number of at least 0, or None, got {value!r}")
    return value  # type: ignore[no-any-return]  # checked above


def refuse_waiting(name: str) -> None:
    """Refuse to wait for the delivery inside it.

    Raises:
        ConfigurationError: always.
    """
    raise ConfigurationError(
        f"{name}() was called from on_outcome, which runs inside the delivery: it would wait for "
        "itself; call it from elsewhere"
    )
