"""How the service behaves: each behaviour is a pure function of the request before it.

`decide` says what becomes of a request; `interrupts` breaks it off before its body was read. What a
behaviour has no opinion on, the healthy service answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from faults.exchange import json_answer
from faults.replies import (
    healthy,
    over_quota,
    places_of,
    refusing,
    silenced_and_throttled,
    stored,
    throttled,
)

if TYPE_CHECKING:
    from faults.exchange import Answer, Arrival, Manner
    from faults.replies import Naming

__all__ = [
    "ALWAYS",
    "AfterFirst",
    "Behaviour",
    "EverySecond",
    "Healthy",
    "InTurn",
    "InvalidKey",
    "Malformed",
    "Outage",
    "OverQuota",
    "ResetMidBody",
    "Silenced",
    "Throttled",
    "TooLarge",
    "Undercounting",
    "in_first_half",
]


ALWAYS: Final = 1_000_000
"""More requests than anybody sends."""


class Behaviour:
    """The healthy service; subclasses are ill in one way each."""

    def interrupts(self, number: int, elapsed: float) -> bool:
        """Whether request `number` is reset while its body is being read."""
        del number, elapsed
        return False

    def decide(self, arrival: Arrival) -> Answer:
        """What becomes of a request."""
        return healthy(arrival)


@dataclass(frozen=True, slots=True)
class Healthy(Behaviour):
    """Everything within the limits is stored."""


@dataclass(frozen=True, slots=True)
class Outage(Behaviour):
    """One answer to everything, for `seconds` from the first request, or until it is healed."""

    answer: Answer
    seconds: float = float("inf")

    def decide(self, arrival: Arrival) -> Answer:
        """Answer alike while it lasts."""
        over = arrival.healed or arrival.elapsed >= self.seconds
        return healthy(arrival) if over else self.answer


@dataclass(frozen=True, slots=True)
class AfterFirst(Behaviour):
    """The first `count` requests are healthy in substance, but end in another way."""

    count: int = 1
    delay: float = 0.0
    body: bytes | None = None
    manner: Manner = "reply"

    def decide(self, arrival: Arrival) -> Answer:
        """Store at once; let the first replies come late, strange or not at all."""
        answer = healthy(arrival)
        if arrival.number >= self.count:
            return answer
        body = answer.body if self.body is None else self.body
        return replace(answer, delay=self.delay, body=body, manner=self.manner)


@dataclass(frozen=True, slots=True)
class EverySecond(Behaviour):
    """Every second request, from the first on, ends in `manner`, its events stored or not."""

    manner: Manner
    stores: bool

    def decide(self, arrival: Arrival) -> Answer:
        """Break off the even ones."""
        answer = healthy(arrival)
        if arrival.number % 2:
            return answer
        return replace(answer, manner=self.manner, stores=answer.stores if self.stores else None)


@dataclass(frozen=True, slots=True)
class ResetMidBody(Behaviour):
    """The first `count` requests are reset before their bodies are read."""

    count: int

    def interrupts(self, number: int, elapsed: float) -> bool:
        """Break off the first ones."""
        del elapsed
        return number < self.count


@dataclass(frozen=True, slots=True)
class Throttled(Behaviour):
    """Half of the users send too fast, for `seconds` from the first request."""

    seconds: float
    retry_after: float | None = None

    def decide(self, arrival: Arrival) -> Answer:
        """Refuse a request that carries an event of theirs, and name those events."""
        users = {} if arrival.elapsed >= self.seconds else places_of(arrival, in_first_half)
        if not users:
            return healthy(arrival)
        return throttled(users, self.retry_after)


@dataclass(frozen=True, slots=True)
class OverQuota(Behaviour):
    """The user of this name is over the daily quota."""

    user: str

    def decide(self, arrival: Arrival) -> Answer:
        """Refuse a request that carries an event of this user."""
        users = places_of(arrival, lambda user: user == self.user)
        return over_quota(users) if users else healthy(arrival)


@dataclass(frozen=True, slots=True)
class Silenced(Behaviour):
    """One device is silenced, and others are throttled for a while, in one reply."""

    silenced: str
    throttled: frozenset[str]
    seconds: float

    def decide(self, arrival: Arrival) -> Answer:
        """Name both kinds in one 400."""
        silenced = places_of(arrival, lambda device: device == self.silenced, "device_id")
        hurry = arrival.elapsed < self.seconds
        throttled = places_of(
            arrival, lambda device: hurry and device in self.throttled, "device_id"
        )
        if silenced or throttled:
            return silenced_and_throttled(silenced, throttled)
        return healthy(arrival)


@dataclass(frozen=True, slots=True)
class TooLarge(Behaviour):
    """A request may carry no more than `limit` events."""

    limit: int

    def decide(self, arrival: Arrival) -> Answer:
        """Refuse longer ones."""
        if len(arrival.events or ()) > self.limit:
            return json_answer(413, "Payload too large")
        return healthy(arrival)


@dataclass(frozen=True, slots=True)
class Malformed(Behaviour):
    """Events marked as bad make the service refuse their request."""

    naming: Naming
    error: str = "Invalid field values on some events"

    def decide(self, arrival: Arrival) -> Answer:
        """Refuse a request with bad events."""
        return refusing(arrival, self.naming, self.error) or healthy(arrival)


@dataclass(frozen=True, slots=True)
class InvalidKey(Behaviour):
    """The service does not know the key."""

    def decide(self, arrival: Arrival) -> Answer:
        """Refuse for good: no event of this project will ever be taken."""
        everything = range(len(arrival.events or ()))
        return json_answer(400, f"Invalid API key: {arrival.api_key}", refused=everything)


@dataclass(frozen=True, slots=True)
class Undercounting(Behaviour):
    """Of the first request some events are not stored, and its reply counts the others."""

    without: int

    def decide(self, arrival: Arrival) -> Answer:
        """Store the first ones only."""
        if arrival.number or not arrival.events:
            return healthy(arrival)
        return stored(arrival, len(arrival.events) - self.without)


@dataclass(frozen=True, slots=True)
class InTurn(Behaviour):
    """One answer after the other, then healthy."""

    answers: tuple[Answer, ...]

    def decide(self, arrival: Arrival) -> Answer:
        """Take the next one."""
        if arrival.number < len(self.answers):
            return self.answers[arrival.number]
        return healthy(arrival)


def in_first_half(user: str) -> bool:
    """Whether `Throttled` throttles this user."""
    return user[-1:] in "01234"
