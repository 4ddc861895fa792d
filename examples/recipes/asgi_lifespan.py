"""An ASGI app: `uvicorn asgi_lifespan:app`. The client lives as long as the app does.

The delivery is a task of the server's event loop; closing the client at the end of the lifespan sends
what is left, for up to `shutdown_timeout` seconds.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from amplitude_sdk import AsyncAmplitude

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from starlette.requests import Request


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncGenerator[None]:
    """Make the client in the running loop, and close it there."""
    async with AsyncAmplitude() as amp:
        app.state.amp = amp
        yield


async def page(request: Request) -> PlainTextResponse:
    """Answer a request, and track it."""
    amp: AsyncAmplitude = request.app.state.amp
    amp.track("Page Viewed", user_id=request.path_params["user_id"])
    return PlainTextResponse("seen\n")


app = Starlette(routes=[Route("/{user_id}", page)], lifespan=lifespan)
