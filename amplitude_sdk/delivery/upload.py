"""An upload as a state machine without I/O.

It says what to send or how long to wait, and is told what came back; the drivers in `resources`
move the bytes.
"""

from __future__ import annotations

import gzip
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson
from amplitude_api import facts

from amplitude_sdk.delivery.encode import encode
from amplitude_sdk.delivery.replies import Refusal, body_of, judge_reply
from amplitude_sdk.delivery.report import RejectedEvent, UploadReport
from amplitude_sdk.errors import (
    AuthenticationError,
    UploadError,
    ValidationError,
)
from amplitude_sdk.transport.messages import Failure, Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from amplitude_sdk.delivery.encode import Encoded, Rules
    from amplitude_sdk.errors import (
        AmplitudeError,
        Attempt,
    )
    from amplitude_sdk.retry import RetryPolicy
    from amplitude_sdk.transport.messages import Reply
    from amplitude_sdk.transport.outcome import Judge

__all__ = ["Envelope", "Upload", "Wait"]

_OPERATION: Final = facts.OPERATIONS["uploadEvents"]


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing can be sent for some seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Item:
    """An event on its way."""

    index: int
    event: Mapping[str, Any]
    encoded: Encoded

    @property
    def user_id(self) -> str | None:
        """Whose event it is."""
        return self.encoded.user_id

    @property
    def device_id(self) -> str | None:
        """Where it happened."""
        return self.encoded.device_id

    @property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """What throttling and order go by."""
        given = (("user", self.user_id), ("device", self.device_id))
        return tuple((kind, value) for kind, value in given if value is not None)


