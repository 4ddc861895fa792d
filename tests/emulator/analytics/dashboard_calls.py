"""Asks the emulator for what the Dashboard REST API has, over plain HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.emulator.calls import upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

MARCH = {"start": "20260301", "end": "20260307"}


def ask(http: httpx.Client, path: str, **parameters: Any) -> httpx.Response:
    """Send a query; what is no text or number, and each segment and step, is sent as JSON."""
    asked: dict[str, Any] = {}
    for name, value in parameters.items():
        if name in {"s", "e"} and isinstance(value, list):
            asked[name] = [json.dumps(one) for one in value]
        elif isinstance(value, dict | list):
            asked[name] = json.dumps(value)
        elif value is not None:
            asked[name] = value
    return http.get(f"/api/2/{path}", params=asked)


def answer(http: httpx.Client, path: str, **parameters: Any) -> Any:
    """Return the reply of a query that succeeds."""
    response = ask(http, path, **parameters)
    assert response.status_code == 200, response.text
    return response.json()


def refill(emulator: Emulator, http: httpx.Client, log: list[dict[str, Any]]) -> None:
    """Forget everything, then upload."""
    emulator.reset()
    if log:
        upload(http, *log)
