"""When to repeat a request: a pure decision of values.

The specs say of each operation what a repetition may do (`x-retry`):

- `safe`: repeating has no further effect. Repeated on connection trouble, 408, 429 and 5xx, but
  not on 501, which no repetition changes.
- `keyed`: an idempotency key (`insert_id`) makes it safe. The same as `safe`.
- `never`: a repetition could apply twice. Repeated only when the request provably was not sent,
  or was turned away with 429.

What an attempt may have changed is remembered: after one without a clear outcome, a 404 to the
repetition of a DELETE says that it is gone, which is what the call was for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable  # noqa: TC003  annotations are read at run time
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf, nan
from typing import Final

from amplitude_sdk.errors import ConfigurationError

__all__ = [
    "Happened",
    "RetryPolicy",
    "full_jitter",
    "is_already_deleted",
    "is_outcome_unknown",
    "is_retryable",
    "parse_retry_after",
]

_NOT_FOUND: Final = 404
_REQUEST_TIMEOUT: Final = 408
_TOO_MANY_REQUESTS: Final = 429
_SERVER_ERRORS: Final = 500
_NOT_IMPLEMENTED: Final = 501
_SHORTEST: Final = 0.001
"""Seconds an attempt gets at least: a wait may end a little late, and no timeout is zero."""


@dataclass(frozen=True, slots=True)
class Happened:
    """What became of one attempt.

    Attributes:
        status_code: the status of the reply; None when there was no complete reply.
        sent: False when the request provably never reached the service.
        retry_after: seconds the reply asked to wait; None when it did not.
    """

    status_code: int | None = None
    sent: bool = True
    retry_after: float | None = None


def is_retryable(safety: str, happened: Happened) -> bool:
    """Whether `happened` allows another attempt of an operation with this `x-retry`."""
    if not happened.sent or happened.status_code == _TOO_MANY_REQUESTS:
        return True
    return safety != "never" and is_outcome_unknown(happened)


def is_outcome_unknown(happened: Happened) -> bool:
    """Whether the service may have done what it was asked: sent, and no reply that tells."""
    status = happened.status_code
    if not happened.sent or status == _NOT_IMPLEMENTED:
        return False
    return status is None or status == _REQUEST_TIMEOUT or status >= _SERVER_ERRORS


def is_already_deleted(method: str, status_code: int, earlier: Iterable[Happened]) -> bool:
    """Whether a reply to a repeated DELETE says that an `earlier` attempt did it after all."""
    is_gone = method == "DELETE" and status_code == _NOT_FOUND
    return is_gone and any(is_outcome_unknown(each) for each in earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how long to repeat. The delay is full jitter: uniform from 0 to the backoff.

    Attributes:
        max_attempts: tries in all, the first one included; 1 never repeats.
        base_delay: seconds; the first backoff, doubled with each further attempt.
        max_delay: seconds; the largest backoff.
        max_retry_after: seconds; a longer `Retry-After` ends the call instead of holding it. A
            shorter one is waited, and never less than the backoff would have been.
        deadline: seconds for all attempts of a call and the waits between them: no wait goes beyond
            it, and no attempt has a longer timeout than what is left; None for no bound.
    """

    max_attempts: int = 4
    base_delay: float = 0.5
    max_delay: float = 8.0
    max_retry_after: float = 60.0
    deadline: float | None = 120.0

    def __post_init__(self) -> None:
        attempts: object = self.max_attempts
        if not isinstance(attempts, int) or isinstance(attempts, bool):
            raise ConfigurationError(f"retry: max_attempts is a whole number, got {attempts!r}")
        if attempts < 1:
            raise ConfigurationError(
                "retry: max_attempts counts the first try, so it is at least 1"
            )
        for name in ("base_delay", "max_delay", "max_retry_after"):
            if not _number(name, getattr(self, name)) >= 0:
                raise ConfigurationError(f"retry: {name} is in seconds and cannot be negative")
        if self.deadline is not None and not _number("deadline", self.deadline) > 0:
            raise ConfigurationError(
                "retry: deadline is in seconds and positive; None for no bound"
            )

    def wait(
        self,
        safety: str,
        happened: Happened,
        *,
        attempt: int,
        elapsed: float,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> float | None:
        """Seconds to wait before the next attempt, or None to stop.

        Args:
            safety: the operation's `x-retry`.
            happened: what became of this attempt.
            attempt: its number, counted from 1.
            elapsed: seconds since the call began.
            uniform: the source of jitter.
        """
        if attempt >= self.max_attempts or not is_retryable(safety, happened):
            return None
        seconds = self._delay(happened, attempt, uniform)
        if seconds is None or (self.deadline is not None and elapsed + seconds >= self.deadline):
            return None
        return seconds

    def timeout(self, wanted: float, elapsed: float) -> float:
        """Seconds an attempt may take: `wanted`, or what the deadline leaves after `elapsed`."""
        left = self.left(elapsed)
        return wanted if left is None else min(wanted, left)

    def left(self, elapsed: float) -> float | None:
        """Seconds until the deadline after `elapsed`; None without one."""
        return None if self.deadline is None else max(self.deadline - elapsed, _SHORTEST)

    def _delay(
        self, happened: Happened, attempt: int, uniform: Callable[[float, float], float]
    ) -> float | None:
        """The backoff, or what the reply asks for: "0" or a past date must not make us a storm."""
        asked = happened.retry_after or 0.0
        if asked > self.max_retry_after:
            return None
        backoff = full_jitter(attempt, base=self.base_delay, most=self.max_delay, uniform=uniform)
        return max(asked, backoff)


def full_jitter(
    attempt: int,
    *,
    base: float,
    most: float,
    uniform: Callable[[float, float], float] = random.uniform,
) -> float:
    """Seconds to wait after an attempt: uniform from 0 to the backoff, which doubles up to `most`."""
    return uniform(0.0, min(most, base * 2.0 ** min(attempt - 1, 1000)))


def _number(name: str, value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ConfigurationError(f"retry: {name} is in seconds, a number, got {value!r}")
    return value


def parse_retry_after(value: str | None, *, now: datetime | None = None) -> float | None:
    """Read a `Retry-After` header, seconds or an HTTP date; None when absent or unreadable."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        seconds = _seconds_until(value, now or datetime.now(UTC))
    return seconds if 0 <= seconds < inf else None


def _seconds_until(date: str, now: datetime) -> float:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  most replies ask in seconds

    try:
        then = parsedate_to_datetime(date)
    except (ValueError, TypeError, IndexError, OverflowError):  # all of them, on odd texts
        return nan
    aware = then if then.tzinfo is not None else then.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