class Envelope:
    """Builds request bodies around encoded events, counting real bytes."""

    __slots__ = ("_gzip", "_head", "_timeout", "_url")

    def __init__(
        self,
        url: str,
        api_key: str,
        *,
        min_id_length: int | None = None,
        compress: bool = False,
        timeout: float | None = None,
    ) -> None:
        head: dict[str, object] = {"api_key": api_key}
        if min_id_length is not None:
            head["options"] = {"min_id_length": min_id_length}
        self._head = orjson.dumps(head)[:-1] + b',"events":['
        self._url, self._gzip, self._timeout = url, compress, timeout

    @property
    def room(self) -> int:
        """Bytes left for events and the commas between them; the body stays below the limit."""
        return facts.MAX_REQUEST_BYTES - 1 - len(self._head) - len(b"]}")

    def request(self, items: Sequence[Item]) -> Request:
        """Put events into a request."""
        content = self._head + b",".join(item.encoded.data for item in items) + b"]}"
        headers = {"content-type": "application/json"}
        if self._gzip:
            content = gzip.compress(content, compresslevel=1, mtime=0)
            headers["content-encoding"] = "gzip"
        return Request(_OPERATION, self._url, content, headers, self._timeout)


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
        self._rules, self._envelope, self._judge, self._policy = rules, envelope, judge, policy
        self._ends = None if deadline is None else began + deadline
        self._ready: deque[Item] = deque()
        self._narrow: list[list[Item]] = []
        self._held: list[Item] = []
        self._until: dict[tuple[str, str], float] = {}
        self._flight: list[Item] = []
        self._request: Request | None = None
        self._attempts: tuple[Attempt, ...] = ()
        self._trouble_began: float | None = None
        self._wait: float | None = None
        self._last: AmplitudeError | None = None

    def step(self, now: float) -> Request | Wait | None:
        """The next request, the time to wait before one, or None: done."""
        if self._wait is not None:
            seconds, self._wait = self._wait, None
            return self._pause(seconds, now)
        self._release(now)
        if not self._flight:
            self._flight = self._take()
        if self._flight:
            self.report.requests += 1
            self._request = self._envelope.request(self._flight)
            return self._request
        if self._held:
            return self._pause(max(0.0, min(self._until.values(), default=now) - now), now)
        self.report.rejected.sort(key=lambda each: each.index)
        return None

    def settle(self, outcome: Reply | Failure, now: float) -> None:
        """Take what came back for the request of the last `step`."""
        if isinstance(outcome, Failure):
            return self._repeat(outcome, now)
        verdict = judge_reply(outcome.status_code, outcome.content, self._flight)
        if verdict.action == "repeat":
            return self._repeat(outcome, now)
        self._attempts, self._trouble_began = (), None
        items, self._flight = self._flight, []
        match verdict.action:
            case "accepted":
                self.report.accepted += len(items)
                self.report.responses.append(body_of(outcome.content) or {})
            case "halve" | "bisect":
                self._split(items, outcome)
            case "sorted":
                self._sort(items, verdict.refused, verdict.throttled, outcome, now)
            case "throttled":
                self._sort(items, {}, frozenset(range(len(items))), outcome, now)
            case _:
                self._flight = items
                kind = AuthenticationError if verdict.action == "bad_key" else None
                raise self._stopped(self._error(outcome, kind))
        return None

    def _take(self) -> list[Item]:
        """The next batch: first what a reply split off, so that the order of each user is kept."""
        while self._narrow:
            if batch := [item for item in self._narrow.pop() if not self._holds(item)]:
                return batch
        return self._fill()

    def _fill(self) -> list[Item]:
        """Take the next events that fit into one request and are not held back."""
        batch: list[Item] = []
        room = self._envelope.room
        while len(batch) < facts.MAX_EVENTS - 1:
            item = self._next()
            if item is None:
                break
            if self._holds(item):
                continue
            size = len(item.encoded.data) + bool(batch)
            if size > room:
                self._ready.appendleft(item)
                break
            room -= size
            batch.append(item)
        return batch

    def _next(self) -> Item | None:
        """The next event with bytes; those that cannot be sent are rejected on the way."""
        if self._ready:
            return self._ready.popleft()
        for index, event in self._source:
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

    def _holds(self, item: Item) -> bool:
        """Hold an event back if its user or device is, and from then on both of them."""
        until = [self._until[key] for key in item.keys if key in self._until]
        if not until:
            return False
        self._held.append(item)
        for key in item.keys:
            self._until.setdefault(key, max(until))
        return True

    def _release(self, now: float) -> None:
        if not self._until or min(self._until.values()) > now:
            return
        self._until = {key: until for key, until in self._until.items() if until > now}
        self._ready = deque(sorted((*self._held, *self._ready), key=lambda item: item.index))
        self._held = []

    def _split(self, items: list[Item], reply: Reply) -> None:
        if len(items) == 1:
            error = self._error(reply)
            self._reject(items[0].index, items[0].event, Refusal(error.message), reply.status_code)
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
        error = self._error(reply)
        if throttled:
            self._last = error
            asked = self._judge.happened(reply).retry_after
            until = now + (facts.THROTTLE_PAUSE_SECONDS if asked is None else asked)
            self._until |= {key: until for position in throttled for key in items[position].keys}
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
            _OPERATION.retry,
            self._judge.happened(outcome),
            attempt=number,
            elapsed=now - self._trouble_began,
        )
        tried = self._judge.attempt(number, outcome, wait or 0.0)
        self._attempts = (*self._attempts, tried)
        self._last = self._judge.error(self._sent, outcome, self._attempts, "")
        if wait is None:
            raise self._stopped(self._last)
        self._wait = wait

    def _pause(self, seconds: float, now: float) -> Wait:
        if self._ends is not None and now + seconds > self._ends and self._last is not None:
            raise self._stopped(self._last)
        return Wait(seconds)

    @property
    def _sent(self) -> Request:
        return self._request or self._envelope.request(self._flight)

    def _error(self, reply: Reply, kind: type[AuthenticationError] | None = None) -> Any:
        return self._judge.api_error(self._sent, reply, self._attempts, kind)

    def _reject(
        self, index: int, event: Mapping[str, Any], refusal: Refusal, code: int | None
    ) -> None:
        self.report.notes.pop(index, None)
        self.report.rejected.append(
            RejectedEvent(
                index, event, refusal.reason, code, refusal.fields, retryable=refusal.retryable
            )
        )

    def _stopped(self, cause: AmplitudeError) -> UploadError:
        """End the upload: what has no outcome yet is listed, nothing is lost silently."""
        waiting = [*self._flight, *self._ready, *self._held]
        waiting += [item for items in self._narrow for item in items]
        report = self.report
        report.insert_ids = {item.index: item.encoded.insert_id for item in waiting}
        report.unsent = sorted(item.index for item in waiting) + [
            index for index, _ in self._source
        ]
        report.rejected.sort(key=lambda each: each.index)
        return UploadError(
            f"{len(report.unsent)} events could not be sent ({report.accepted} accepted, "
            f"{len(report.rejected)} rejected): {cause}. Their indexes are in report.unsent; sent "
            "again with the insert_id in report.insert_ids each is stored once",
            report=report,
            cause=cause,
        )


def _too_large(size: int) -> Refusal:
    return Refusal(
        f"the event has {size} bytes, a request must stay below {facts.MAX_REQUEST_BYTES}; shorten its "
        "properties"
    )
