"""Both clients over connections of their own."""

from __future__ import annotations

import asyncio
import inspect
from typing import TYPE_CHECKING, Any

from amplitude_sdk import Amplitude, AsyncAmplitude
from tests.sdk.clients import KEY, SECRET, Clock

if TYPE_CHECKING:
    from collections.abc import Callable


def use(colour: str, url: str, do: Callable[[Any], Any], **options: Any) -> Any:
    """Let a client with real connections do something; its waits take no time."""
    options = {"api_key": KEY, "secret_key": SECRET, "base_url": url, "timeout": 5, **options}
    clock = Clock()
    if colour == "sync":
        with Amplitude(**options) as amp:
            amp._sender.clock = clock
            return do(amp)

    async def run() -> Any:
        async with AsyncAmplitude(**options) as amp:
            amp._sender.clock = clock
            result = do(amp)
            return await result if inspect.isawaitable(result) else result

    return asyncio.run(run())
