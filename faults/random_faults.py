"""A mixture of every fault, drawn from a seed: the same seed gives request n the same fault."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING, Any, Final

from faults.behaviours import Behaviour
from faults.exchange import json_answer
from faults.replies import (
    healthy,
    html,
    over_quota,
    places_of,
    refusing,
    silenced_and_throttled,
    throttled,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from faults.exchange import Answer, Arrival
    from faults.replies import Naming

__all__ = ["Mixture"]

_INTERRUPTS: Final = 0.02
_LIMIT: Final = 100
_NAMED_OWNERS: Final = 3
_NAMINGS: Final[tuple[Naming, ...]] = ("all", "first", "none")
_SOON: Final = 1.0


@dataclass(frozen=True, slots=True)
class Mixture(Behaviour):
    """Faults at random for `seconds` from the first request; bad events are refused always."""

    seed: int
    seconds: float

    def interrupts(self, number: int, elapsed: float) -> bool:
        """Now and then a request is reset before its body was read."""
        return elapsed < self.seconds and self._dice(number, "body").random() < _INTERRUPTS

    def decide(self, arrival: Arrival) -> Answer:
        """Draw a fault; what it does not refuse meets the rules of the service."""
        dice = self._dice(arrival.number, "reply")
        error = "Invalid field values on some events"
        sound = refusing(arrival, dice.choice(_NAMINGS), error) or healthy(arrival)
        if arrival.elapsed >= self.seconds:
            return sound
        names = list(_FAULTS)
        fault = dice.choices(names, weights=[_FAULTS[name][0] for name in names])[0]
        return _FAULTS[fault][1](arrival, sound, dice)

    def _dice(self, number: int, purpose: str) -> Random:
        return Random(f"{self.seed}/{purpose}/{number}")  # noqa: S311  faults, not secrets


def _plain(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    del arrival, dice
    return sound


def _late(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    del arrival
    return replace(sound, delay=dice.uniform(0.05, 0.5))


def _strange(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    del arrival, dice
    return replace(sound, body=b"<html>OK</html>") if sound.confirms else sound


def _unstored(answer: Answer) -> Callable[[Arrival, Answer, Random], Answer]:
    """The same refusal whatever came."""

    def refuse(*_: object) -> Answer:
        return answer

    return refuse


def _ending(**ending: Any) -> Callable[[Arrival, Answer, Random], Answer]:
    """Stored or not, the client hears of it in another way, or not at all."""

    def end(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
        del arrival
        stores = sound.stores if dice.random() < 0.5 else None  # noqa: PLR2004  heads or tails
        return replace(sound, stores=stores, refused=frozenset(), **ending)

    return end


def _too_large(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    del dice
    large = len(arrival.events or ()) > _LIMIT
    return json_answer(413, "Payload too large") if large else sound


def _hurried(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    owners = _some_owners(arrival, dice, _NAMED_OWNERS)
    return throttled(owners, _SOON) if owners else sound


def _exhausted(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    owners = _some_owners(arrival, dice, 1)
    return over_quota(owners) if owners else sound


def _silenced(arrival: Arrival, sound: Answer, dice: Random) -> Answer:
    owners = _some_owners(arrival, dice, _NAMED_OWNERS, "device_id")
    first = dict(list(owners.items())[:1])
    others = dict(list(owners.items())[1:])
    # Without a Retry-After the documented pause is 30 s, longer than the mixture need wait.
    headers = (("Content-Type", "application/json"), ("Retry-After", f"{_SOON:g}"))
    return replace(silenced_and_throttled(first, others), headers=headers) if owners else sound


def _some_owners(
    arrival: Arrival, dice: Random, count: int, member: str = "user_id"
) -> dict[str, list[int]]:
    owners = places_of(arrival, lambda _: True, member)
    chosen = dice.sample(sorted(owners), min(count, len(owners)))
    return {owner: owners[owner] for owner in chosen}


_FAULTS: Final[Mapping[str, tuple[int, Callable[[Arrival, Answer, Random], Answer]]]] = {
    "none": (40, _plain),
    "late": (8, _late),
    "no JSON": (4, _strange),
    "closed": (6, _ending(manner="close")),
    "reset": (6, _ending(manner="reset")),
    "cut off": (6, _ending(manner="truncate")),
    "500": (4, _ending(status=500, body=b"")),
    "502": (4, _ending(status=502, body=html(502, "Bad Gateway").body)),
    "504": (3, _ending(status=504, body=b"timeout")),
    "503": (5, _unstored(html(503, "Service Unavailable"))),
    "503 later": (2, _unstored(html(503, "Service Unavailable", 1.0))),
    "408": (3, _unstored(html(408, "Request Timeout"))),
    "413": (4, _too_large),
    "429 throttled": (6, _hurried),
    "429 quota": (1, _exhausted),
    "400 silenced": (1, _silenced),
    "400 key": (1, _unstored(json_answer(400, "Invalid API key: ***"))),
    "403": (1, _unstored(html(403, "Forbidden"))),
}
