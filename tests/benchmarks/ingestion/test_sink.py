"""The server that accepts everything: replies, totals, verification."""

from __future__ import annotations

import json
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from benchmarks.ingestion.event import event, properties
from benchmarks.ingestion.passes import SinkProcess

if TYPE_CHECKING:
    from collections.abc import Callable


def post(port: int, path: str, body: bytes) -> tuple[int, dict[str, object]]:
    connection = HTTPConnection("127.0.0.1", port)
    try:
        connection.request("POST", path, body)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())
    finally:
        connection.close()


def amplitude_body(*events: tuple[int, str]) -> bytes:
    return json.dumps({"api_key": "k", "events": [event(*each) for each in events]}).encode()


def posthog_body(*events: tuple[int, str]) -> bytes:
    batch = [{"uuid": key, "properties": properties(number)} for number, key in events]
    return json.dumps({"api_key": "k", "batch": batch}).encode()


def segment_body(*events: tuple[int, str]) -> bytes:
    batch = [{"messageId": key, "properties": properties(number)} for number, key in events]
    return json.dumps({"batch": batch}).encode()


def mixpanel_body(*events: tuple[int, str]) -> bytes:
    batch = [{"properties": {"$insert_id": key, **properties(number)}} for number, key in events]
    return urlencode({"data": json.dumps(batch), "verbose": 1}).encode()


def test_amplitude_gets_its_documented_summary() -> None:
    body = amplitude_body((0, "a"), (1, "b"))
    with SinkProcess() as sink:
        status, reply = post(sink.port, "/2/httpapi", body)
    uploaded = reply.pop("server_upload_time")
    assert status == 200
    assert isinstance(uploaded, int)
    assert reply == {"code": 200, "events_ingested": 2, "payload_size_bytes": len(body)}


@pytest.mark.parametrize(
    ("path", "body", "reply"),
    [
        ("/batch/", posthog_body, {"status": "Ok"}),
        ("/v1/batch", segment_body, {"success": True}),
        ("/track", mixpanel_body, {"status": 1, "error": None}),
    ],
)
def test_others_get_what_their_sdks_understand(
    path: str, body: Callable[..., bytes], reply: dict[str, object]
) -> None:
    with SinkProcess() as sink:
        assert post(sink.port, path, body((0, "a"))) == (200, reply)


def test_it_adds_up_requests_events_bytes_and_connections() -> None:
    first, second = amplitude_body((0, "a"), (1, "b")), amplitude_body((2, "c"))
    with SinkProcess() as sink:
        post(sink.port, "/2/httpapi", first)
        post(sink.port, "/2/httpapi", second)
    found = sink.received
    assert (found.requests, found.connections, found.events) == (2, 2, 3)
    assert found.bytes == len(first) + len(second)
    assert found.bytes_per_event == found.bytes / 3


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/2/httpapi", amplitude_body),
        ("/batch/", posthog_body),
        ("/v1/batch", segment_body),
        ("/track", mixpanel_body),
    ],
)
def test_verifying_tells_repetitions_from_new_events(path: str, body: Callable[..., bytes]) -> None:
    with SinkProcess(verify=True) as sink:
        post(sink.port, path, body((0, "a"), (1, "b")))
        post(sink.port, path, body((1, "b"), (2, "b")))
    found = sink.received
    assert (found.events, found.insert_ids, found.orders) == (4, 2, 3)


def test_a_path_of_no_service_is_refused_and_told() -> None:
    with SinkProcess() as sink:
        status, _ = post(sink.port, "/flags", b"")
    assert status == 404
    assert sink.received.refused == {"/flags": 1}
