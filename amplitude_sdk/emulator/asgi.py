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
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

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


def application(core: Core) -> ASGIApp:
    """Return the application that answers HTTP requests from `core`."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        http = HttpRequest(scope, receive)
        try:
            body = await _body(http, core.most_bytes(http.scope["path"]))
        except ClientDisconnect:
            return  # nobody is left to answer
        response = await run_in_threadpool(core.handle, _request(http, body))
        if response.delay:
            await asyncio.sleep(response.delay)
        if response.breaks is None:
            http_response = HttpResponse(response.body, response.status, response.headers)
            await http_response(scope, receive, send)
        else:
            await _break_off(response, scope, receive, send)

    return answer


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
