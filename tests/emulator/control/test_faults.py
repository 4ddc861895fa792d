from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details, event, post_events

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

FAULTS = "/_emulator/faults"


def test_a_fault_is_set_listed_and_cleared(http: httpx.Client) -> None:
    body = {"operation": "listEvents", "status": 500, "times": 3, "body": "<b>", "match": None}
    fault = http.post(FAULTS, json=body).json()["fault"]
    assert http.get("/api/2/events/list").status_code == 500
    assert http.get(FAULTS).json()["faults"] == [{**fault, "hits": 1}]
    assert fault == {
        "id": 1,
        "kind": "reply",
        "hits": 0,
        "operation": "listEvents",
        "times": 3,
        "rate": None,
        "seed": 0,
        "match": None,
        "status": 500,
        "when": "before",
        "delay": 0,
        "reset": False,
        "truncate": False,
        "body": "<b>",
        "retry_after": None,
    }
    cleared = http.request("DELETE", f"{FAULTS}/1", json={})
    assert cleared.json() == {"faults": []}
    assert http.get("/api/2/events/list").status_code == 200


@pytest.mark.parametrize(
    ("kind", "id_", "status"),
    [("throttle", "user_id", 429), ("quota", "device_id", 429), ("silence", "device_id", 400)],
)
def test_ids_are_marked(http: httpx.Client, kind: str, id_: str, status: int) -> None:
    fault = http.post(FAULTS, json={"kind": kind, id_: "marked-1"}).json()["fault"]
    assert (fault["kind"], fault[id_], fault["operation"]) == (kind, "marked-1", "uploadEvents")
    assert post_events(http, event(**{id_: "marked-1"})).status_code == status


def test_all_are_cleared_at_once(emulator: Emulator, http: httpx.Client) -> None:
    emulator.fault()
    emulator.fault(match=lambda request: not request.body)
    assert http.get(FAULTS).json()["faults"][1]["match"] == "a function"
    assert http.request("DELETE", FAULTS, json={}).json() == {"faults": []}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"kind": "other"}, "kind must be one of"),
        ({"kind": ["reply"]}, "kind must be one of"),
        ({"kind": "throttle"}, "user_id or device_id must be"),
        ({"kind": "throttle", "user_id": 5}, "user_id or device_id must be"),
        ({"kind": "silence", "user_id": "user-1"}, "device_id must be"),
        ({"kind": "silence", "device_id": "d", "status": 400}, "status has no meaning"),
        ({"kind": "quota", "device_id": "d", "match": "x"}, "match has no meaning"),
        ({"kind": "quota", "device_id": "d", "operation": "getUsers"}, "operation has no meaning"),
        ({"user_id": "user-1"}, "user_id has no meaning"),
        ({"operation": "upload"}, "operation must be an operation id"),
        ({"operation": 5}, "operation must be an operation id"),
        ({"operation": ["uploadEvents"]}, "operation must be an operation id"),
        ({"operation": []}, "operation must be an operation id"),
        ({"status": 42}, "status must be"),
        ({"status": True}, "status must be"),
        ({"status": []}, "status must be"),
        ({"when": {}}, "when must be"),
        ({"delay": "1"}, "delay must be"),
        ({"body": 5}, "body must be a text"),
        ({"match": 5}, "match must be a text"),
        ({"rate": 2}, "rate must be"),
        ({"other": 2}, "Unknown member 'other'"),
    ],
)
def test_what_makes_no_sense_is_a_400_that_says_why(
    http: httpx.Client, body: dict[str, Any], said: str
) -> None:
    response = http.post(FAULTS, json=body)
    assert response.status_code == 400
    assert details(response).startswith(said)
    assert http.get(FAULTS).json() == {"faults": []}


def test_a_fault_that_is_not_there_is_a_404(http: httpx.Client) -> None:
    assert http.request("DELETE", f"{FAULTS}/7", json={}).status_code == 404


def test_the_seed_decides_which_requests_a_rate_is_about(http: httpx.Client) -> None:
    def failing(seed: int) -> list[int]:
        body = {"operation": "listEvents", "rate": 0.5, "seed": seed}
        fault = http.post(FAULTS, json=body).json()["fault"]
        assert fault["seed"] == seed
        found = [http.get("/api/2/events/list").status_code for _ in range(20)]
        http.request("DELETE", FAULTS, json={})
        return found

    first = failing(1)
    assert set(first) == {200, 503}
    assert failing(1) == first
    assert failing(2) != first
