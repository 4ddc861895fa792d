"""The event loop a client works in: found when the client is used, left when the loop ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from amplitude_sdk.errors import ConfigurationError

if TYPE_CHECKING:
    import threading
    from collections.abc import AsyncGenerator, Awaitable, Callable

__all__ = ["HomeLoop", "running_loop"]


class HomeLoop:
    """One loop while it runs, then the next in which the client is used.

    Args:
        lock: held while another loop becomes ours.
        moved: called when one has, in it.
        leaves: called when ours ends, as the last thing in it, if it ends as `asyncio.run` has it.

    Attributes:
        loop: which it is; None before there is one.
        is_ending: whether it ends, so that nothing should begin in it any more.
    """

    def __init__(
        self,
        lock: threading.RLock,
        moved: Callable[[], object],
        leaves: Callable[[], Awaitable[None]],
    ) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.is_ending = False
        self._lock, self._moved, self._leaves = lock, moved, leaves
        self._stay: AsyncGenerator[None, None] | None = None

    @property
    def is_running(self) -> bool:
        """Whether it runs, here or in another thread."""
        return self.loop is not None and self.loop.is_running()

    def is_here(self) -> bool:
        """Whether it runs in this thread; what runs here becomes ours when ours has ended."""
        loop = running_loop()
        with self._lock:
            if loop is None or loop is self.loop:
                return loop is not None
            if self.is_running:
                return False
            self.loop, self.is_ending, self._stay = loop, False, None
            self._moved()
            return True

    def enter(self) -> None:
        """Make sure that it is here.

        Raises:
            ConfigurationError: it runs elsewhere.
        """
        if not self.is_here():
            raise ConfigurationError(
                "this client works in another event loop that is still running; use one client in "
                "each loop"
            )

    def call(self, call: Callable[[], object]) -> bool:
        """Call something in it, at once if that is here; False: it does not run."""
        with self._lock:
            if self.is_here():
                call()
                return True
            if self.loop is None or not self.is_running or self.is_ending:
                return False
            try:
                self.loop.call_soon_threadsafe(call)
            except RuntimeError:  # it has ended at this moment
                return False
            return True

    async def stay(self) -> None:
        """Be told when it ends."""
        if self._stay is None and not self.is_ending:
            self._stay = self._until_the_end()
            await anext(self._stay)

    async def leave(self) -> None:
        """Leave it before it ends."""
        if self._stay is not None:
            await self._stay.aclose()

    async def _until_the_end(self) -> AsyncGenerator[None, None]:
        """Pause until it ends: a loop that ends well closes the generators that pause in it."""
        loop = self.loop
        try:
            yield
        finally:
            if loop is self.loop:
                self._stay, self.is_ending = None, True
                await self._leaves()


def running_loop() -> asyncio.AbstractEventLoop | None:
    """The loop that runs in this thread."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
