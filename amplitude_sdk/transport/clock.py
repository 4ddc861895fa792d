"""Telling the time and waiting, in the two colours; tests pass a clock of their own."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from amplitude_sdk.budget.bells import AsyncBell, Bell

__all__ = ["AsyncClock", "Clock"]


class Clock:
    """The monotonic clock; waiting blocks the thread."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)

    def listen(self, bell: Bell, seconds: float) -> None:
        """Wait until the bell is rung, no longer than `seconds`."""
        bell.wait(seconds)


class AsyncClock:
    """The monotonic clock; waiting lets the event loop run."""

    def now(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()

    async def asleep(self, seconds: float) -> None:
        """Wait."""
        import asyncio  # noqa: PLC0415  a sync program never needs it

        await asyncio.sleep(seconds)

    async def alisten(self, bell: AsyncBell, seconds: float) -> None:
        """Wait until the bell is rung, no longer than `seconds`."""
        await bell.wait(seconds)
