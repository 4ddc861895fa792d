"""What leaves together, what a reply means for each event, what is tried again and when: no I/O.

`events.upload` and the queue of `track` share this core. Somebody else moves the bytes: he asks
`step` what to do and tells `settle` what came back. One request is on its way at a time, so that the
events of a user or device arrive in order, and an outage meets one probe at a time.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Protocol

from amplitude_api import facts

from amplitude_sdk.delivery.entries import Owners
from amplitude_sdk.delivery.replies import Refusal, judge_reply
from amplitude_sdk.delivery.throttling import MOMENT, Throttling
from amplitude_sdk.errors import AuthenticationError
from amplitude_sdk.transport.messages import Failure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.delivery.entries import Entry, Key
    from amplitude_sdk.delivery.envelope import Envelope
    from amplitude_sdk.delivery.replies import Action
    from amplitude_sdk.errors import AmplitudeError, ApiError, Attempt
    from amplitude_sdk.retry import Happened
    from amplitude_sdk.transport.messages import Reply
    from amplitude_sdk.transport.outcome import Judge

__all__ = ["MOST_EVENTS", "Dispatch", "Halt", "Pace", "Sink", "Source", "Wait"]

MOST_EVENTS: Final = facts.MAX_EVENTS - 1
"""A request stays below the limit ("HTTP V2 API", section "Upload limits"; T-H2)."""

_PAUSE: Final = float(facts.THROTTLE_PAUSE_SECONDS)
_LONGEST_PAUSE: Final = 3600.0
_REMEMBERED: Final = 100
"""Attempts; an outage may last longer than anybody wants to read."""


class Source(Protocol):
    """Where events come from, in order."""

    def take(self, count: int, room: int) -> list[Entry]:
        """The next events: at most `count`, and `room` bytes with a comma between any two."""
        ...


class Sink(Protocol):
    """Who is told what became of events."""

    def accepted(self, entries: Sequence[Entry], members: dict[str, Any] | None) -> None:
        """The service took them; `members` of its reply, None when that was no JSON object."""
        ...

    def refused(self, entry: Entry, refusal: Refusal, code: int) -> None:
        """The service will not take this one; every text is fit to be shown."""
        ...


class Pace(Protocol):
    """When to try again."""

    def __call__(self, happened: Happened, /, *, attempt: int, elapsed: float) -> float | None:
        """Seconds to wait after this many attempts and seconds of trouble; None: no more."""
        ...


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing can be sent for some seconds.

    Attributes:
        seconds: how long.
        reason: why, in words.
        cause: the same as an error, where a reply or a failure asked for it.
        for_all: whether new events have to wait too; else only those of throttled users.
    """

    seconds: float
    reason: str
    cause: AmplitudeError | None = None
    for_all: bool = True


@dataclass(frozen=True, slots=True)
class Halt:
    """The request on its way has no outcome, and is not to be sent again as things are.

    Attributes:
        error: why.
        is_final: whether other events would fare no better, as with a wrong key.
    """

    error: AmplitudeError
    is_final: bool


