"""What the application does for a client that is gone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator.asgi import Application

if TYPE_CHECKING:
    from amplitude_sdk.emulator import Emulator

SCOPE: dict[str, Any] = {
    "type": "http",
    "method": "GET",
    "path": "/api/2/events/list",
    "raw_path": b"/api/2/events/list",
    "query_string": b"",
    "headers": [],
    "client": None,
    "extensions": {},
}


@pytest.mark.parametrize("effect", [{}, {"status": 500}, {"reset": True}, {"truncate": True}])
def test_a_delay_ends_with_its_client(emulator: Emulator, effect: dict[str, Any]) -> None:
    emulator.fault("listEvents", delay=600, **effect)
    arrives: list[dict[str, Any]] = [
        {"type": "http.request", "body": b"", "more_body": False},
        {"type": "http.disconnect"},
    ]
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return arrives.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    async def ask() -> None:
        await asyncio.wait_for(Application(emulator.core)(dict(SCOPE), receive, send), 20)

    asyncio.run(ask())
    assert (arrives, sent) == ([], [])
    assert len(emulator.requests) == 1
