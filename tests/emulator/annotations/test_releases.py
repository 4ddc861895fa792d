from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

MINIMAL: dict[str, Any] = {
    "version": "4.0",
    "release_start": "2026-03-02 09:00:00",
    "title": "Checkout & more",
}
COMPLETE: dict[str, Any] = {
    **MINIMAL,
    "release_end": "2026-03-02 11:00:00",
    "description": "One page instead of three.",
    "platforms": ["iOS", "Android"],
    "created_by": "Pipeline",
    "chart_visibility": False,
}


def test_what_is_not_sent_comes_back_empty(emulator: Emulator, http: httpx.Client) -> None:
    response = http.post("/api/2/release", json=MINIMAL)
    now = emulator.clock.now_ms()
    assert response.status_code == 200
    assert response.json() == {
        "success": True,
        "release": {
            **MINIMAL,
            "id": "aaaaaab",
            "app_id": 100_001,
            "org_id": 10_001,
            "release_end": None,
            "type": "integration",
            "description": "",
            "platforms": None,
            "chart_visibility": True,
            "params": {
                "created": now,
                "created_by": "",
                "last_modified": now,
                "last_modified_by": "",
            },
        },
    }


def test_a_body_leaves_nothing_to_the_query(http: httpx.Client) -> None:
    query = {"title": "Other", "description": "From the query", "created_by": "Query"}
    release = http.post("/api/2/release", params=query, json=MINIMAL).json()["release"]
    assert (release["title"], release["description"]) == (MINIMAL["title"], "")
    assert release["params"]["created_by"] == ""


def test_what_is_sent_comes_back(http: httpx.Client) -> None:
    release = http.post("/api/2/release", json=COMPLETE).json()["release"]
    sent = {name: value for name, value in COMPLETE.items() if name != "created_by"}
    assert {name: release[name] for name in sent} == sent
    assert release["params"]["created_by"] == release["params"]["last_modified_by"] == "Pipeline"


def test_query_parameters_say_the_same_as_a_body(http: httpx.Client) -> None:
    parameters = {**COMPLETE, "chart_visibility": "false"}
    by_query = http.post("/api/2/release", params=parameters).json()["release"]
    by_body = http.post("/api/2/release", json=COMPLETE).json()["release"]
    assert by_query.pop("id") != by_body.pop("id")
    assert by_query == by_body


@pytest.mark.parametrize("missing", ["version", "release_start", "title"])
def test_a_required_field_is_required_in_both_ways(http: httpx.Client, missing: str) -> None:
    fields = {name: value for name, value in MINIMAL.items() if name != missing}
    for response in (
        http.post("/api/2/release", json=fields),
        http.post("/api/2/release", params=fields),
    ):
        assert response.status_code == 400
        assert missing in details(response)


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": 4},
        {"title": None},
        {"release_start": "2026-03-02T09:00:00"},
        {"release_start": "2026-03-02 09:00:00\n"},
        {"release_start": "2026-02-30 09:00:00"},
        {"release_start": "2026-03-02 25:00:00"},
        {"release_end": "soon"},
        {"release_end": "2026-02-30 09:00:00"},
        {"release_end": None},
        {"platforms": "iOS"},
        {"platforms": [1]},
        {"chart_visibility": "true"},
        {"created_by": 1},
    ],
)
def test_a_wrong_field_is_a_400(http: httpx.Client, wrong: dict[str, Any]) -> None:
    response = http.post("/api/2/release", json={**MINIMAL, **wrong})
    assert response.status_code == 400
    (name,) = wrong
    assert name in details(response)


@pytest.mark.parametrize("content", [b"{", b"[]", b"7", b"\xff", b"title=x&version=1"])
def test_a_body_that_is_no_object_is_a_400(http: httpx.Client, content: bytes) -> None:
    assert http.post("/api/2/release", content=content).status_code == 400


def test_a_wrong_query_parameter_is_a_400(http: httpx.Client) -> None:
    for wrong in ({"chart_visibility": "maybe"}, {"release_end": "soon"}):
        assert http.post("/api/2/release", params={**MINIMAL, **wrong}).status_code == 400


def test_each_release_has_an_id_of_its_own(http: httpx.Client) -> None:
    ids = [http.post("/api/2/release", json=MINIMAL).json()["release"]["id"] for _ in range(30)]
    assert len(set(ids)) == 30
    assert ids[29] == "aaaaabe"
