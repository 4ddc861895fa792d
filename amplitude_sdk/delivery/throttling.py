"""Users and devices the service has asked to pause ("HTTP V2 API", section "429").

While one is paused its events wait, later ones too, and everyone else's flow. After a pause half as
many of its events may leave together as were too many before, and twice as many with each request
that goes through.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from amplitude_api import facts

from amplitude_sdk.delivery.entries import keys_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from amplitude_sdk.delivery.entries import Entry, Key

__all__ = ["MOMENT", "Throttling"]

MOMENT: Final = 1e-6
"""Seconds; times nearer than this are the same, since sums of floats are not exact."""

_MEMORY: Final = 120.0
"""Seconds after a pause for which its users and devices may not send as many events as others."""


class Throttling:
    """Who is paused until when, whose events wait, how many of whom may leave in one request."""

    def __init__(self) -> None:
        self.waiting: list[Entry] = []
        self.waiting_bytes = 0
        self._until: dict[Key, float] = {}
        self._allowed: dict[Key, int] = {}
        self._remembers_until = 0.0
        self._keys: dict[int, tuple[Key, ...]] = {}

    @property
    def is_active(self) -> bool:
        """Whether entries have to be looked at before they leave."""
        return bool(self._until or self._allowed)

    def pause(self, entries: Sequence[Entry], throttled: Collection[int], until: float) -> None:
        """Pause the users and devices of the throttled positions of a refused request."""
        together = _count(entries)
        for key in _count(entries[position] for position in throttled):
            self._until[key] = until
            self._allowed[key] = max(1, together[key] // 2)
        self._remembers_until = max(self._remembers_until, until + _MEMORY)

    def accepted(self, entries: Iterable[Entry]) -> None:
        """Allow whose events went through twice as many the next time."""
        if not self._allowed:
            return
        for key in _count(entries).keys() & self._allowed.keys():
            self._allowed[key] *= 2
            if self._allowed[key] >= facts.MAX_EVENTS:
                del self._allowed[key]

    def keys_of(self, entry: Entry) -> tuple[Key, ...]:
        """The keys of an entry that has to be looked at again and again until it leaves."""
        keys = self._keys.get(entry[0])
        if keys is None:
            keys = self._keys[entry[0]] = keys_of(entry)
        return keys

    def leave(self, entries: Iterable[Entry]) -> None:
        """Entries leave in a request: their keys are not needed until a reply asks for them."""
        if self._keys:
            for number, _, _ in entries:
                self._keys.pop(number, None)

    def holds(self, entry: Entry) -> bool:
        """Keep an event waiting if its user or device is paused, and pause both of them then."""
        if not self._until:
            return False
        keys = self.keys_of(entry)
        until = [self._until[key] for key in keys if key in self._until]
        if not until:
            return False
        self.waiting.append(entry)
        self.waiting_bytes += len(entry[1])
        for key in keys:
            self._until.setdefault(key, max(until))
        return True

    def is_full(self, together: Mapping[Key, int], keys: Iterable[Key]) -> bool:
        """Whether a request with so many events of each takes no further one of these keys."""
        return any(
            together.get(key, 0) >= self._allowed[key] for key in keys if key in self._allowed
        )

    def release(self, now: float) -> list[Entry]:
        """Let the events go whose pause is over, in order."""
        if self._allowed and now > self._remembers_until:
            self._allowed.clear()
        if not self._until or min(self._until.values()) > now + MOMENT:
            return []
        self._until = {key: until for key, until in self._until.items() if until > now + MOMENT}
        waiting, self.waiting, self.waiting_bytes = self.waiting, [], 0
        return [entry for entry in waiting if not self.holds(entry)]

    def remaining(self, now: float) -> float:
        """Seconds until the first pause is over."""
        return max(0.0, min(self._until.values(), default=now) - now)


def _count(entries: Iterable[Entry]) -> Counter[Key]:
    return Counter(key for entry in entries for key in keys_of(entry))
