"""Sends uploads to a server over one connection that is kept open, and counts events per second."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amplitude_api.facts import MAX_EVENTS

from benchmarks.emulator.processes import connected

if TYPE_CHECKING:
    from collections.abc import Sequence
    from http.client import HTTPConnection

__all__ = ["LARGE", "SMALL", "Size", "bodies", "throughput"]

_POOL: Final = 5_000
_TYPES: Final = ("Open App", "Play Song", "Search", "Purchase")
_JSON: Final = {"content-type": "application/json"}


@dataclass(frozen=True, slots=True)
class Size:
    """How large the requests are.

    Attributes:
        name: in the results.
        events: in each request.
        least: what has to be reached of the speed without storing.
    """

    name: str
    events: int
    least: float


LARGE: Final = Size("2000-event requests", MAX_EVENTS - 1, 0.35)
"""The largest requests that are taken: 2000 events are refused."""
SMALL: Final = Size("10-event requests", 10, 0.7)


def bodies(size: Size, events: int, turn: int) -> list[bytes]:
    """The bodies of requests with at least so many events, other ones in each turn."""
    starts = range(turn * events, (turn + 1) * events, size.events)
    mark = f"{size.events}-{turn}"
    return [_body([_event(start + at) for at in range(size.events)], mark) for start in starts]


def throughput(port: int, requests: Sequence[bytes], events: int) -> float:
    """Send all requests one after the other; the events per second, from first to last byte."""
    with connected(port) as connection:
        start = time.perf_counter()
        for body in requests:
            _post(connection, body)
        return events / (time.perf_counter() - start)


def _post(connection: HTTPConnection, body: bytes) -> None:
    connection.request("POST", "/2/httpapi", body, _JSON)
    response = connection.getresponse()
    answer = response.read()
    if response.status != 200:  # noqa: PLR2004 -- HTTP's success
        raise RuntimeError(f"an upload was answered {response.status} {answer!r}")


def _body(events: list[dict[str, object]], mark: str) -> bytes:
    for event in events:
        event["insert_id"] = f"{mark}-{event['time']}"
    return json.dumps({"api_key": "benchmark", "events": events}, separators=(",", ":")).encode()


def _event(number: int) -> dict[str, object]:
    """About 400 bytes of JSON."""
    user = number % _POOL
    return {
        "user_id": f"user-{user:06}",
        "device_id": f"device-{user:06}",
        "event_type": _TYPES[number % len(_TYPES)],
        "time": 1_767_225_600_000 + number * 10,
        "session_id": 1_767_225_600_000 + user,
        "platform": "iOS",
        "os_name": "ios",
        "os_version": "17.1",
        "country": "Netherlands",
        "language": "Dutch",
        "app_version": "3.2.0",
        "device_model": "iPhone 15",
        "event_properties": {"genre": "rock", "seconds": 213, "song": f"song {number % 500}"},
        "user_properties": {"plan": "pro", "age": 30 + user % 20},
    }
