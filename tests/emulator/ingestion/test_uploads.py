from __future__ import annotations

import gzip
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.messages import Request
from tests.emulator.calls import API_KEY, event, post_events, upload

if TYPE_CHECKING:
    import httpx


def test_a_reply_tells_what_was_taken(emulator: Emulator, http: httpx.Client) -> None:
    response = post_events(http, event("A"), event("B"))
    assert response.json() == {
        "code": 200,
        "events_ingested": 2,
        "payload_size_bytes": len(response.request.content),
        "server_upload_time": emulator.clock.now_ms(),
    }
    assert response.headers["content-type"] == "application/json"


def test_events_come_back_as_they_were_sent(emulator: Emulator, http: httpx.Client) -> None:
    sent = event(
        device_id="device-1",
        user_id="user-1",
        event_properties={"genre": ["rock", "pop"], "deep": {"n": 1.5, "none": None}},
        user_properties={"plan": "pro"},
        groups={"team": ["a", "b"], "org": "c"},
        price=2.5,
        quantity=2,
        revenue=5.0,
        location_lat=59.3,
        event_id=7,
        session_id=-1,
        plan={"branch": "main"},
        android_id="x",
    )
    sent["$skip_user_properties_sync"] = True
    upload(http, sent)
    (stored,) = emulator.events()
    extra = {name: stored.pop(name) for name in ("amplitude_id", "server_upload_time")}
    assert stored == sent
    assert extra["server_upload_time"] == emulator.clock.now_ms()


def test_members_the_spec_does_not_know_are_kept(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(brand_new={"a": [1]}, _app="not a column", Platform="case"))
    (stored,) = emulator.events()
    assert stored["brand_new"] == {"a": [1]}
    assert stored["_app"] == "not a column"
    assert stored["Platform"] == "case"


def test_any_text_survives(emulator: Emulator, http: httpx.Client) -> None:
    text = "zero \x00, quote ' \" \\, emoji \U0001f600, ᏣᎳᎩ, '; drop table events; --"
    upload(http, event(text, user_id=text, event_properties={text: text}))
    (stored,) = emulator.events(text, user_id=text)
    assert stored["event_properties"] == {text: text}


def test_compressed_requests_are_accepted(emulator: Emulator, http: httpx.Client) -> None:
    body = json.dumps({"api_key": API_KEY, "events": [event()]}).encode()
    response = http.post(
        "/2/httpapi", content=gzip.compress(body), headers={"content-encoding": "GZip"}
    )
    assert response.json()["payload_size_bytes"] == len(body)
    assert len(emulator.events()) == 1


def error(response: httpx.Response) -> dict[str, Any]:
    body: dict[str, Any] = response.json()
    assert response.status_code == body.pop("code")
    return body


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", {"error": "Missing request body"}),
        (b"{", {"error": "Invalid JSON request body"}),
        (b"[]", {"error": "Invalid JSON request body"}),
        (b"null", {"error": "Invalid JSON request body"}),
        (b'{"api_key": "k", "events": [{"x": NaN}]}', {"error": "Invalid JSON request body"}),
        (b'{"api_key": "k", "events": [{"x": Infinity}]}', {"error": "Invalid JSON request body"}),
        (b'{"api_key": "\xff"}', {"error": "Invalid JSON request body"}),
        (b'{"api_key": "\\ud800"}', {"error": "Invalid JSON request body"}),
        (b"[" * 100_000, {"error": "Invalid JSON request body"}),
        (b"{}", {"error": "Request missing required field", "missing_field": "api_key"}),
        (
            b'{"api_key": "k"}',
            {"error": "Request missing required field", "missing_field": "events"},
        ),
        (
            b'{"api_key": "k", "events": []}',
            {"error": "Request missing required field", "missing_field": "events"},
        ),
        (b'{"api_key": "k", "events": {}}', {"error": "Invalid event JSON"}),
        (b'{"api_key": "k", "events": [1]}', {"error": "Invalid event JSON"}),
        (b'{"api_key": "", "events": [{}]}', {"error": "Invalid API key"}),
        (b'{"api_key": 1, "events": [{}]}', {"error": "Invalid API key"}),
    ],
)
def test_a_request_that_is_not_an_upload_is_a_400(
    http: httpx.Client, content: bytes, expected: dict[str, str]
) -> None:
    response = http.post("/2/httpapi", content=content)
    assert response.status_code == 400
    assert error(response) == expected


def test_gzip_may_have_several_members(emulator: Emulator, http: httpx.Client) -> None:
    body = json.dumps({"api_key": API_KEY, "events": [event()]}).encode()
    packed = gzip.compress(body[:20]) + gzip.compress(body[20:]) + bytes(512)
    response = http.post("/2/httpapi", content=packed, headers={"content-encoding": "gzip"})
    assert response.json()["payload_size_bytes"] == len(body)
    assert len(emulator.events()) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"not gzip", id="not gzip"),
        pytest.param(gzip.compress(b"{}")[:-9], id="cut off"),
        pytest.param(gzip.compress(b"not json"), id="not JSON"),
        pytest.param(gzip.compress(b"{}") + b"junk", id="something after it"),
        pytest.param(gzip.compress(b"") * 2_000, id="thousands of files"),
    ],
)
def test_a_broken_compressed_request_is_a_400(http: httpx.Client, content: bytes) -> None:
    response = http.post("/2/httpapi", content=content, headers={"content-encoding": "gzip"})
    assert error(response) == {"error": "Invalid JSON request body"}


