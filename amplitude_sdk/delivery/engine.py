"""The ingestion engine without I/O: the queue, the shared core, one outcome for every event.

A driver asks `step` what to do, sends, tells `settle` what came back, and passes what that returns
to `announce`. `step` and `settle` are for one thread or task at a time; `announce` calls the
user's code, so it is called without any lock.
"""

from __future__ import annotations

import logging
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.delivery.dispatch import Dispatch, Wait
from amplitude_sdk.delivery.losses import Losses
from amplitude_sdk.delivery.report import Outcome, unconfirmed
from amplitude_sdk.retry import full_jitter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.envelope import Envelope
    from amplitude_sdk.delivery.queue import Queue
    from amplitude_sdk.delivery.replies import Refusal
    from amplitude_sdk.delivery.report import Status
    from amplitude_sdk.errors import AmplitudeError
    from amplitude_sdk.retry import Happened
    from amplitude_sdk.transport.messages import Failure, Reply
    from amplitude_sdk.transport.outcome import Judge

__all__ = ["Engine", "Persistence", "Settled"]

_READ_AGAIN: Final = 1.0
"""Seconds until an outbox is asked again that could not be read."""

_SOON: Final = 0.01
"""Seconds until what has just come is looked at, while others wait for the end of a pause."""

_AN_HOUR: Final = 3600.0
_CLOSING: Final = 1.0
"""Seconds; the largest backoff when there is little time left."""

log = logging.getLogger("amplitude_sdk")


