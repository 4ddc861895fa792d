"""How tracked events are batched, kept, retried and accounted for: a frozen value."""

from __future__ import annotations

import inspect
import math
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from amplitude_api import facts

from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.delivery.report import Outcome

__all__ = ["DeliveryConfig", "OutboxSync", "WhenFull"]

WhenFull: TypeAlias = Literal["block", "raise", "drop"]
OutboxSync: TypeAlias = Literal["batch", "always"]

_MOST_EVENTS: Final = facts.MAX_EVENTS - 1
_MOST_BYTES: Final = facts.MAX_REQUEST_BYTES - 1
_LEAST_BYTES: Final = 1000
_CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "when_full": (None, "block", "raise", "drop"),
    "outbox_sync": ("batch", "always"),
    "gzip": (True, False),
    "validate": (True, False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryConfig:
    """How tracked events are delivered.

    Attributes:
        max_batch_events: so many waiting events are sent at once; the most in one request.
        max_batch_bytes: so many waiting bytes of JSON are sent at once; the most in one body,
            before compression.
        flush_interval: seconds an event waits for company at most.
        max_pending_events: the most events in memory.
        max_pending_bytes: the most bytes of JSON in memory.
        when_full: what `track` does when there is no room. "block" waits (the default of
            `Amplitude`); "raise" raises `QueueFullError` (the default of `AsyncAmplitude`, which
            cannot block); "drop" gives the event up with an outcome. With an outbox events go to
            the disk first.
        outbox: a file in which events survive a crash of the process; the next process that opens
            it sends them, with the same insert_ids. A second process on the same path gets a file
            of its own beside it.
        outbox_sync: "always": an event is on disk when `track` returns, a power cut included, at
            the price of a disk flush for each. "batch": within 50 ms or 1,000 events, safe against
            the end of the process; a power cut may lose the last of them.
        gzip: whether to compress requests.
        retry_for: seconds to keep trying to send an event; an hour when None, without end when
            there is an outbox.
        shutdown_timeout: seconds for sending what is left at `close()`, at the end of a `with` and
            at the end of the program; what is left then is dropped with the reason "closed", or
            stays in the outbox.
        on_outcome: called once for every event with what became of it, in the thread or task that
            delivers: return soon. An exception in it is logged and harms nothing.
        validate: whether events are checked against the service's rules at `track`. Whether they
            can be written as JSON is checked in any case.
        min_id_length: the shortest user or device id, in characters; 5 when None.

    Raises:
        ConfigurationError: naming the argument, what it may be and what it was.
    """

    max_batch_events: int = _MOST_EVENTS
    max_batch_bytes: int = _MOST_BYTES
    flush_interval: float = 1.0
    max_pending_events: int = 100_000
    max_pending_bytes: int = 128 * 2**20
    when_full: WhenFull | None = None
    outbox: str | os.PathLike[str] | None = None
    outbox_sync: OutboxSync = "batch"
    gzip: bool = False
    retry_for: float | None = None
    shutdown_timeout: float = 5.0
    on_outcome: Callable[[Outcome], object] | None = None
    validate: bool = True
    min_id_length: int | None = None

    def __post_init__(self) -> None:
        _whole("max_batch_events", self.max_batch_events, 1, _MOST_EVENTS)
        _whole("max_batch_bytes", self.max_batch_bytes, _LEAST_BYTES, _MOST_BYTES)
        _whole("max_pending_events", self.max_pending_events, 1)
        _whole("max_pending_bytes", self.max_pending_bytes, 1)
        if self.min_id_length is not None:
            _whole("min_id_length", self.min_id_length, 1)
        for name in ("flush_interval", "shutdown_timeout"):
            _seconds(name, getattr(self, name))
        if self.retry_for is not None:
            _seconds("retry_for", self.retry_for)
        for name, choices in _CHOICES.items():
            _one_of(name, getattr(self, name), choices)
        _path(self.outbox)
        _callback(self.on_outcome)


def _whole(name: str, value: object, least: int, most: int | None = None) -> None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value < least or (most is not None and value > most):  # type: ignore[operator]  # is_whole says it is an int
        bounds = f"of at least {least:,}" if most is None else f"from {least:,} to {most:,}"
        raise ConfigurationError(f"{name}: a whole number {bounds}, got {value!r}")


def _seconds(name: str, value: object) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < 0:  # type: ignore[arg-type,operator]  # is_number says it is one
        raise ConfigurationError(f"{name}: seconds, a number of at least 0, got {value!r}")


def _one_of(name: str, value: object, choices: tuple[object, ...]) -> None:
    if not any(
        value is choice or (isinstance(value, str) and value == choice) for choice in choices
    ):
        allowed = ", ".join(repr(choice) for choice in choices if choice is not None)
        raise ConfigurationError(f"{name}: one of {allowed}, got {value!r}")


def _path(value: object) -> None:
    if value is not None and not isinstance(value, str | os.PathLike):
        raise ConfigurationError(f"outbox: the path of a file, got {value!r}")
    if value is not None and not os.fspath(value):
        raise ConfigurationError("outbox: the path of a file, got an empty text")


def _callback(value: object) -> None:
    if value is None:
        return
    if not callable(value) or inspect.iscoroutinefunction(value):
        raise ConfigurationError(
            f"on_outcome: a plain function of one Outcome (not async), got {value!r}"
        )
