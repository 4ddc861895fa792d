"""The emulator as transports of httpx: no socket, no thread, the same state.

Faults are honoured as far as a transport can: a connection that is reset raises `httpx.ReadError`,
one that is closed in the middle `httpx.RemoteProtocolError` when the body is read, and a reply that
comes later than the client waits `httpx.ReadTimeout`.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

import anyio
import anyio.to_thread
import httpx

from amplitude_sdk.emulator.messages import Request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.messages import Response

_ADDRESS: Final = "127.0.0.1"


class InProcessTransport(httpx.BaseTransport):
    """Answers the requests of an `httpx.Client`."""

    def __init__(self, core: Callable[[], Core]) -> None:
        self._core = core

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        response = self._core().handle(_received(request, request.read()))
        time.sleep(_waited(response, request))
        return _sent(response, request)


class AsyncInProcessTransport(httpx.AsyncBaseTransport):
    """Answers the requests of an `httpx.AsyncClient`, in a thread, on asyncio and trio."""

    def __init__(self, core: Callable[[], Core]) -> None:
        self._core = core

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        received = _received(request, await request.aread())
        response = await anyio.to_thread.run_sync(self._core().handle, received)
        await anyio.sleep(_waited(response, request))
        return _sent(response, request)


class _CutStream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose connection is closed in the middle."""

    def __init__(self, body: bytes, request: httpx.Request) -> None:
        self._body = body
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        yield self._body
        raise self._cut()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._body
        raise self._cut()

    def _cut(self) -> httpx.RemoteProtocolError:
        message = "peer closed connection without sending complete message body"
        return httpx.RemoteProtocolError(message, request=self._request)


def _received(request: httpx.Request, body: bytes) -> Request:
    path, _, query = request.url.raw_path.decode("ascii").partition("?")
    headers = {name.lower(): value for name, value in request.headers.items()}
    return Request(request.method, path, query, headers, body, _ADDRESS)


def _waited(response: Response, request: httpx.Request) -> float:
    """Return the seconds until the response, or until the client gives up."""
    return min(response.delay, _patience(request))


def _patience(request: httpx.Request) -> float:
    timeouts: dict[str, Any] = request.extensions.get("timeout", {})
    patience = timeouts.get("read")
    return float("inf") if patience is None else float(patience)


def _sent(response: Response, request: httpx.Request) -> httpx.Response:
    if response.delay > _patience(request):
        raise httpx.ReadTimeout("timed out", request=request)
    if response.breaks == "reset":
        raise httpx.ReadError("connection reset by peer", request=request)
    headers = {**response.headers, "content-length": str(len(response.body))}
    if response.breaks == "truncate":
        stream = _CutStream(response.shown_body, request)
        return httpx.Response(response.status, headers=headers, stream=stream, request=request)
    return httpx.Response(response.status, headers=headers, content=response.body, request=request)
