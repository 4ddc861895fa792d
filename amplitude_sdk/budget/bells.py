"""What wakes a call that waits for its turn, from any thread; in the two colours.

A bell that is rung before somebody listens is heard at once. Until it is armed, nobody listens: who
arms a bell looks again at what it would have told.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop, Event

__all__ = ["AsyncBell", "Bell"]


class Bell:
    """Wakes a thread. A bare lock, so that a signal handler can ring whatever it interrupts."""

    def __init__(self) -> None:
        self._silence: threading.Lock | None = None

    @property
    def is_armed(self) -> bool:
        """Whether it is heard."""
        return self._silence is not None

    def arm(self) -> None:
        """Let it be heard from here on."""
        silence = threading.Lock()
        silence.acquire()
        self._silence = silence

    def ring(self) -> bool:
        """Wake who listens; always True."""
        if self._silence is not None:
            with suppress(RuntimeError):  # it has been rung already
                self._silence.release()
        return True

    def wait(self, seconds: float) -> None:
        """Listen until it is rung, or the time is over."""
        if self._silence is not None:
            self._silence.acquire(timeout=seconds)


class AsyncBell:
    """Wakes a task; its event loop goes on meanwhile."""

    def __init__(self) -> None:
        self._rung: tuple[AbstractEventLoop, Event] | None = None

    @property
    def is_armed(self) -> bool:
        """Whether it is heard."""
        return self._rung is not None

    def arm(self) -> None:
        """Let it be heard from here on, in the event loop that runs."""
        import asyncio  # noqa: PLC0415  a sync program never needs it

        self._rung = asyncio.get_running_loop(), asyncio.Event()

    def ring(self) -> bool:
        """Wake who listens; False when its event loop is closed."""
        if self._rung is not None:
            loop, event = self._rung
            try:
                loop.call_soon_threadsafe(event.set)
            except RuntimeError:
                return False
        return True

    async def wait(self, seconds: float) -> None:
        """Listen until it is rung, or the time is over."""
        import asyncio  # noqa: PLC0415  a sync program never needs it

        if self._rung is not None:
            _, event = self._rung
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await event.wait()
            event.clear()
