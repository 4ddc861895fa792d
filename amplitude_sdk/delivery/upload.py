"""An upload as a state machine without I/O.

It says what to send or how long to wait, and is told what came back; the drivers in `resources`
move the bytes.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from amplitude_api import facts

from amplitude_sdk.delivery.encode import encode
from amplitude_sdk.delivery.envelope import UPLOAD, Item
from amplitude_sdk.delivery.replies import Action, Refusal, judge_reply
from amplitude_sdk.delivery.report import RejectedEvent, UploadReport
from amplitude_sdk.delivery.throttling import Throttling
from amplitude_sdk.errors import (
    AuthenticationError,
    NotSentError,
    UploadError,
    ValidationError,
)
from amplitude_sdk.transport.messages import Failure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from amplitude_sdk.delivery.encode import Rules
    from amplitude_sdk.delivery.envelope import Envelope
    from amplitude_sdk.delivery.throttling import Key
    from amplitude_sdk.errors import AmplitudeError, ApiError, Attempt
    from amplitude_sdk.retry import Happened, RetryPolicy
    from amplitude_sdk.transport.messages import Reply, Request
    from amplitude_sdk.transport.outcome import Judge

__all__ = ["Upload", "Wait"]

_PAUSE: Final = float(facts.THROTTLE_PAUSE_SECONDS)
_FINAL: Final = frozenset[Action]({"bad_key", "stop"})


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing can be sent for some seconds."""

    seconds: float
    reason: str


