"""How much was spent lately: a sliding window, pure."""

from __future__ import annotations

from collections import deque
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amplitude_sdk.budget.limits import Limit

__all__ = ["Window"]


class Window:
    """What was spent against a limit, for as long as that counts.

    Every entry holds the total up to itself, so that it is added in one step: whatever interrupts
    a caller, and be it at the worst moment, no amount is counted that does not expire.
    """

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self._entries: deque[tuple[float, int]] = deque()
        """When each expires, and all that was ever spent with it."""
        self._expired = 0

    def spend(self, now: float, amount: int) -> None:
        """Count `amount` from now on, until the window has passed."""
        self._entries.append((now + self.limit.seconds, self._total + amount))

    def spent(self, now: float) -> int:
        """How much counts now."""
        while self._entries and self._entries[0][0] <= now:
            _, self._expired = self._entries.popleft()
        return self._total - self._expired

    def wait(self, now: float, amount: int) -> float:
        """Seconds until `amount` more is within the limit; infinite when it alone is not."""
        excess = self.spent(now) + amount - self.limit.most
        if excess <= 0:
            return 0.0
        for expires, total in self._entries:
            if total - self._expired >= excess:
                return expires - now
        return inf

    @property
    def _total(self) -> int:
        return self._entries[-1][1] if self._entries else self._expired
