"""Both clients over a transport that answers as a test says, with a clock that a test owns."""

from __future__ import annotations

import asyncio
import inspect
import json
from typing import TYPE_CHECKING, Any

import httpx

from amplitude_sdk import Amplitude, AsyncAmplitude, RetryPolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90"
SECRET = "0f9e8d7c6b5a49382716050f4e3d2c1b"
COLOURS = ("sync", "async")
ONCE = RetryPolicy(max_attempts=1)


class Clock:
    """Time passes only when somebody waits; both colours can wait on it."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.waits: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.time += seconds

    async def asleep(self, seconds: float) -> None:
        self.sleep(seconds)

    def listen(self, _bell: object, seconds: float) -> None:
        self.sleep(seconds)

    async def alisten(self, _bell: object, seconds: float) -> None:
        self.sleep(seconds)


class Service:
    """The far end: keeps every request and answers with the next of `replies`, the last one again.

    A reply is an `httpx.Response`, an exception to raise, or a function of the request.
    """

    def __init__(self, *replies: Any) -> None:
        self.replies = list(replies)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        reply = self.replies[min(len(self.requests), len(self.replies)) - 1]
        if isinstance(reply, Exception):
            raise reply
        if not isinstance(reply, httpx.Response):
            return reply(request)
        copied = httpx.Response(reply.status_code, headers=reply.headers, content=reply.content)
        copied.extensions.update(reply.extensions)
        return copied

    @staticmethod
    def decoded(request: httpx.Request) -> Any:
        """What a request carried."""
        return json.loads(request.content)

    @property
    def bodies(self) -> list[Any]:
        """What the requests carried."""
        return [self.decoded(request) for request in self.requests]

    @property
    def queries(self) -> list[list[tuple[str, str]]]:
        """The decoded query parameters of the requests, repetitions kept."""
        return [request.url.params.multi_items() for request in self.requests]


def call(
    colour: str,
    service: Callable[[httpx.Request], httpx.Response],
    use: Callable[[Any], Any],
    **options: Any,
) -> Any:
    """Make a client of one colour, let `use` do something with it and return its result.

    `transport` replaces the service, `clock` the clock.
    """
    clock = options.pop("clock", None) or Clock()
    transport = options.pop("transport", None) or httpx.MockTransport(service)
    options = {"api_key": KEY, "secret_key": SECRET, **options}
    if colour == "sync":
        with Amplitude(transport=transport, **options) as amp:
            amp._sender.clock = clock
            return use(amp)
    return asyncio.run(_call(transport, use, clock, options))


async def _call(transport: Any, use: Callable[[Any], Any], clock: Clock, options: Any) -> Any:
    async with AsyncAmplitude(transport=transport, **options) as amp:
        amp._sender.clock = clock
        result = use(amp)
        return await result if inspect.isawaitable(result) else result


def ok(body: Any) -> httpx.Response:
    """A reply of status 200."""
    return httpx.Response(200, json=body)


def nothing_found() -> httpx.Response:
    """A reply to any query that has found nothing."""
    return ok({"data": None, "matches": None})


def uploaded(*, events: int = 1) -> httpx.Response:
    """The documented reply to an upload."""
    body = {
        "code": 200,
        "events_ingested": events,
        "payload_size_bytes": 1,
        "server_upload_time": 1,
    }
    return ok(body)


def event(**members: Any) -> dict[str, Any]:
    """A valid event with further members."""
    return {"event_type": "Recipe Opened", "user_id": "mira.holm", **members}


def insert_ids(bodies: Iterable[Any]) -> list[str]:
    """The insert_id of every event of some requests, in the order they were sent."""
    return [each["insert_id"] for body in bodies for each in body["events"]]
