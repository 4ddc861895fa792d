"""Calls the facade in both colours, over a transport that keeps requests and answers by a script."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import httpx

from amplitude_sdk import Amplitude, AsyncAmplitude, RetryPolicy
from amplitude_sdk.errors import AmplitudeError
from tests.property import adapters_annotations, adapters_dashboard
from tests.property.generation import requests
from tests.property.values import ABSENT
from tests.property.wire import KEY, SECRET

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from tests.property.adapters import Invocation, Style
    from tests.property.generation import Meant

ONCE = RetryPolicy(max_attempts=1)
THRICE = RetryPolicy(max_attempts=3, base_delay=0, max_delay=0)
COLOURS = ("sync", "async")

ADAPTERS: dict[str, Callable[[Meant, Style], Invocation]] = {
    **adapters_annotations.ADAPTERS,
    **dict.fromkeys(adapters_dashboard.METHODS, adapters_dashboard.adapt),
}
"""One for each operation of the query side."""


def calls(operation_id: str) -> SearchStrategy[Meant]:
    """Generate what calls of the facade are to say; it never sends a release as a query (T-X11)."""
    if operation_id == "createRelease":
        return requests(operation_id).filter(lambda meant: meant.body is not ABSENT)
    return requests(operation_id)


class Service:
    """Stands for the far end: keeps every request, answers each as `reply` says."""

    def __init__(self, reply: Callable[[httpx.Request], httpx.Response]) -> None:
        self.reply = reply
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.reply(request)

    @classmethod
    def always(cls, status: int, body: Any) -> Service:
        """Answer everything alike."""
        return cls(lambda _: httpx.Response(status, json=body))


class Clock:
    """Time that passes by waiting only, in both colours."""

    def __init__(self) -> None:
        self.slept = 0.0

    def now(self) -> float:
        return self.slept

    def sleep(self, seconds: float) -> None:
        self.slept += seconds

    async def asleep(self, seconds: float) -> None:
        self.slept += seconds


@dataclass(frozen=True)
class Caller:
    """Makes calls in one colour, to a service in this process or to a server.

    There is no public way to set the clock; waits of half a minute are worth reaching behind it.
    """

    colour: str
    service: Service | None = None
    region: str = "us"
    retry: RetryPolicy = ONCE
    base_url: str | None = None
    clock: Clock = field(default_factory=Clock)

    def outcome(self, invocation: Invocation) -> Any:
        """Make a call; return its result, or the error the facade raises on purpose."""
        try:
            if self.colour == "sync":
                return self._sync(invocation)
            return asyncio.run(self._async(invocation))
        except AmplitudeError as error:
            return error

    def _sync(self, invocation: Invocation) -> Any:
        with Amplitude(**self._options()) as amplitude:
            amplitude._sender.clock = self.clock
            method = attrgetter(invocation.method)(amplitude)
            return method(*invocation.args, **invocation.kwargs)

    async def _async(self, invocation: Invocation) -> Any:
        async with AsyncAmplitude(**self._options()) as amplitude:
            amplitude._sender.clock = self.clock
            method = attrgetter(invocation.method)(amplitude)
            return await method(*invocation.args, **invocation.kwargs)

    def _options(self) -> dict[str, Any]:
        keys = {"api_key": KEY, "secret_key": SECRET}
        common = {**keys, "retry": self.retry, "query_budget": None}
        if self.service is None:
            return {**common, "base_url": self.base_url}
        transport = httpx.MockTransport(self.service)
        return {**common, "region": self.region, "transport": transport}
