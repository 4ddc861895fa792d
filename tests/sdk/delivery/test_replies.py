"""What each documented reply of HTTP V2 says about each event of its request."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.replies import Verdict, body_of, judge_reply
from tests.sdk.bundles import examples
from tests.strategies import json_values


@dataclass(frozen=True)
class Sent:
    """An event of the request, as far as a reply can name it."""

    user_id: str | None = None
    device_id: str | None = None


EVENTS = [Sent(user_id=f"user-{n}", device_id=f"device-{n}") for n in range(8)]
DOCUMENTED = json.loads(
    (Path(__file__).parents[2] / "documented" / "http_v2.json").read_text("utf-8")
)
REPLIES = [entry for entry in DOCUMENTED if entry["kind"] == "reply"]
STATUSES = ("200", "400", "403", "413", "429", "500", "502", "503", "504")
EXAMPLES = [each for s in STATUSES for each in examples(s) if each.operation == "uploadEvents"]
ACTIONS = {
    "one_event": "accepted",
    "several_events": "accepted",
    "invalid_api_key": "bad_key",
    "missing_api_key": "stop",
    "invalid_json": "bisect",
    "invalid_fields": "sorted",
    "first_index_only": "sorted",
    "missing_fields": "sorted",
    "invalid_id_lengths": "sorted",
    "silenced_devices": "sorted",
    "silenced_and_throttled": "sorted",
    "forbidden": "stop",
    "too_large": "halve",
    "throttled": "sorted",
    "daily_quota": "sorted",
    "internal_error": "repeat",
    "bad_gateway": "repeat",
    "unavailable": "repeat",
    "gateway_timeout": "repeat",
    "http-v2-accepted": "accepted",
    "http-v2-missing-fields": "stop",
    "http-v2-silenced-devices": "sorted",
    "http-v2-payload-too-large": "halve",
    "http-v2-too-many-requests": "sorted",
    "http-v2-third-party-200": "accepted",
    "http-v2-third-party-400": "stop",
}


def judge(status: int, body: Any, events: Any = EVENTS) -> Verdict:
    return judge_reply(status, json.dumps(body).encode(), events)


@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        *((each.name, each.status, each.value) for each in EXAMPLES),
        *((each["id"], each["status"], each["value"]) for each in REPLIES),
    ],
)
def test_every_documented_reply_has_its_consequence(name: str, status: str, body: Any) -> None:
    users = [*body.get("throttled_users", {}), *body.get("exceeded_daily_quota_users", {})]
    devices = [*body.get("silenced_devices", ()), *body.get("exceeded_daily_quota_devices", {})]
    named = [*map(Sent, users), *(Sent(device_id=each) for each in devices)]
    verdict = judge(int(status), body, [*EVENTS, *named])
    assert verdict.action == ACTIONS[name]
    assert {*range(8, 8 + len(named))} <= {*verdict.refused, *verdict.throttled}


@pytest.mark.parametrize("status", [200, 201, 299])
@pytest.mark.parametrize("content", [b'{"events_ingested": 0}', b"[]", b"", b'{"code": 2', b"<p>"])
def test_a_success_counts_by_its_status_whatever_it_says(status: int, content: bytes) -> None:
    assert judge_reply(status, content, EVENTS) == Verdict("accepted")


def test_positions_in_every_map_of_fields_are_refused_with_their_fields() -> None:
    verdict = judge(
        400,
        {
            "code": 400,
            "error": "Invalid field values on some events",
            "events_with_invalid_fields": {"time": [0, 4], "price": [4]},
            "events_with_missing_fields": {"event_type": [1]},
            "events_with_invalid_id_lengths": {"user_id": [4]},
        },
    )
    assert {position: each.fields for position, each in verdict.refused.items()} == {
        0: ("time",),
        1: ("event_type",),
        4: ("time", "price", "user_id"),
    }
    assert verdict.refused[0].reason == "Invalid field values on some events (time: invalid value)"
    assert "user_id: too short, min_id_length lowers the limit" in verdict.refused[4].reason
    assert not any(each.retryable for each in verdict.refused.values())
    assert verdict.throttled == frozenset()


def test_silenced_devices_are_refused_and_throttled_ones_held() -> None:
    verdict = judge(
        400,
        {
            "silenced_devices": ["device-1"],
            "silenced_events": [2],
            "throttled_devices": {"device-3": 31},
            "throttled_events": [2, 4],
        },
    )
    assert set(verdict.refused) == {1, 2}
    assert "silenced" in verdict.refused[1].reason
    assert verdict.refused[1].fields == ("device_id",)
    assert verdict.throttled == {3, 4}


@pytest.mark.parametrize("status", [400, 429])
def test_who_is_over_the_daily_quota_may_try_again_tomorrow(status: int) -> None:
    verdict = judge(
        status,
        {
            "exceeded_daily_quota_users": {"user-1": 500_001},
            "exceeded_daily_quota_devices": {"device-2": 500_001},
            "throttled_users": {"user-1": 40, "user-5": 40},
        },
    )
    assert set(verdict.refused) == {1, 2}
    assert all(each.retryable for each in verdict.refused.values())
    assert "tomorrow" in verdict.refused[1].reason
    assert verdict.throttled == {5}


def test_throttled_ids_hold_their_events_wherever_they_stand() -> None:
    events = [Sent("a"), Sent("b", "x"), Sent(None, "x"), Sent("a", "y"), Sent("c")]
    verdict = judge(429, {"throttled_users": {"a": 31}, "throttled_devices": ["x"]}, events)
    assert verdict.throttled == {0, 1, 2, 3}


@pytest.mark.parametrize("body", [{}, {"code": 429, "error": "slow down"}, {"throttled_users": {}}])
def test_a_limit_that_names_nobody_is_trouble_for_the_retry_policy(body: Any) -> None:
    assert judge(429, body) == Verdict("repeat")
    assert judge_reply(429, b"<html></html>", EVENTS) == Verdict("repeat")


@pytest.mark.parametrize("error", ["Invalid API key", "Invalid API key: abc", "invalid api key"])
def test_a_bad_key_is_known_by_how_the_text_begins(error: str) -> None:
    assert judge(400, {"code": 400, "error": error}) == Verdict("bad_key")


@pytest.mark.parametrize(
    "body",
    [
        {"missing_field": "api_key"},
        {"error": "Invalid request path"},
        {"error": "Missing request body"},
    ],
)
def test_a_request_at_fault_as_a_whole_stops_the_upload(body: Any) -> None:
    assert judge(400, body) == Verdict("stop")


@pytest.mark.parametrize("body", [{}, {"error": "Invalid event JSON"}, {"missing_field": None}])
def test_a_refusal_that_names_no_event_is_narrowed_down(body: Any) -> None:
    assert judge(400, body) == Verdict("bisect")


@pytest.mark.parametrize("content", [b"<html>blocked</html>", b"", b"[]", b'{"code": 40'])
def test_a_refusal_that_is_not_the_services_says_nothing_about_the_events(content: bytes) -> None:
    assert judge_reply(400, content, EVENTS) == Verdict("repeat")


@pytest.mark.parametrize(
    ("status", "action"),
    [
        (302, "stop"),
        (401, "stop"),
        (403, "stop"),
        (404, "stop"),
        (408, "repeat"),
        (413, "halve"),
        (500, "repeat"),
        (503, "repeat"),
        (520, "repeat"),
    ],
)
def test_other_statuses_need_no_body(status: int, action: str) -> None:
    assert judge_reply(status, b"<html></html>", EVENTS).action == action


@pytest.mark.parametrize("positions", [[99], [-1], [True], ["0"], [0.0], {"0": 1}, None, 0])
def test_positions_that_mean_nothing_are_passed_over(positions: Any) -> None:
    body = {"events_with_invalid_fields": {"time": positions}, "silenced_events": positions}
    assert judge(400, body) == Verdict("bisect")


REPLY_MEMBERS = [
    "error",
    "missing_field",
    "events_with_invalid_fields",
    "events_with_missing_fields",
    "silenced_events",
    "silenced_devices",
    "throttled_events",
    "throttled_users",
    "exceeded_daily_quota_devices",
]


@given(
    st.sampled_from([200, 400, 429]),
    st.dictionaries(st.sampled_from(REPLY_MEMBERS), json_values) | json_values,
)
def test_any_body_has_a_consequence_for_events_of_the_request_only(status: int, body: Any) -> None:
    verdict = judge(status, body)
    assert {*verdict.refused, *verdict.throttled} <= set(range(len(EVENTS)))
    assert not set(verdict.refused) & verdict.throttled
    assert (verdict.action == "sorted") is bool(verdict.refused or verdict.throttled)


def test_only_an_object_is_a_body() -> None:
    assert body_of(b'{"a": 1}') == {"a": 1}
    assert [body_of(content) for content in (b"", b"[1]", b"{", b"7")] == [None] * 4
