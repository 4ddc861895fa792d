"""The shared core between a list of events and a record of what became of them."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from amplitude_sdk.delivery.dispatch import Dispatch, Wait
from amplitude_sdk.delivery.envelope import Envelope
from amplitude_sdk.transport.messages import Failure, Reply
from amplitude_sdk.transport.outcome import Judge
from amplitude_sdk.transport.redaction import Credentials, Redactor
from tests.sdk.clients import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amplitude_sdk.delivery.dispatch import Halt
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.replies import Refusal
    from amplitude_sdk.retry import Happened

ENVELOPE = Envelope("https://api2.amplitude.com/2/httpapi", KEY)
JUDGE = Judge(Redactor(Credentials(KEY, None)), lambda _api, _status: None)
LOST = Failure("connection reset", sent=True)
NOT_SENT = Failure("connection refused", sent=False)


def reply(status: int, /, *, retry_after: float | None = None, **members: Any) -> Reply:
    """A reply with a JSON object as its body."""
    headers = {} if retry_after is None else {"retry-after": str(retry_after)}
    return Reply(status, headers, orjson.dumps({"code": status, **members}))


def page(status: int) -> Reply:
    """A reply of somebody in between."""
    return Reply(status, {}, b"<title>a proxy</title>")


OK = reply(200)
INVALID = reply(400, error="Invalid event JSON")


class Given:
    """A source: events that are all there from the beginning."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.left = deque(entries)

    def take(self, count: int, room: int) -> list[Entry]:
        """The next events, one at least."""
        taken: list[Entry] = []
        while self.left and len(taken) < count:
            room -= len(self.left[0][1]) + bool(taken)
            if taken and room < 0:
                break
            taken.append(self.left.popleft())
        return taken


@dataclass
class Record:
    """A sink: what became of each event, and in which order."""

    accepted_numbers: list[int] = field(default_factory=list)
    members: list[dict[str, Any] | None] = field(default_factory=list)
    refusals: dict[int, Refusal] = field(default_factory=dict)
    codes: dict[int, int] = field(default_factory=dict)

    def accepted(self, entries: Sequence[Entry], members: dict[str, Any] | None) -> None:
        """The service took them."""
        self.accepted_numbers += [number for number, _, _ in entries]
        self.members.append(members)

    def refused(self, entry: Entry, refusal: Refusal, code: int) -> None:
        """The service will not take it."""
        assert entry[0] not in self.refusals, "an event is refused once"
        self.refusals[entry[0]] = refusal
        self.codes[entry[0]] = code


class Pacing:
    """Waits a second more after each attempt, longer when asked to; gives up after some seconds."""

    def __init__(self, seconds: float = float("inf")) -> None:
        self.seconds = seconds
        self.calls: list[tuple[int, float]] = []

    def __call__(self, happened: Happened, /, *, attempt: int, elapsed: float) -> float | None:
        """Seconds to wait, None: give up."""
        self.calls.append((attempt, elapsed))
        if elapsed >= self.seconds:
            return None
        return float(attempt) if happened.retry_after is None else happened.retry_after


class Sending:
    """A `Dispatch` with everything it needs, and a clock that stands still unless told."""

    def __init__(
        self, entries: Iterable[Entry], seconds: float = float("inf"), **bounds: Any
    ) -> None:
        self.source, self.record, self.pacing = Given(entries), Record(), Pacing(seconds)
        self.now = 1000.0
        self.requests: list[list[int]] = []
        self.dispatch = Dispatch(
            self.source, self.record, envelope=ENVELOPE, judge=JUDGE, pace=self.pacing, **bounds
        )

    def step(self) -> list[int] | Wait | None:
        """What `step` says, the numbers of the events in place of themselves."""
        step = self.dispatch.step(self.now)
        return [number for number, _, _ in step] if isinstance(step, list) else step

    def send(self, outcome: Reply | Failure = OK) -> list[int]:
        """Send the next request, which there has to be, and return the numbers in it."""
        batch = self.step()
        assert isinstance(batch, list)
        assert self.settle(outcome) is None
        return batch

    def settle(self, outcome: Reply | Failure) -> Halt | None:
        """Answer the request on its way."""
        return self.dispatch.settle(outcome, self.now)

    def waited(self) -> Wait:
        """Let the time pass that there is to wait, and return what was to be waited for."""
        wait = self.step()
        assert isinstance(wait, Wait)
        self.now += wait.seconds
        return wait

    def finish(self, most: int = 1000) -> list[list[int]]:
        """Have everything accepted; return the batches."""
        return self.run(lambda _: OK, most)

    def run(self, service: Any, most: int = 1000) -> list[list[int]]:
        """Send until there is nothing left, to a service that answers the numbers of a request."""
        requests: list[list[int]] = []
        while (batch := self.step()) is not None:
            assert len(requests) < most, "this does not end"
            if isinstance(batch, Wait):
                self.waited()
                continue
            requests.append(batch)
            assert self.settle(service(batch)) is None
        return requests
