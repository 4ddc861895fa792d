"""What one process of its own finds out about one side, in seconds."""

from __future__ import annotations

import asyncio
import gc
import statistics
import time
from typing import TYPE_CHECKING, Any, Final

from benchmarks.queries.comparisons import FIRST, WARM, WARM_ASYNC
from benchmarks.queries.question import VALUES

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.queries.sides import Side

__all__ = ["CALLS", "TIMED", "WARMING_UP", "first_call", "warm_call", "warm_call_async"]

WARMING_UP: Final = 30
CALLS: Final = 270
"""With those before the clock as many as the documented limit of cost allows: 300 times 3 days."""


def first_call(side: Side, url: str) -> float:
    """Make a client and ask it once; certificates and a connection are part of that."""
    gc.collect()
    start = time.perf_counter()
    with side.client(url) as ask:
        found = ask()
        spent = time.perf_counter() - start
    _check(side, found)
    return spent


def warm_call(side: Side, url: str) -> float:
    """Ask again and again over one connection; the median of the calls."""
    with side.client(url) as ask:
        for _ in range(WARMING_UP):
            found = ask()
        _check(side, found)
        gc.collect()
        return statistics.median(_timed(ask) for _ in range(CALLS))


def warm_call_async(side: Side, url: str) -> float:
    """The same with the client of an event loop."""
    return asyncio.run(_warm_call_async(side, url))


async def _warm_call_async(side: Side, url: str) -> float:
    spent: list[float] = []
    async with side.async_client(url) as ask:
        for _ in range(WARMING_UP):
            found = await ask()
        _check(side, found)
        gc.collect()
        for _ in range(CALLS):
            start = time.perf_counter()
            await ask()
            spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def _timed(ask: Callable[[], Any]) -> float:
    start = time.perf_counter()
    ask()
    return time.perf_counter() - start


def _check(side: Side, found: Any) -> None:
    if side.values(found) != VALUES:
        raise RuntimeError(f"{side.name}: the reply was not read as it was sent")


TIMED: Final = {FIRST: first_call, WARM: warm_call, WARM_ASYNC: warm_call_async}
"""By the name of the comparison; the whole start of a process is timed from outside."""
