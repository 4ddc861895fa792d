"""An upload as a state machine without I/O: the shared core, a list of events, a deadline.

It says what to send or how long to wait, and is told what came back; the drivers in `resources`
move the bytes.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from amplitude_api import facts

from amplitude_sdk.delivery.dispatch import Dispatch, Wait
from amplitude_sdk.delivery.entries import decoded
from amplitude_sdk.delivery.envelope import UPLOAD
from amplitude_sdk.delivery.replies import Refusal
from amplitude_sdk.delivery.report import RejectedEvent, UploadReport, unconfirmed
from amplitude_sdk.errors import NotSentError, UploadError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from amplitude_sdk.delivery.encode import Encoded
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.envelope import Envelope
    from amplitude_sdk.errors import AmplitudeError
    from amplitude_sdk.retry import RetryPolicy
    from amplitude_sdk.transport.messages import Failure, Reply, Request
    from amplitude_sdk.transport.outcome import Judge

__all__ = ["Upload"]

Members = dict[str, Any]

_MOST_HELD: Final = 20_000
"""Events that wait for throttled users or devices; ten requests' worth is enough to find others that
can leave meanwhile, and what is not read yet takes no memory."""

_MOST_HELD_BYTES: Final = 64 * 2**20
"""Bytes of JSON that wait for them; twenty thousand large events would be twenty gigabytes."""


class Upload:
    """Sends events in order, in as many requests as it takes, until each has an outcome.

    Events are read as they are needed. Of those of throttled users and devices only so many are
    read ahead as memory should hold.

    `step` returns the next thing to do, None when every event has an outcome; `settle` takes what
    came back. Both raise `UploadError` when sending has to stop.
    """

    def __init__(
        self,
        events: Iterable[Mapping[str, Any]],
        *,
        encode: Callable[[Mapping[str, Any]], Encoded],
        envelope: Envelope,
        judge: Judge,
        policy: RetryPolicy,
        began: float,
        deadline: float | None = None,
    ) -> None:
        self.report = UploadReport()
        self._given = _Given(events, encode, envelope.room, self._reject)
        self._envelope = envelope
        self._deadline, self._ends = deadline, None if deadline is None else began + deadline
        self._dispatch = Dispatch(
            self._given,
            self,
            envelope=envelope,
            judge=judge,
            pace=partial(policy.wait, UPLOAD.retry),
            most_held=_MOST_HELD,
            most_held_bytes=_MOST_HELD_BYTES,
        )

    def step(self, now: float) -> Request | Wait | None:
        """The next request, the time to wait before one, or None: done."""
        step = self._dispatch.step(now)
        if self._given.failure is not None:
            raise self._stopped(self._given.failure)
        if step is None:
            self.report.rejected.sort(key=lambda each: each.index)
            return None
        if isinstance(step, Wait):
            self._check_time(now + step.seconds, step.cause)
            return step
        self._check_time(now)
        self.report.requests += 1
        return self._envelope.request(step)

    def settle(self, outcome: Reply | Failure, now: float) -> None:
        """Take what came back for the request of the last `step`."""
        halt = self._dispatch.settle(outcome, now)
        if halt is not None:
            raise self._stopped(halt.error)

    def accepted(self, entries: Sequence[Entry], members: Members | None) -> None:
        """Count what the service took."""
        self.report.accepted += len(entries)
        self.report.unconfirmed += unconfirmed(len(entries), members)
        self.report.responses.append(members or {})
        for index, _, notes in entries:
            del self._given.events[index]
            if notes:
                self.report.notes[index] = notes

    def refused(self, entry: Entry, refusal: Refusal, code: int) -> None:
        """List what the service refused."""
        self._reject(entry[0], self._given.events.pop(entry[0]), refusal, code)

    def _reject(
        self, index: int, event: Mapping[str, Any], refusal: Refusal, code: int | None = None
    ) -> None:
        self.report.rejected.append(
            RejectedEvent(
                index, event, refusal.reason, code, refusal.fields, retryable=refusal.retryable
            )
        )

    def _check_time(self, then: float, cause: AmplitudeError | None = None) -> None:
        """Stop when the deadline comes before `then`."""
        if self._ends is not None and then > self._ends:
            late = f"the deadline of {self._deadline:g} s for the upload came first"
            raise self._stopped(cause or NotSentError(late), f"{late}; ")

    def _stopped(self, cause: AmplitudeError, why: str = "") -> UploadError:
        """End the upload: what has no outcome yet is listed, nothing is lost silently."""
        unsent = self._given.rest(self._dispatch.drain())
        report = self.report
        report.unsent = sorted(unsent)
        report.unsent_events = [unsent[index] for index in report.unsent]
        report.rejected.sort(key=lambda each: each.index)
        said = str(cause) if str(cause) in why else f"{why}{cause}"
        return UploadError(
            f"{len(unsent)} of the events have no known outcome ({report.accepted} accepted, "
            f"{len(report.rejected)} rejected): {said}. Upload report.unsent_events again: each has "
            "the insert_id it was sent with, so none is stored twice",
            report=report,
            cause=cause,
        )


class _Given:
    """The caller's events, read as they are needed; those that cannot be sent are rejected."""

    def __init__(
        self,
        events: Iterable[Mapping[str, Any]],
        encode: Callable[[Mapping[str, Any]], Encoded],
        room: int,
        reject: Callable[[int, Mapping[str, Any], Refusal], None],
    ) -> None:
        self.events: dict[int, Mapping[str, Any]] = {}
        self.failure: ValidationError | None = None
        self._source: Iterator[tuple[int, Mapping[str, Any]]] = enumerate(events)
        self._is_finite = isinstance(events, Collection)
        self._encode, self._room, self._reject = encode, room, reject
        self._ahead: list[Entry] = []

    def take(self, count: int, room: int) -> list[Entry]:
        """The next events; reads one more than fits, and keeps it."""
        taken: list[Entry] = []
        while len(taken) < count:
            entry = self._ahead.pop() if self._ahead else self._next()
            if entry is None:
                break
            room -= len(entry[1]) + bool(taken)
            if room < 0:
                self._ahead.append(entry)
                break
            taken.append(entry)
        return taken

    def rest(self, entries: Iterable[Entry]) -> dict[int, Mapping[str, Any]]:
        """Everything without an outcome, with the insert_id it was sent with where it was sent."""
        unsent: dict[int, Mapping[str, Any]] = {
            entry[0]: {**self.events[entry[0]], "insert_id": decoded(entry)["insert_id"]}
            for entry in (*entries, *self._ahead)
        }
        return unsent | (dict(self._source) if self._is_finite else {})

    def _next(self) -> Entry | None:
        """The next event with bytes."""
        while (given := self._read()) is not None:
            index, event = given
            try:
                encoded = self._encode(event)
            except ValidationError as error:
                self._reject(index, event, Refusal(str(error), (error.field,)))
                continue
            if len(encoded.data) > self._room:
                self._reject(index, event, Refusal(too_large(len(encoded.data))))
                continue
            self.events[index] = event
            return index, encoded.data, encoded.notes
        return None

    def _read(self) -> tuple[int, Mapping[str, Any]] | None:
        """Read one event; when the caller's iterable fails, what was read before is not forgotten."""
        try:
            return next(self._source, None)
        except Exception as error:  # noqa: BLE001  the caller's own code, whatever it raises
            self._source = iter(())
            self.failure = ValidationError(
                "events", f"reading them raised {type(error).__name__}: {error}"
            )
            self.failure.__cause__ = error
        return None


def too_large(size: int) -> str:
    """Say that no request has room for an event of so many bytes."""
    return (
        f"the event has {size} bytes, a request must stay below {facts.MAX_REQUEST_BYTES}; shorten "
        "its properties"
    )