@pytest.mark.parametrize(
    "options", [[], "x", {"min_id_length": 0}, {"min_id_length": "5"}, {"min_id_length": True}]
)
def test_options_that_make_no_sense_are_a_400(http: httpx.Client, options: Any) -> None:
    response = post_events(http, event(), options=options)
    assert response.status_code == 400
    assert error(response)["error"].startswith("Invalid options: ")


def test_a_request_is_less_than_a_million_bytes(emulator: Emulator, http: httpx.Client) -> None:
    def of_size(size: int) -> bytes:
        filled = json.dumps({"api_key": API_KEY, "events": [event()], "padding": ""}).encode()
        return filled[:-2] + b"x" * (size - len(filled)) + filled[-2:]

    assert http.post("/2/httpapi", content=of_size(999_999)).status_code == 200
    response = http.post("/2/httpapi", content=of_size(1_000_000))
    assert (response.status_code, error(response)) == (413, {"error": "Payload too large"})
    assert len(emulator.events()) == 1


def test_compression_does_not_make_room_for_more(http: httpx.Client) -> None:
    bomb = gzip.compress(b" " * 50_000_000)
    response = http.post("/2/httpapi", content=bomb, headers={"content-encoding": "gzip"})
    assert response.status_code == 413


def test_a_compressed_request_that_is_too_large_is_a_413(http: httpx.Client) -> None:
    noise = random.Random(1).randbytes(1_000_000)
    response = http.post("/2/httpapi", content=noise)
    assert response.status_code == 413


def test_a_sum_too_large_for_an_integer_does_no_harm(
    emulator: Emulator, http: httpx.Client
) -> None:
    sent = event(user_properties={"$add": {"logins": 2**64 - 1}})
    upload(http, sent, sent)
    upload(http, sent)
    assert len(emulator.events()) == 3


def test_a_request_has_less_than_2000_events(emulator: Emulator, http: httpx.Client) -> None:
    events = [event(user_id=f"user-{number}", time=1) for number in range(2000)]
    assert post_events(http, *events).status_code == 413
    assert emulator.events() == []
    assert post_events(http, *events[1:]).status_code == 200
    assert len(emulator.events()) == 1999


def test_one_invalid_event_refuses_the_whole_request(
    emulator: Emulator, http: httpx.Client
) -> None:
    response = post_events(http, event("Good"), {"user_id": "user-1"})
    assert error(response) == {
        "error": "Request missing required field",
        "events_with_missing_fields": {"event_type": [1]},
    }
    assert emulator.events() == []


def test_every_fault_of_every_event_is_listed(http: httpx.Client) -> None:
    response = post_events(
        http,
        event(time="2026-03-01"),
        {"event_type": "No Id"},
        event(user_id="abc"),
        event(user_id=7, time=1.5),
        event(event_type="[Amplitude] Revenue", device_id="00000000-0000-0000-0000-000000000000"),
        {},
    )
    assert error(response) == {
        "error": "Request missing required field",
        "events_with_missing_fields": {
            "user_id": [1, 5],
            "device_id": [1, 5],
            "event_type": [5],
        },
        "events_with_invalid_fields": {
            "time": [0, 3],
            "user_id": [3],
            "event_type": [4],
            "device_id": [4],
        },
        "events_with_invalid_id_lengths": {"user_id": [2]},
    }


def test_the_error_names_what_kind_of_fault_it_is(http: httpx.Client) -> None:
    assert error(post_events(http, event(price="4"))) == {
        "error": "Invalid field values on some events",
        "events_with_invalid_fields": {"price": [0]},
    }
    assert error(post_events(http, event(user_id="abcd"))) == {
        "error": "Invalid id length for user_id or device_id",
        "events_with_invalid_id_lengths": {"user_id": [0]},
    }


def test_with_projects_an_unknown_key_is_a_400() -> None:
    emulator = Emulator(projects={"known": "secret"})

    def answer(key: str) -> tuple[int, dict[str, Any]]:
        body = json.dumps({"api_key": key, "events": [event()]}).encode()
        response = emulator.core.handle(Request("POST", "/2/httpapi", body=body))
        return response.status, json.loads(response.body)

    assert answer("other") == (400, {"code": 400, "error": "Invalid API key"})
    assert answer("known")[0] == 200
    emulator.close()


def test_an_identification_is_no_event(emulator: Emulator, http: httpx.Client) -> None:
    identify = event("$identify", user_properties={"$set": {"plan": "pro"}})
    group = event("$groupidentify", groups={"team": "a"}, group_properties={"$set": {"size": 3}})
    assert post_events(http, identify, group).json()["events_ingested"] == 2
    assert emulator.events() == []
    assert http.get("/api/2/events/list").json() == {"data": []}
    (stored,) = emulator.events("$identify")
    assert stored["user_properties"] == {"$set": {"plan": "pro"}}
    (stored,) = emulator.events("$groupidentify")
    assert stored["group_properties"] == {"$set": {"size": 3}}
