"""What became of tracked events, in numbers, and how many of them somebody still waits for.

Whoever uses them has the queue's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.report import Status

__all__ = ["Barrier", "Books"]


@dataclass(slots=True, eq=False)
class Barrier:
    """What was tracked before a moment: how many of those events have no outcome yet."""

    number: int
    left: int


class Books:
    """Counts of events that have an outcome, and of those whose outcome was not announced yet.

    Attributes:
        counts: how many there are of each outcome.
        unconfirmed: of the delivered ones, those that no reply has counted.
        untold: those of which `on_outcome` has not heard.
    """

    __slots__ = ("_barriers", "counts", "unconfirmed", "untold")

    def __init__(self) -> None:
        self.counts: dict[Status, int] = {"delivered": 0, "rejected": 0, "dropped": 0}
        self.unconfirmed = self.untold = 0
        self._barriers: list[Barrier] = []

    @property
    def total(self) -> int:
        """All that have an outcome."""
        return sum(self.counts.values())

    def enter(self, status: Status, number: int, *, unconfirmed: int = 0) -> None:
        """So many events have an outcome, to be announced."""
        self.counts[status] += number
        self.untold += number
        self.unconfirmed += unconfirmed

    def announced(self, entries: Sequence[Entry]) -> bool:
        """Their outcome has been told; whether anybody has waited for that."""
        self.untold -= len(entries)
        had = bool(self._barriers)
        for barrier in self._barriers:
            barrier.left -= sum(number < barrier.number for number, _, _ in entries)
        self._sweep()
        return had

    def at_most(self, left: int) -> None:
        """No more than so many events are left before any barrier: others are gone."""
        for barrier in self._barriers:
            barrier.left = min(barrier.left, left)
        self._sweep()

    def _sweep(self) -> None:
        self._barriers = [barrier for barrier in self._barriers if barrier.left > 0]

    def watch(self, barrier: Barrier) -> None:
        """Count down what is left before a barrier; newer ones come later."""
        self._barriers.append(barrier)

    def unwatch(self, barrier: Barrier) -> None:
        """Nobody waits for it any more."""
        if barrier in self._barriers:
            self._barriers.remove(barrier)

    def awaits(self, entry: Entry) -> bool:
        """Whether somebody waits for the outcome of this event."""
        return bool(self._barriers) and entry[0] < self._barriers[-1].number
