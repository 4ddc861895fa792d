"""What the services at the other end look like: paths, replies, and where an event keeps its id."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.ingestion.request_reader import Request

__all__ = ["SERVICES", "Service"]


@dataclass(frozen=True, slots=True)
class Service:
    """One ingestion endpoint.

    Attributes:
        reply: the body its documentation promises for an accepted request.
        identities: (insert id, order number) of every event of a body.
    """

    reply: Callable[[Request], dict[str, Any]]
    identities: Callable[[bytes], list[tuple[str, int]]]


def _amplitude_reply(request: Request) -> dict[str, Any]:
    """As in section "SuccessSummary" of "HTTP V2 API"."""
    return {
        "code": 200,
        "events_ingested": request.events,
        "payload_size_bytes": request.size,
        "server_upload_time": time.time_ns() // 1_000_000,
    }


def _amplitude_identities(body: bytes) -> list[tuple[str, int]]:
    return [
        (each["insert_id"], each["event_properties"]["order_number"])
        for each in json.loads(body)["events"]
    ]


def _posthog_identities(body: bytes) -> list[tuple[str, int]]:
    return [
        (each["uuid"], each["properties"]["order_number"]) for each in json.loads(body)["batch"]
    ]


def _segment_identities(body: bytes) -> list[tuple[str, int]]:
    return [
        (each["messageId"], each["properties"]["order_number"])
        for each in json.loads(body)["batch"]
    ]


def _mixpanel_identities(body: bytes) -> list[tuple[str, int]]:
    [events] = parse_qs(body.decode())["data"]
    return [
        (each["properties"]["$insert_id"], each["properties"]["order_number"])
        for each in json.loads(events)
    ]


SERVICES: Final = {
    "/2/httpapi": Service(_amplitude_reply, _amplitude_identities),
    "/batch/": Service(lambda _: {"status": "Ok"}, _posthog_identities),
    "/v1/batch": Service(lambda _: {"success": True}, _segment_identities),
    "/track": Service(lambda _: {"status": 1, "error": None}, _mixpanel_identities),
}
"""By path; they differ, so one sink serves every SDK."""
