"""The emulator as an ASGI application: bytes in, bytes out, nothing decided here."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse

from amplitude_sdk.emulator.messages import Request

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.messages import Response


CONNECTION: Final = "amplitude_emulator.connection"
"""The ASGI extension by which the server lets connections be broken."""


class Connection(Protocol):
    """A connection that can be broken."""

    def reset(self) -> None:
        """Break it, so that its client is told it was reset."""
        ...

    def close(self) -> None:
        """End it once what was sent is out."""
        ...


class Application:
    """Answers HTTP requests from a core."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._delays_end = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        http = HttpRequest(scope, receive)
        try:
            body = await _body(http, self._core.most_bytes(http.scope["path"]))
        except ClientDisconnect:
            return  # nobody is left to answer
        response = await run_in_threadpool(self._core.handle, _request(http, body))
        if response.delay and not await self._waited(response.delay, receive):
            return
        if response.breaks is None:
            http_response = HttpResponse(response.body, response.status, response.headers)
            await http_response(scope, receive, send)
        else:
            await _break_off(response, scope, receive, send)

    def end_delays(self) -> None:
        """Answer at once whoever still waits, since the server is about to stop."""
        self._delays_end.set()

    async def _waited(self, seconds: float, receive: Receive) -> bool:
        """Wait, and tell whether the client is still there."""
        gone = asyncio.ensure_future(receive())  # after the body that is its only message
        end = asyncio.ensure_future(self._delays_end.wait())
        try:
            await asyncio.wait({gone, end}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            return not gone.done()
        finally:
            gone.cancel()
            end.cancel()


async def _break_off(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Reset the connection, or close it in the middle of the response."""
    connection: Connection = scope["extensions"][CONNECTION]
    if response.breaks == "reset":
        connection.reset()
    else:
        await HttpResponse(response.body, response.status, response.headers)(
            scope, receive, _first_half(send)
        )
        connection.close()
    while (await receive())["type"] != "http.disconnect":  # the server would answer for us
        pass


def _first_half(send: Send) -> Send:
    async def send_half(message: Message) -> None:
        if message["type"] == "http.response.body":
            body: bytes = message["body"]
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await send(message)

    return send_half


async def _body(http: HttpRequest, most: int) -> bytes:
    """Return the body, or as much of it as shows that it is too large; the rest is dropped."""
    parts: list[bytes] = []
    size = 0
    async for part in http.stream():
        if size < most:
            parts.append(part)
            size += len(part)
    return b"".join(parts)


def _request(http: HttpRequest, body: bytes) -> Request:
    raw_path: bytes = http.scope["raw_path"]
    query: bytes = http.scope["query_string"]
    return Request(
        method=http.method,
        path=raw_path.decode("latin-1"),
        query=query.decode("latin-1"),
        headers=dict(http.headers),
        body=body,
        client=http.client.host if http.client else None,
    )
