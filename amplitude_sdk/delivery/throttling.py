"""Users and devices the service has asked to pause ("HTTP V2 API", section "429").

While one is paused its events wait, later ones too, and everyone else's flow. When the first request
after a pause is still too much, half as many of its events may leave together the next time.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from amplitude_sdk.delivery.envelope import Item

__all__ = ["Key", "Throttling"]

Key = tuple[str, str]


class Throttling:
    """Who is paused until when, whose events wait, how many of whom may leave in one request."""

    def __init__(self) -> None:
        self.waiting: list[Item] = []
        self._until: dict[Key, float] = {}
        self._allowed: dict[Key, int] = {}
        self._passed: set[Key] = set()

    def pause(self, items: Sequence[Item], throttled: Collection[int], until: float) -> None:
        """Pause the users and devices of the throttled positions of a refused request."""
        together = _count(items)
        for key in _count(items[position] for position in throttled):
            self._until[key] = until
            if key not in self._passed:
                self._allowed[key] = max(1, together[key] // 2)
            self._passed.discard(key)

    def accepted(self, items: Iterable[Item]) -> None:
        """Note whose events went through since their pause."""
        if self._allowed:
            self._passed |= _count(items).keys() & self._allowed.keys()

    def holds(self, item: Item) -> bool:
        """Keep an event waiting if its user or device is paused, and pause both of them then."""
        until = [self._until[key] for key in item.keys if key in self._until]
        if not until:
            return False
        self.waiting.append(item)
        for key in item.keys:
            self._until.setdefault(key, max(until))
        return True

    def is_full(self, together: Mapping[Key, int], item: Item) -> bool:
        """Whether a request with so many events of each takes no further one of this item's."""
        return any(
            together.get(key, 0) >= self._allowed[key] for key in item.keys if key in self._allowed
        )

    def release(self, now: float) -> list[Item]:
        """Let the events go whose pause is over; those still paused are held again when taken."""
        if not self._until or min(self._until.values()) > now:
            return []
        self._until = {key: until for key, until in self._until.items() if until > now}
        released, self.waiting = self.waiting, []
        return released

    def remaining(self, now: float) -> float:
        """Seconds until the first pause is over."""
        return max(0.0, min(self._until.values(), default=now) - now)


def _count(items: Iterable[Item]) -> Counter[Key]:
    return Counter(key for item in items for key in item.keys)