@dataclass(frozen=True, slots=True)
class Persistence:
    """The pace of the engine: full jitter up to half a minute, for a time, not for a number of tries.

    Attributes:
        retry_for: seconds of trouble after which the events of a request are given up; None: never.
        base_delay: seconds; the first backoff, doubled with each attempt.
        max_delay: seconds; the largest backoff.
        max_retry_after: seconds; of a longer `Retry-After` so many are waited.
    """

    retry_for: float | None
    base_delay: float = 0.5
    max_delay: float = 30.0
    max_retry_after: float = 300.0

    def __call__(
        self,
        happened: Happened,
        /,
        *,
        attempt: int,
        elapsed: float,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> float | None:
        """Seconds to wait, None to give up; the last attempt is made when the time is over."""
        if self.retry_for is not None and elapsed >= self.retry_for:
            return None
        if not happened.retry_after:  # "0", or a date that has passed, must not make us a storm
            wait = full_jitter(attempt, base=self.base_delay, most=self.max_delay, uniform=uniform)
        else:
            wait = min(happened.retry_after, self.max_retry_after)
        return wait if self.retry_for is None else min(wait, self.retry_for - elapsed)


class Settled(NamedTuple):
    """Events that have an outcome, the same for all."""

    status: Status
    entries: Sequence[Entry]
    reason: str = ""
    code: int | None = None
    fields: tuple[str, ...] = ()
    unconfirmed: int = 0


class Engine:
    """Decides what the sender does next, and what became of events."""

    def __init__(
        self,
        config: DeliveryConfig,
        queue: Queue,
        *,
        envelope: Envelope,
        judge: Judge,
    ) -> None:
        self._config, self._queue = config, queue
        self._settled: list[Settled] = []
        self._losses = Losses()
        self._is_due = self._has_warned = False
        self.is_closed = False
        queue.dropped_at_the_door = self._drop_at_the_door
        self._persistence = Persistence(_retry_for(config))
        self._dispatch = Dispatch(
            self,
            self,
            envelope=envelope,
            judge=judge,
            pace=self._pace,
            most_events=config.max_batch_events,
            most_bytes=config.max_batch_bytes,
            most_held=config.max_pending_events,
            most_held_bytes=config.max_pending_bytes,
        )

    def step(self, now: float) -> list[Entry] | float | None:
        """The events of the next request, or seconds until it is time to ask again, or None: idle."""
        if self.is_closed or self._queue.stopped is not None:
            return None
        due = self._queue.due_in(now)
        self._is_due = due == 0
        step = self._dispatch.step(now)
        if isinstance(step, Wait):
            return self._seconds(step, now)
        if step is None and self._is_due:
            return _READ_AGAIN
        return due if step is None else step

    def _seconds(self, wait: Wait, now: float) -> float:
        """How long the sender rests, and what may wake it: not events that would have to wait too."""
        if wait.for_all or self._dispatch.is_saturated:
            self._queue.disarm()
            return wait.seconds
        self._queue.aim()
        due = self._queue.due_in(now)
        return wait.seconds if due is None else min(wait.seconds, max(due, _SOON))

    def settle(
        self, outcome: Reply | Failure, now: float, entries: Sequence[Entry]
    ) -> list[Settled]:
        """Take what came back for these entries; returns what now has an outcome, to be announced.

        Entries that are on their way no more have been sent again: nothing is said about them.
        """
        if self.is_closed or entries is not self._dispatch.flight:
            return []
        halt = self._dispatch.settle(outcome, now)
        if halt is not None and halt.is_final:
            self._stop(halt.error)
        elif halt is not None:
            reason = (
                f"not delivered within retry_for ({self._persistence.retry_for:g} s): {halt.error}"
            )
            self._settled.append(Settled("dropped", self._dispatch.give_up(), reason))
        return self._count()

    def hurry(self) -> None:
        """Try again at once what waits for a backoff."""
        self._dispatch.hurry()

    def close(self) -> list[Settled]:
        """Settle everything without an outcome; with an outbox it stays there, and is pending."""
        if self.is_closed:
            return []
        self.is_closed = True
        self._queue.close()
        if self._queue.outbox is not None:
            return []
        stopped = self._queue.stopped
        reason = "closed" if stopped is None else f"closed; sending had stopped: {stopped}"
        left = sorted((*self._dispatch.drain(), *self._queue.drain()))
        if left:
            self._settled.append(Settled("dropped", left, reason))
            if self._dispatch.trouble is not None:
                log.warning("events could not be delivered: %s", self._dispatch.trouble)
        return self._count()

    def write_off(self, entries: Sequence[Entry], why: object) -> list[Settled]:
        """Drop what the closed outbox could not save."""
        self._queue.write_off(entries)
        return [Settled("dropped", entries, f"closed, and not saved: {why}")] if entries else []

    def announce(self, settled: Sequence[Settled]) -> None:
        """Tell the log and `on_outcome`, then whoever waits in `flush`."""
        self._tell_trouble()
        self._log(settled)
        for each in settled:
            self._tell_all(each)
            self._queue.release(each.entries)

    # What the shared core calls.

    def take(self, count: int, room: int) -> list[Entry]:
        """The next events if it is time for them."""
        return self._queue.take(count, room) if self._is_due else []

    def accepted(self, entries: Sequence[Entry], members: dict[str, Any] | None) -> None:
        """The service took them."""
        missing = unconfirmed(len(entries), members)
        if missing:
            log.warning(
                "the reply to %d delivered events does not count %d of them", len(entries), missing
            )
        self._settled.append(Settled("delivered", entries, unconfirmed=missing))

    def refused(self, entry: Entry, refusal: Refusal, code: int) -> None:
        """The service will not take it, now or ever."""
        status: Status = "dropped" if refusal.retryable else "rejected"
        self._settled.append(Settled(status, [entry], refusal.reason, code, refusal.fields))

    def _pace(self, happened: Happened, /, *, attempt: int, elapsed: float) -> float | None:
        wait = self._persistence(happened, attempt=attempt, elapsed=elapsed)
        if wait is None or happened.retry_after is not None or not self._queue.is_closing:
            return wait
        return min(wait, _CLOSING)

    def _count(self) -> list[Settled]:
        settled, self._settled = self._settled, []
        outbox = self._queue.outbox
        if outbox is not None and settled:  # in one go: each is a transaction
            outbox.forget([number for each in settled for number, _, _ in each.entries])
        for each in settled:
            self._queue.settle(each.status, each.entries, unconfirmed=each.unconfirmed)
        return settled

    def _stop(self, error: AmplitudeError) -> None:
        self._queue.stop(error)
        self._has_warned = False
        log.error(
            "sending has stopped, events are kept: %s Correct that and call delivery.resume()",
            error,
        )

    def _drop_at_the_door(self, entry: Entry) -> None:
        full = "no room: max_pending_events or max_pending_bytes is reached"
        dropped = Settled("dropped", [entry], full)
        self._log([dropped])
        self._tell_all(dropped)

    def _tell_trouble(self) -> None:
        """Say when nothing gets through, and when it does again; one failure is no trouble yet."""
        trouble = self._dispatch.trouble
        if trouble is None and self._has_warned:
            self._has_warned = False
            log.info("events are delivered again")
        elif trouble is not None and not self._has_warned and self._dispatch.failures > 1:
            self._has_warned = True
            log.warning("events wait, since they cannot be delivered at present: %s", trouble)

    def _log(self, settled: Sequence[Settled]) -> None:
        for each in settled:
            if each.status != "delivered":
                self._losses.add(each.status, len(each.entries), each.reason)
        self._losses.say(all_of_them=self.is_closed)

    def _tell_all(self, settled: Settled) -> None:
        if self._config.on_outcome is not None:
            for entry in settled.entries:
                self._tell(self._config.on_outcome, settled, entry)

    @staticmethod
    def _tell(on_outcome: Callable[[Outcome], object], settled: Settled, entry: Entry) -> None:
        outcome = Outcome(
            settled.status, settled.reason, settled.code, settled.fields, entry[2], entry[1]
        )
        try:
            on_outcome(outcome)
        except (
            BaseException
        ):  # the user's code: not even a SystemExit may end the delivery of others
            log.exception("on_outcome raised; the event it was told about is %s", outcome.status)


def _retry_for(config: DeliveryConfig) -> float | None:
    if config.retry_for is None and config.outbox is None:
        return _AN_HOUR
    return config.retry_for
