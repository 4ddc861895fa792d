from __future__ import annotations

import json
from typing import Any

import pytest
from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.fault_effects import Mark, Reply, documented
from amplitude_sdk.emulator.messages import Response

UPLOAD = OPERATIONS["uploadEvents"]
QUERY = OPERATIONS["listEvents"]
TRUE = Response(200, b'{"true": "reply"}', {"content-type": "application/json"})


@pytest.mark.parametrize(
    "arguments",
    [
        {"status": 100},
        {"status": 299},
        {"status": "503"},
        {"when": "later"},
        {"delay": -1},
        {"delay": float("inf")},
        {"delay": "1"},
        {"retry_after": -1},
        {"reset": 1},
        {"reset": True, "truncate": True},
    ],
)
def test_what_makes_no_sense_is_refused_by_name(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=list(arguments)[-1]):
        Reply(**arguments)


@pytest.mark.parametrize("arguments", [{}, {"user_id": "a", "device_id": "b"}, {"user_id": ""}])
def test_a_mark_is_for_one_id(arguments: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="user_id or device_id"):
        Mark("throttle", **arguments)


def test_only_devices_are_silenced() -> None:
    with pytest.raises(ValueError, match="only devices"):
        Mark("silence", user_id="user-1")


@pytest.mark.parametrize(
    ("reply", "is_carried_out"),
    [
        (Reply(), False),
        (Reply(when="after"), True),
        (Reply(delay=1), True),
        (Reply(truncate=True), True),
        (Reply(status=500, delay=1), False),
        (Reply(reset=True), False),
        (Reply(reset=True, when="after"), True),
        (Reply(retry_after=1), False),
    ],
)
def test_whether_the_request_is_carried_out(reply: Reply, *, is_carried_out: bool) -> None:
    assert reply.is_carried_out is is_carried_out


def test_a_late_or_truncated_reply_is_the_true_one_unless_a_status_is_given() -> None:
    assert Reply(delay=2).changed(TRUE, QUERY) == Response(200, TRUE.body, TRUE.headers, delay=2)
    cut = Reply(truncate=True).changed(TRUE, QUERY)
    assert (cut.body, cut.breaks) == (TRUE.body, "truncate")
    assert Reply(truncate=True, status=500).changed(None, QUERY).status == 500


def test_a_reply_can_be_a_page_that_says_when_to_come_again() -> None:
    reply = Reply(status=502, body=b"<html>Bad Gateway</html>", retry_after=1.5)
    response = reply.changed(None, QUERY)
    assert (response.status, response.body) == (502, b"<html>Bad Gateway</html>")
    assert response.headers["content-type"].startswith("text/html")
    assert response.headers["retry-after"] == "1.5"


def test_a_status_without_a_body_has_none() -> None:
    assert Reply(status=204, body=b"text").changed(None, QUERY).body == b""


def test_replies_have_the_shape_of_their_side() -> None:
    assert json.loads(documented(503, UPLOAD).body) == {
        "code": 503,
        "error": "Service Unavailable",
    }
    assert json.loads(documented(503, QUERY).body)["error"]["http_code"] == 503
    assert json.loads(documented(429, UPLOAD).body) == {
        "code": 429,
        "error": "Too many requests for some devices and users",
        "eps_threshold": 30,
        "throttled_devices": {},
        "throttled_users": {},
        "throttled_events": [],
    }