class Dispatch:
    """Batches events, sorts replies, holds throttled ids back, repeats what may be.

    Attributes:
        trouble: what went wrong last, until something goes well again.
    """

    def __init__(
        self,
        source: Source,
        sink: Sink,
        *,
        envelope: Envelope,
        judge: Judge,
        pace: Pace,
        most_events: int = MOST_EVENTS,
        most_bytes: int | None = None,
        most_held: int | None = None,
        most_held_bytes: int | None = None,
    ) -> None:
        self._source, self._sink = source, sink
        self._envelope, self._judge, self._pace = envelope, judge, pace
        self._most_events = most_events
        self._most_held, self._most_held_bytes = most_held, most_held_bytes
        self._room = envelope.room_below(most_bytes)
        self._ready: deque[Entry] = deque()
        self._narrow: list[list[Entry]] = []
        self._throttling = Throttling()
        self._flight: list[Entry] = []
        self._throttled: AmplitudeError | None = None
        self._wait: Wait | None = None
        self._waits_since = 0.0
        self._attempts: tuple[Attempt, ...] = ()
        self._number = 0
        self._trouble_began: float | None = None
        self.trouble: AmplitudeError | None = None

    def step(self, now: float) -> list[Entry] | Wait | None:
        """The events of the next request, the time to wait before one, or None: nothing to send."""
        if self._wait is not None:
            left = self._wait.seconds - (now - self._waits_since)
            if left > MOMENT:
                return replace(self._wait, seconds=left)
            self._wait = None
        if not self._flight:
            self._release(now)
            self._flight = self._take()
        if self._flight:
            return self._flight
        if not self._throttling.waiting:
            return None
        seconds, why = self._throttling.remaining(now), "some users or devices are throttled"
        return Wait(seconds, why, self._throttled, for_all=False)

    @property
    def flight(self) -> list[Entry]:
        """The events on their way."""
        return self._flight

    @property
    def failures(self) -> int:
        """How many requests in a row had no reply that tells about their events."""
        return self._number

    @property
    def is_saturated(self) -> bool:
        """Whether so many events wait for throttled users that no further ones are looked at."""
        return self._holds_enough(0, 0)

    def settle(self, outcome: Reply | Failure, now: float) -> Halt | None:
        """Take what came back for the events of the last `step`."""
        if isinstance(outcome, Failure):
            return self._repeat(outcome, now)
        verdict = judge_reply(outcome.status_code, outcome.content, Owners(self._flight))
        match verdict.action:
            case "repeat":
                return self._repeat(outcome, now)
            case "bad_key" | "stop":
                halt = Halt(self._final_error(verdict.action, outcome), is_final=True)
                self._calm()
                return halt
            case "accepted":
                self._accept(outcome)
            case "halve" | "bisect":
                self._split(outcome)
            case "sorted":
                self._sort(verdict.refused, verdict.throttled, outcome, now)
        self._calm()
        return None

    def hurry(self) -> None:
        """Try again at once what waits for a backoff."""
        self._wait = None

    def give_up(self) -> list[Entry]:
        """Take back the events of the request on its way; the trouble goes on for others."""
        entries, self._flight = self._flight, []
        self._trouble_began = None
        return entries

    def drain(self) -> list[Entry]:
        """Take back everything without an outcome, in order."""
        left = [*self.give_up(), *self._ready, *self._throttling.waiting]
        left += [entry for entries in self._narrow for entry in entries]
        self._ready.clear()
        self._narrow.clear()
        self._throttling = Throttling()
        return sorted(left)

    def _calm(self) -> None:
        """The service has answered: forget the trouble before."""
        self._attempts, self._number, self._trouble_began, self.trouble = (), 0, None, None

    def _take(self) -> list[Entry]:
        """The next batch: first what a reply split off, so that the order of each user is kept."""
        while self._narrow:
            batch = [entry for entry in self._narrow.pop() if not self._throttling.holds(entry)]
            self._throttling.leave(batch)
            if batch:
                return batch
        if self._ready or self._throttling.is_active:
            return self._pick()
        return self._source.take(self._most_events, self._room)

    def _pick(self) -> list[Entry]:
        """Look at every event: hold back whom a pause concerns, and who has sent enough at once."""
        batch: list[Entry] = []
        aside: list[Entry] = []
        size_aside = 0
        blocked: set[Key] = set()
        together: Counter[Key] = Counter()
        room = self._room
        while len(batch) < self._most_events and not self._holds_enough(len(aside), size_aside):
            entry = self._next()
            if entry is None:
                break
            if self._throttling.holds(entry):
                continue
            keys = self._throttling.keys_of(entry)
            if self._throttling.is_full(together, keys) or not blocked.isdisjoint(keys):
                aside.append(entry)
                size_aside += len(entry[1])
                blocked.update(keys)
                continue
            size = len(entry[1]) + bool(batch)
            if batch and size > room:
                aside.append(entry)
                break
            room -= size
            batch.append(entry)
            together.update(keys)
        self._ready.extendleft(reversed(aside))
        self._throttling.leave(batch)
        return batch

    def _holds_enough(self, aside: int, size_aside: int) -> bool:
        events = aside + len(self._throttling.waiting)
        size = size_aside + self._throttling.waiting_bytes
        return (self._most_held is not None and events >= self._most_held) or (
            self._most_held_bytes is not None and size >= self._most_held_bytes
        )

    def _next(self) -> Entry | None:
        if not self._ready:
            self._ready.extend(self._source.take(self._most_events, self._room))
        return self._ready.popleft() if self._ready else None

    def _release(self, now: float) -> None:
        """Let waiting events go whose time has come, but not past what a reply has split off."""
        if not self._narrow and (released := self._throttling.release(now)):
            self._ready = deque(sorted((*released, *self._ready)))

    def _accept(self, reply: Reply) -> None:
        entries = self.give_up()
        self._throttling.accepted(entries)
        self._sink.accepted(entries, self._judge.members(reply))

    def _split(self, reply: Reply) -> None:
        entries = self.give_up()
        if len(entries) == 1:
            refusal = Refusal(self._error(reply).message)
            self._sink.refused(entries[0], refusal, reply.status_code)
            return
        middle = len(entries) // 2
        self._narrow += [entries[middle:], entries[:middle]]

    def _sort(
        self, refused: Mapping[int, Refusal], throttled: frozenset[int], reply: Reply, now: float
    ) -> None:
        entries = self.give_up()
        if throttled:
            self._throttled = self._error(reply)
            asked = self._judge.happened(reply).retry_after
            self._throttling.pause(entries, throttled, now + min(asked or _PAUSE, _LONGEST_PAUSE))
        for position, refusal in refused.items():
            self._sink.refused(entries[position], self._shown(refusal), reply.status_code)
        rest = [entry for position, entry in enumerate(entries) if position not in refused]
        self._narrow.append(rest)

    def _shown(self, refusal: Refusal) -> Refusal:
        text = self._judge.text
        return replace(
            refusal,
            reason=text(refusal.reason),
            fields=tuple(text(name) for name in refusal.fields),
        )

    def _repeat(self, outcome: Reply | Failure, now: float) -> Halt | None:
        if self._trouble_began is None:
            self._trouble_began = now
        self._number += 1
        wait = self._pace(
            self._happened(outcome), attempt=self._number, elapsed=now - self._trouble_began
        )
        tried = self._judge.attempt(self._number, outcome, wait or 0.0)
        self._attempts = (*self._attempts, tried)[-_REMEMBERED:]
        error = self.trouble = self._judge.error(
            self._envelope.address, outcome, self._attempts, ""
        )
        if wait is None:
            return Halt(error, is_final=False)
        self._wait, self._waits_since = Wait(wait, tried.reason, error), now
        return None

    def _happened(self, outcome: Reply | Failure) -> Happened:
        """The outcome; a 429 that names nobody and no time asks for the documented pause."""
        happened = self._judge.happened(outcome)
        is_bare = happened.status_code == HTTPStatus.TOO_MANY_REQUESTS and not happened.retry_after
        return replace(happened, retry_after=_PAUSE) if is_bare else happened

    def _final_error(self, action: Action, reply: Reply) -> AmplitudeError:
        return self._error(reply, AuthenticationError if action == "bad_key" else None)

    def _error(self, reply: Reply, kind: type[AuthenticationError] | None = None) -> ApiError:
        this = self._judge.attempt(self._number + 1, reply, 0.0)
        return self._judge.api_error(self._envelope.address, reply, (*self._attempts, this), kind)
