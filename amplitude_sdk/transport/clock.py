"""Telling the time and waiting, in the two colours; tests pass a clock of their own."""

from __future__ import annotations

import time

__all__ = ["AsyncClock", "Clock"]


class Clock:
    """The monotonic clock; waiting blocks the thread."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class AsyncClock:
    """The monotonic clock; waiting lets the event loop run."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    async def asleep(self, seconds: float) -> None:
        """Wait."""
        import asyncio  # noqa: PLC0415  a sync program never needs it

        await asyncio.sleep(seconds)
