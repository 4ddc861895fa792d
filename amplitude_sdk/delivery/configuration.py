"""How tracked events are batched, kept, retried and accounted for: a frozen value."""

from __future__ import annotations

import inspect
import os
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast

from amplitude_api import facts

from amplitude_sdk.delivery.values import shown
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
_LONGEST_ID: Final = facts.MAX_STRING_LENGTH
_MOST_SECONDS: Final = 100 * 365 * 24 * 60 * 60
"""A hundred years: longer than anybody waits, short enough for the sums of every clock."""

_CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "when_full": (None, "block", "raise", "drop"),
    "outbox_sync": ("batch", "always"),
    "gzip": (True, False),
    "validate": (True, False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryConfig:
    """How tracked events are delivered.

    Times are at most a hundred years. An `AsyncAmplitude` sends only while its loop runs: what other
    threads track before anything has run in it waits for it.

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
            of its own beside it. One path belongs to one project: clients of different projects on
            it would send each other's events. Its size has no limit but the disk's.
        outbox_sync: "always": an event is on disk when `track` returns, a power cut included, at
            the price of a disk flush for each; needs an outbox. "batch": within 50 ms or 1,000
            events, safe against the end of the process; a power cut may lose the last of them, and
            an `AsyncAmplitude` cannot write while something blocks its loop for longer.
        gzip: whether to compress requests.
        retry_for: seconds to keep trying to send an event; an hour when None, without end when
            there is an outbox.
        shutdown_timeout: seconds for sending what is left at `close()`, at the end of a `with` and
            at the end of the program; what is left then is dropped with the reason "closed", or
            stays in the outbox. One that was dropped so may have been stored, if the reply to its
            last request never came.
        on_outcome: a plain function, called once for every event with what became of it, in the
            thread or task that delivers: return soon. For an event that is dropped for want of room
            it is called inside `track`. An exception in it is logged and harms nothing.
        validate: whether events are checked against the service's rules at `track`. Whether they
            can be written as JSON is checked in any case.
        min_id_length: the shortest user or device id, in characters, at most 1,024; 5 when None.

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
    on_outcome: Callable[[Outcome], object] | None = field(
        default=None,
        repr=False,  # what it is bound to may be anything, a key included
    )
    validate: bool = True
    min_id_length: int | None = None

    def __post_init__(self) -> None:
        _whole("max_batch_events", self.max_batch_events, 1, _MOST_EVENTS)
        _whole("max_batch_bytes", self.max_batch_bytes, _LEAST_BYTES, _MOST_BYTES)
        _whole("max_pending_events", self.max_pending_events, 1)
        _whole("max_pending_bytes", self.max_pending_bytes, 1)
        if self.min_id_length is not None:
            _whole("min_id_length", self.min_id_length, 1, _LONGEST_ID)
        for name in ("flush_interval", "shutdown_timeout"):
            _seconds(name, getattr(self, name))
        if self.retry_for is not None:
            _seconds("retry_for", self.retry_for)
        for name, choices in _CHOICES.items():
            _one_of(name, getattr(self, name), choices)
        _path(self.outbox)
        if self.outbox is None and self.outbox_sync == "always":
            raise ConfigurationError(
                'outbox_sync: "always" says how events are written to an outbox, and there is none; '
                "pass outbox=path"
            )
        _callback(self.on_outcome)


def _whole(name: str, value: object, least: int, most: int | None = None) -> None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or value < least or (most is not None and value > most):  # type: ignore[operator]  # is_whole says it is an int
        bounds = f"of at least {least:,}" if most is None else f"from {least:,} to {most:,}"
        raise ConfigurationError(f"{name}: a whole number {bounds}, got {shown(value)}")


def _seconds(name: str, value: object) -> None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= _MOST_SECONDS:  # type: ignore[operator]  # is_number says it is one
        raise ConfigurationError(
            f"{name}: seconds, a number from 0 to {_MOST_SECONDS:,}, got {shown(value)}"
        )


def _one_of(name: str, value: object, choices: tuple[object, ...]) -> None:
    if not any(
        value is choice or (isinstance(value, str) and value == choice) for choice in choices
    ):
        allowed = ", ".join(repr(choice) for choice in choices if choice is not None)
        raise ConfigurationError(f"{name}: one of {allowed}, got {shown(value)}")


def _path(value: object) -> None:
    if value is not None and not _is_path(value):
        raise ConfigurationError(
            f"outbox: the path of a file, as text or a Path, got {shown(value)}"
        )


def _is_path(value: object) -> bool:
    try:
        text = os.fspath(cast("str", value))
    except TypeError:
        return False
    return isinstance(text, str) and text != ""


def _callback(value: object) -> None:
    if value is not None and (not callable(value) or _does_nothing(value)):
        raise ConfigurationError(
            "on_outcome: a plain function of one Outcome, neither async nor a generator, got "
            f"{_kind(value)}"
        )


def _does_nothing(function: Any) -> bool:
    """Whether a call would only return something that has to be awaited or iterated."""
    while isinstance(function, partial):
        function = function.func
    call = type(function).__call__  # what runs, where an object is called
    return any(
        is_lazy(candidate)
        for candidate in (function, call)
        for is_lazy in (
            inspect.iscoroutinefunction,
            inspect.isasyncgenfunction,
            inspect.isgeneratorfunction,
        )
    )


def _kind(value: object) -> str:
    """What a callback is; its `repr` may show what it is bound to, a key included."""
    name = getattr(value, "__qualname__", None)
    return name if isinstance(name, str) else f"a value of type {type(value).__name__}"
