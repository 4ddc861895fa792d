"""The two sides of a comparison: this SDK, and httpx used by itself for the same question."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from benchmarks.queries.question import DAYS, EVENT, KEY_PAIR, PARAMETERS, PATH, VALUES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

__all__ = ["OURS", "SIDES", "THEIRS", "Ask", "AsyncAsk", "Side"]

Ask = Callable[[], Any]
AsyncAsk = Callable[[], Awaitable[Any]]

OURS: Final = "ours"
THEIRS: Final = "httpx"


@dataclass(frozen=True, slots=True)
class Side:
    """One of them.

    Attributes:
        name: on the command line.
        client: makes a client of the server at a URL; inside, the question can be asked.
        async_client: the same on an event loop.
        program: a whole program that asks once and checks the reply; its argument is the URL.
        values: takes the values of the hours out of what asking returns.
    """

    name: str
    client: Callable[[str], AbstractContextManager[Ask]]
    async_client: Callable[[str], AbstractAsyncContextManager[AsyncAsk]]
    program: str
    values: Callable[[Any], list[float]]


@contextmanager
def _ours(url: str) -> Iterator[Ask]:
    from amplitude_sdk import Amplitude

    with Amplitude(api_key=KEY_PAIR[0], secret_key=KEY_PAIR[1], base_url=url) as amp:
        yield lambda: amp.dashboard.segmentation(EVENT, *DAYS, interval="hourly")


@asynccontextmanager
async def _ours_async(url: str) -> AsyncIterator[AsyncAsk]:
    from amplitude_sdk import AsyncAmplitude

    async with AsyncAmplitude(api_key=KEY_PAIR[0], secret_key=KEY_PAIR[1], base_url=url) as amp:
        yield lambda: amp.dashboard.segmentation(EVENT, *DAYS, interval="hourly")


@contextmanager
def _httpx(url: str) -> Iterator[Ask]:
    import httpx

    with httpx.Client(base_url=url, auth=KEY_PAIR) as client:
        yield lambda: client.get(PATH, params=PARAMETERS).json()


@asynccontextmanager
async def _httpx_async(url: str) -> AsyncIterator[AsyncAsk]:
    import httpx

    async with httpx.AsyncClient(base_url=url, auth=KEY_PAIR) as client:

        async def ask() -> Any:
            reply = await client.get(PATH, params=PARAMETERS)
            return reply.json()

        yield ask


_OUR_PROGRAM: Final = f"""
import sys
from amplitude_sdk import Amplitude

with Amplitude(api_key={KEY_PAIR[0]!r}, secret_key={KEY_PAIR[1]!r}, base_url=sys.argv[1]) as amp:
    found = amp.dashboard.segmentation({EVENT!r}, *{DAYS!r}, interval="hourly")
assert list(found.series[0]) == {VALUES!r}
"""

_HTTPX_PROGRAM: Final = f"""
import sys
import httpx

with httpx.Client(base_url=sys.argv[1], auth={KEY_PAIR!r}) as client:
    found = client.get({PATH!r}, params={PARAMETERS!r}).json()
assert found["data"]["series"][0] == {VALUES!r}
"""

_BOTH: Final = (
    Side(OURS, _ours, _ours_async, _OUR_PROGRAM, lambda found: list(found.series[0])),
    Side(THEIRS, _httpx, _httpx_async, _HTTPX_PROGRAM, lambda found: found["data"]["series"][0]),
)

SIDES: Final = {side.name: side for side in _BOTH}
