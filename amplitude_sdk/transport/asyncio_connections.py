"""The connections of an async client: of each event loop its own, closed when it ends."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from amplitude_sdk.transport.connections import refuse_closed, renew_in_children
from amplitude_sdk.transport.loading import LOADING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    import httpx

    from amplitude_sdk.transport.exchange._async import AsyncExchange

    Loop = asyncio.AbstractEventLoop

__all__ = ["AsyncConnections"]


class AsyncConnections:
    """Those of an async client; any loop may use them, at the same time as others.

    Args:
        transport: the caller's, to send by instead; whether it serves several loops is its affair.
    """

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        self.transport = transport
        self.is_closed = False
        self._of_loops: dict[Loop, _OfLoop] = {}
        self._callers: AsyncExchange | None = None
        self._process = os.getpid()
        renew_in_children(self)

    async def exchange(self) -> AsyncExchange:
        """The one to send by in the running loop, opened if it is not yet.

        Raises:
            ConfigurationError: they are closed.
        """
        if self._callers is not None:
            return self._callers
        found = self._of_loops.get(asyncio.get_running_loop())
        return found.exchange if found is not None else await self._opened()

    def renew(self) -> None:
        """Let go of connections that nobody can use any more, unless they are the caller's.

        Those are a parent's, in a forked child, and of loops that have ended without a word.
        """
        is_child, self._process = self._process != os.getpid(), os.getpid()
        for loop in list(self._of_loops):
            if is_child or not loop.is_running():
                self._of_loops.pop(loop, None)

    async def reopen(self) -> None:
        """Close the running loop's connections; the next request opens others."""
        found = self._of_loops.pop(asyncio.get_running_loop(), None)
        if found is not None:
            await found.leave()

    async def aclose(self) -> None:
        """Close the connections for good, of the caller's transport or of all loops."""
        is_first, self.is_closed = not self.is_closed, True
        await self.reopen()
        for loop in list(self._of_loops):
            left = self._of_loops.pop(loop, None)
            if left is not None and loop.is_running():
                asyncio.run_coroutine_threadsafe(left.leave(), loop)
        callers, self._callers = self._callers, None
        if callers is not None:
            await callers.aclose()
        elif is_first and self.transport is not None:
            await self.transport.aclose()

    async def _opened(self) -> AsyncExchange:
        if self.is_closed:
            refuse_closed()
        with LOADING:
            from amplitude_sdk.transport.exchange._async import (  # noqa: PLC0415  loads httpx
                AsyncExchange,
            )

            exchange = AsyncExchange(self.transport)
        if self.transport is not None:
            self._callers = exchange
        else:
            self.renew()  # those of loops that have ended would stay for good
            home = self._of_loops[asyncio.get_running_loop()] = _OfLoop(exchange)
            await home.stay()
        return exchange


class _OfLoop:
    """Connections, and the end of the loop they belong to.

    A loop that ends well closes the async generators that pause in it; one of ours does.
    """

    def __init__(self, exchange: AsyncExchange) -> None:
        self.exchange = exchange
        self._pause = _closing_at_end(exchange)

    async def stay(self) -> None:
        """Be told of the loop's end."""
        await anext(self._pause)

    async def leave(self) -> None:
        """Close the connections now."""
        await self.exchange.aclose()
        with suppress(RuntimeError):  # the loop's end is at it already
            await self._pause.aclose()


async def _closing_at_end(exchange: AsyncExchange) -> AsyncGenerator[None, None]:
    try:
        yield
    finally:
        await exchange.aclose()
