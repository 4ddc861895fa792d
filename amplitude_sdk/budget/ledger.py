"""Who may send when: pure decisions of (what a call takes, the time), for the calls of one project.

Calls that have to wait stand in line, one line for each kind of charge, and are let go in the order
in which they came. The first calls of the lines compete for the requests that may run at the same
time, again in the order in which they came. So no call is passed by one that takes something it is
waiting for, and none waits for ever, however much it takes.

What a call takes counts from the moment it is let go until its window has passed after its end
(T-X43).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from math import inf
from typing import TYPE_CHECKING, Final
from weakref import WeakSet, WeakValueDictionary

from amplitude_sdk.budget.limits import CONCURRENT, KINDS, LIMITS, exceeded
from amplitude_sdk.budget.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.budget.limits import Charge, Kind, Limit

__all__ = ["Hold", "Ledger", "Ticket"]

_LOOK_AGAIN: Final = 30.0
"""Seconds after which who waits asks again in any case: who should have woken it may be gone."""


class Ticket:
    """The place of one attempt: nowhere, in line, among those that run, and nowhere again.

    A ledger refers to it weakly. Whoever holds it gives it back by `Ledger.leave`; should even that
    be interrupted, the place is free as soon as the ticket is gone.

    Args:
        charge: what the attempt takes.
        ring: wakes the holder, who then asks again; False when there is nobody to wake any more.
            It is called from any thread.

    Attributes:
        was_sent: False when provably nothing was sent, so that nothing was spent.
        waits: whether it was told to wait.
        number: its place in line.
    """

    __slots__ = ("__weakref__", "charge", "number", "ring", "waits", "was_sent")

    def __init__(self, charge: Charge, ring: Callable[[], bool]) -> None:
        self.charge = charge
        self.ring = ring
        self.number = -1
        self.waits = False
        self.was_sent = True


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a call may not be sent yet.

    Attributes:
        limit: what holds it back.
        taken: how much of the limit other calls have taken.
        seconds: until there is room, as far as is known; infinite when that depends on calls that
            run or wait.
        again: seconds after which to ask again, unless woken before.
    """

    limit: Limit
    taken: int
    seconds: float
    again: float = _LOOK_AGAIN


@dataclass(frozen=True, slots=True)
class _Obstacle:
    """What keeps a call from being sent, whoever waits before it."""

    limit: Limit
    taken: int
    seconds: float = inf
    keeps_all: bool = True
    """Whether every call that came later waits for it too, not only those of its kind."""


class Ledger:
    """What one project has spent, which of its calls run, and which wait."""

    def __init__(self) -> None:
        self._numbers = count()
        self._running: WeakSet[Ticket] = WeakSet()
        self._lines = _no_lines()
        self._windows: dict[Kind, tuple[Window, ...]] = {
            kind: tuple(Window(limit) for limit in limits) for kind, limits in LIMITS.items()
        }

    def ask(self, ticket: Ticket, now: float) -> Hold | None:
        """Let a call go and return None, or let it stand in line and say why."""
        line = self._lines[ticket.charge.kind]
        if ticket not in self._running and ticket.number not in line:
            ticket.number = next(self._numbers)
            line[ticket.number] = ticket
        kept = self._let_go(now)
        if ticket in self._running:
            return None
        ticket.waits = True
        return self._hold(ticket, kept, now)

    def leave(self, ticket: Ticket, now: float) -> None:
        """Give a place back: the call is over, or will not be made. More than once is fine."""
        kind = ticket.charge.kind
        if ticket in self._running:
            for window in self._windows[kind] if ticket.was_sent else ():
                window.spend(now, ticket.charge.amount)
            self._running.discard(ticket)
        self._lines[kind].pop(ticket.number, None)
        for first, _ in self._let_go(now):  # how long they have to wait may be another time now
            self._wake(first)

    def abandon(self) -> None:
        """Forget the calls that run or wait, but not what was spent: this is a forked child."""
        self._running = WeakSet()
        self._lines = _no_lines()

    def is_idle(self, now: float) -> bool:
        """Whether a new ledger would decide alike."""
        windows = (window for each in self._windows.values() for window in each)
        is_used = self._running or any(self._lines.values())
        return not is_used and not any(window.spent(now) for window in windows)

    def _let_go(self, now: float) -> list[tuple[Ticket, _Obstacle]]:
        """Let go whoever may go; return the first of the lines that may not."""
        while True:
            kept: list[tuple[Ticket, _Obstacle]] = []
            for ticket in self._first():
                obstacle = self._obstacle(ticket.charge, now)
                if obstacle is None:
                    self._start(ticket)
                    break
                kept.append((ticket, obstacle))
                if obstacle.keeps_all:
                    return kept
            else:
                return kept

    def _first(self) -> list[Ticket]:
        """The first of each line, in the order in which they came."""
        lines = [line for line in self._lines.values() if line]
        first = [each for line in lines for each in islice(line.values(), 1)]
        return sorted(first, key=lambda ticket: ticket.number)

    def _start(self, ticket: Ticket) -> None:
        line = self._lines[ticket.charge.kind]
        self._running.add(ticket)
        line.pop(ticket.number, None)
        if not self._wake(ticket):
            self._running.discard(ticket)

    @staticmethod
    def _wake(ticket: Ticket) -> bool:
        return not ticket.waits or ticket.ring()

    def _obstacle(self, charge: Charge, now: float) -> _Obstacle | None:
        alone = exceeded(charge)
        running = self._amount(charge.kind)
        full = [
            _Obstacle(window.limit, window.spent(now) + running, seconds, keeps_all=False)
            for window in self._windows[charge.kind]
            if window.limit not in alone
            and (seconds := window.wait(now, running + charge.amount)) > 0
        ]
        if full:
            return max(full, key=lambda obstacle: obstacle.seconds)
        if alone and self._running:
            return _Obstacle(alone[0], len(self._running))
        if len(self._running) >= CONCURRENT.most:
            return _Obstacle(CONCURRENT, len(self._running))
        return None

    def _amount(self, kind: Kind) -> int:
        """What the calls that run have taken."""
        return sum(each.charge.amount for each in self._running if each.charge.kind == kind)

    def _hold(self, ticket: Ticket, kept: list[tuple[Ticket, _Obstacle]], now: float) -> Hold:
        again = min([_LOOK_AGAIN, *(obstacle.seconds for _, obstacle in kept)])
        own = self._obstacle(ticket.charge, now)
        if own is not None:
            return Hold(own.limit, own.taken, own.seconds, again)
        before = [each for first, each in kept if first.charge.kind == ticket.charge.kind]
        obstacle = (before or [each for _, each in kept])[-1]
        return Hold(obstacle.limit, obstacle.taken, inf, again)


def _no_lines() -> dict[Kind, WeakValueDictionary[int, Ticket]]:
    return {kind: WeakValueDictionary() for kind in KINDS}
