"""The emulator's time: the machine's, moved as a test needs it, or standing still."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)


class Clock:
    """A clock that can be moved.

    Without `start` it follows the machine's clock; with `start`, an aware datetime, it stands still
    there and moves only when told to. Raises `ValueError` for a naive datetime, and `TypeError` for
    what is none.
    """

    def __init__(self, start: datetime | None = None) -> None:
        self._start = None if start is None else _milliseconds(start)
        self._position: tuple[int | None, int] = self._start, 0
        """Where it stands, None where the machine's clock is, and how far it was moved from there.
        One value: who reads it while it is moved reads the one before or the one after."""
        self._moving = Lock()

    def now_ms(self) -> int:
        """Return the time in milliseconds since the epoch."""
        origin, offset = self._position
        return (time.time_ns() // 1_000_000 if origin is None else origin) + offset

    def now(self) -> datetime:
        """Return the time as an aware datetime in UTC."""
        return _EPOCH + self.now_ms() * _MILLISECOND

    @property
    def is_frozen(self) -> bool:
        """Whether it stands still until it is told to move."""
        return self._position[0] is not None

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move forward, or backward with negative numbers.

        Raises `OverflowError`, and does not move, if that would leave the years 1 to 9999.
        """
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        with self._moving:  # so that of two moves at once both are made
            _ = self.now() + step
            origin, offset = self._position
            self._position = origin, offset + step // _MILLISECOND

    def set(self, moment: datetime) -> None:
        """Move to a moment and stand still there. Raises `ValueError` for a naive datetime."""
        self.position = _milliseconds(moment), 0

    def reset(self) -> None:
        """Go back to how the clock was made."""
        self.position = self._start, 0

    @property
    def position(self) -> tuple[int | None, int]:
        """Where it was moved to: a value to keep, and to set again."""
        return self._position

    @position.setter
    def position(self, position: tuple[int | None, int]) -> None:
        with self._moving:
            self._position = position


def _milliseconds(moment: object) -> int:
    if not isinstance(moment, datetime):
        raise TypeError(f"{moment!r:.80} is no datetime; pass an aware one")
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; pass an aware datetime")
    return (moment - _EPOCH) // _MILLISECOND
