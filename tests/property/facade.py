"""Calls the facade in both colours, over a transport that keeps requests and answers by a script."""

from __future__ import annotations

import asyncio
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


def outcome(
    colour: str, invocation: Invocation, service: Service, *, region: str, retry: RetryPolicy = ONCE
) -> Any:
    """Make a call; return its result, or the error the facade raises on purpose."""
    options = {"api_key": KEY, "secret_key": SECRET, "region": region, "retry": retry}
    transport = httpx.MockTransport(service)
    try:
        if colour == "sync":
            with Amplitude(**options, transport=transport) as amplitude:
                return _method(amplitude, invocation)(*invocation.args, **invocation.kwargs)
        return asyncio.run(_outcome(invocation, {**options, "transport": transport}))
    except AmplitudeError as error:
        return error


async def _outcome(invocation: Invocation, options: dict[str, Any]) -> Any:
    async with AsyncAmplitude(**options) as amplitude:
        return await _method(amplitude, invocation)(*invocation.args, **invocation.kwargs)


def _method(amplitude: Any, invocation: Invocation) -> Any:
    return attrgetter(invocation.method)(amplitude)
