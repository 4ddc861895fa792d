"""Sends to the emulator what the tests are about, over plain HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

API_KEY = "key-1"


def post_events(http: httpx.Client, *events: Any, **members: Any) -> httpx.Response:
    """Upload events and return the response, whatever it is."""
    body = {"api_key": API_KEY, "events": list(events), **members}
    return http.post("/2/httpapi", json=body)


def upload(http: httpx.Client, *events: dict[str, Any], **members: Any) -> None:
    """Upload events that are accepted."""
    response = post_events(http, *events, **members)
    assert response.status_code == 200, response.text


def event(event_type: str = "Play Song", **members: Any) -> dict[str, Any]:
    """An event of a user, at noon of 2 March 2026."""
    ids = {} if "device_id" in members else {"user_id": "user-1"}
    return {"event_type": event_type, "time": noon(2), **ids, **members}


def noon(day: int, month: int = 3) -> int:
    """Noon of a day of 2026, in epoch milliseconds."""
    days = {1: 20454, 2: 20485, 3: 20513, 4: 20544}[month] + day - 1
    return (days * 24 + 12) * 3_600_000


def segmentation(http: httpx.Client, e: Any, **parameters: Any) -> dict[str, Any]:
    """Return the `data` of a segmentation query of March 2026 that succeeds."""
    response = ask_segmentation(http, e, **parameters)
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


def ask_segmentation(http: httpx.Client, e: Any, **parameters: Any) -> httpx.Response:
    """Ask for the segmentation of an event, named or as an object, in March 2026."""
    asked = {"start": "20260301", "end": "20260307", **parameters}
    asked["e"] = json.dumps(e if isinstance(e, dict) else {"event_type": e})
    if "s" in asked:
        asked["s"] = [json.dumps(segment) for segment in asked["s"]]
    if "e2" in asked:
        asked["e2"] = json.dumps(asked["e2"])
    return http.get("/api/2/events/segmentation", params=asked)


def details(response: httpx.Response) -> str:
    """Return what an error of the query side says."""
    error = response.json()["error"]
    assert error["http_code"] == response.status_code
    text: str = error["metadata"]["details"]
    return text
