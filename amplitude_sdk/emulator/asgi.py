"""The emulator as an ASGI application: bytes in, bytes out, nothing decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from amplitude_api.facts import MAX_REQUEST_BYTES
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse

from amplitude_sdk.emulator.messages import Request

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from amplitude_sdk.emulator.core import Core


def application(core: Core) -> ASGIApp:
    """Return the application that answers HTTP requests from `core`."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        http = HttpRequest(scope, receive)
        try:
            body = await _body(http)
        except ClientDisconnect:
            return  # nobody is left to answer
        response = await run_in_threadpool(core.handle, _request(http, body))
        await HttpResponse(response.body, response.status, response.headers)(scope, receive, send)

    return answer


async def _body(http: HttpRequest) -> bytes:
    """Return the body, or as much of it as shows that it is too large; the rest is dropped."""
    parts: list[bytes] = []
    size = 0
    async for part in http.stream():
        if size < MAX_REQUEST_BYTES:
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