class Upload:
    """Sends events in order, splits, sorts replies, holds throttled ids back, repeats what may be.

    `step` returns the next thing to do, None when every event has an outcome; `settle` takes what
    came back. Both raise `UploadError` when sending has to stop.
    """

    def __init__(
        self,
        events: Iterable[Mapping[str, Any]],
        *,
        rules: Rules,
        envelope: Envelope,
        judge: Judge,
        policy: RetryPolicy,
        began: float,
        deadline: float | None = None,
    ) -> None:
        self.report = UploadReport()
        self._source: Iterator[tuple[int, Mapping[str, Any]]] = enumerate(events)
        self._is_finite = isinstance(events, Collection)
        self._rules, self._envelope, self._judge, self._policy = rules, envelope, judge, policy
        self._deadline, self._ends = deadline, None if deadline is None else began + deadline
        self._ready: deque[Item] = deque()
        self._narrow: list[list[Item]] = []
        self._throttling = Throttling()
        self._flight: list[Item] = []
        self._request: Request | None = None
        self._attempts: tuple[Attempt, ...] = ()
        self._trouble_began: float | None = None
        self._wait: float | None = None
        self._trouble: AmplitudeError | None = None
        self._throttled: AmplitudeError | None = None

    def step(self, now: float) -> Request | Wait | None:
        """The next request, the time to wait before one, or None: done."""
        if self._wait is not None:
            seconds, self._wait = self._wait, None
            return self._pause(seconds, now, self._trouble, self._attempts[-1].reason)
        self._release(now)
        if not self._flight:
            self._flight = self._take()
        if self._flight:
            self._check_time(now)
            self.report.requests += 1
            self._request = self._envelope.request(self._flight)
            return self._request
        if self._throttling.waiting:
            seconds, why = self._throttling.remaining(now), "some users or devices are throttled"
            return self._pause(seconds, now, self._throttled, why)
        self.report.rejected.sort(key=lambda each: each.index)
        return None

    def settle(self, outcome: Reply | Failure, now: float) -> None:
        """Take what came back for the request of the last `step`."""
        if isinstance(outcome, Failure):
            return self._repeat(outcome, now)
        verdict = judge_reply(outcome.status_code, outcome.content, self._flight)
        if verdict.action == "repeat":
            return self._repeat(outcome, now)
        if verdict.action in _FINAL:
            raise self._stopped(self._final_error(verdict.action, outcome))
        items, self._flight = self._flight, []
        match verdict.action:
            case "accepted":
                self._accept(items, outcome)
            case "halve" | "bisect":
                self._split(items, outcome)
            case _:
                self._sort(items, verdict.refused, verdict.throttled, outcome, now)
        self._attempts, self._trouble_began, self._trouble = (), None, None
        return None

    def _accept(self, items: list[Item], reply: Reply) -> None:
        members = self._judge.members(reply)
        self.report.accepted += len(items)
        self.report.unconfirmed += len(items) if members is None else 0
        self.report.responses.append(members or {})
        self._throttling.accepted(items)

    def _take(self) -> list[Item]:
        """The next batch: first what a reply split off, so that the order of each user is kept."""
        while self._narrow:
            if batch := [item for item in self._narrow.pop() if not self._throttling.holds(item)]:
                return batch
        return self._fill()

    def _fill(self) -> list[Item]:
        """Take the next events that fit into one request and are not held back."""
        batch = self._flight = list[Item]()
        together: Counter[Key] = Counter()
        room = self._envelope.room
        while len(batch) < facts.MAX_EVENTS - 1:
            item = self._next()
            if item is None:
                break
            if self._throttling.holds(item):
                continue
            size = len(item.encoded.data) + bool(batch)
            if size > room or self._throttling.is_full(together, item):
                self._ready.appendleft(item)
                break
            room -= size
            batch.append(item)
            together.update(item.keys)
        return batch

    def _next(self) -> Item | None:
        """The next event with bytes; those that cannot be sent are rejected on the way."""
        if self._ready:
            return self._ready.popleft()
        while (given := self._read()) is not None:
            index, event = given
            try:
                encoded = encode(event, self._rules)
            except ValidationError as error:
                self._reject(index, event, Refusal(str(error), (error.field,)), None)
                continue
            if len(encoded.data) > self._envelope.room:
                self._reject(index, event, _too_large(len(encoded.data)), None)
                continue
            if encoded.notes:
                self.report.notes[index] = encoded.notes
            return Item(index, event, encoded)
        return None

    def _read(self) -> tuple[int, Mapping[str, Any]] | None:
        """Read one event; when the caller's iterable fails, what was sent before is not forgotten."""
        try:
            return next(self._source, None)
        except Exception as error:  # noqa: BLE001  the caller's own code, whatever it raises
            self._source = iter(())
            cause = ValidationError(
                "events", f"reading them raised {type(error).__name__}: {error}"
            )
            cause.__cause__ = error
        raise self._stopped(cause)

    def _release(self, now: float) -> None:
        """Let waiting events go whose time has come, but not past what a reply has split off."""
        if not self._narrow and (released := self._throttling.release(now)):
            self._ready = deque(sorted((*released, *self._ready), key=lambda item: item.index))

    def _split(self, items: list[Item], reply: Reply) -> None:
        if len(items) == 1:
            refusal = Refusal(self._error(reply).message)
            self._reject(items[0].index, items[0].event, refusal, reply.status_code)
            return
        middle = len(items) // 2
        self._narrow += [items[middle:], items[:middle]]

    def _sort(
        self,
        items: list[Item],
        refused: Mapping[int, Refusal],
        throttled: frozenset[int],
        reply: Reply,
        now: float,
    ) -> None:
        if throttled:
            self._throttled = self._error(reply)
            asked = self._judge.happened(reply).retry_after
            self._throttling.pause(items, throttled, now + (asked or _PAUSE))
        for position, refusal in refused.items():
            item = items[position]
            self._reject(item.index, item.event, refusal, reply.status_code)
        rest = [item for position, item in enumerate(items) if position not in refused]
        self._narrow.append(rest)

    def _repeat(self, outcome: Reply | Failure, now: float) -> None:
        if self._trouble_began is None:
            self._trouble_began = now
        number = len(self._attempts) + 1
        wait = self._policy.wait(
            UPLOAD.retry,
            self._happened(outcome),
            attempt=number,
            elapsed=now - self._trouble_began,
        )
        tried = self._judge.attempt(number, outcome, wait or 0.0)
        self._attempts = (*self._attempts, tried)
        self._trouble = self._judge.error(self._sent, outcome, self._attempts, "")
        if wait is None:
            raise self._stopped(self._trouble)
        self._wait = wait

    def _happened(self, outcome: Reply | Failure) -> Happened:
        """The outcome; a 429 that names nobody and no time asks for the documented pause."""
        happened = self._judge.happened(outcome)
        is_bare = happened.status_code == HTTPStatus.TOO_MANY_REQUESTS and not happened.retry_after
        return replace(happened, retry_after=_PAUSE) if is_bare else happened

    def _pause(self, seconds: float, now: float, cause: AmplitudeError | None, reason: str) -> Wait:
        self._check_time(now + seconds, cause)
        return Wait(seconds, reason)

    def _check_time(self, then: float, cause: AmplitudeError | None = None) -> None:
        """Stop when the deadline comes before `then`."""
        if self._ends is not None and then > self._ends:
            late = f"the deadline of {self._deadline:g} s for the upload came first"
            raise self._stopped(cause or self._trouble or NotSentError(late), f"{late}; ")

    @property
    def _sent(self) -> Request:
        return self._request or self._envelope.request(self._flight)

    def _final_error(self, action: Action, reply: Reply) -> AmplitudeError:
        return self._error(reply, AuthenticationError if action == "bad_key" else None)

    def _error(self, reply: Reply, kind: type[AuthenticationError] | None = None) -> ApiError:
        this = self._judge.attempt(len(self._attempts) + 1, reply, 0.0)
        return self._judge.api_error(self._sent, reply, (*self._attempts, this), kind)

    def _reject(
        self, index: int, event: Mapping[str, Any], refusal: Refusal, code: int | None
    ) -> None:
        self.report.notes.pop(index, None)
        self.report.rejected.append(
            RejectedEvent(
                index,
                event,
                self._judge.text(refusal.reason) if code else refusal.reason,
                code,
                tuple(self._judge.text(name) for name in refusal.fields)
                if code
                else refusal.fields,
                retryable=refusal.retryable,
            )
        )

    def _stopped(self, cause: AmplitudeError, why: str = "") -> UploadError:
        """End the upload: what has no outcome yet is listed, nothing is lost silently."""
        waiting = [*self._flight, *self._ready, *self._throttling.waiting]
        waiting += [item for items in self._narrow for item in items]
        unsent: dict[int, Mapping[str, Any]] = {
            item.index: {**item.event, "insert_id": item.encoded.insert_id} for item in waiting
        }
        unsent |= dict(self._source) if self._is_finite else {}
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


def _too_large(size: int) -> Refusal:
    return Refusal(
        f"the event has {size} bytes, a request must stay below {facts.MAX_REQUEST_BYTES}; shorten its "
        "properties"
    )
