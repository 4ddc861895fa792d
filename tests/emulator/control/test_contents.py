from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pytest

from amplitude_sdk.emulator.limits import MOST_BYTES
from tests.emulator.calls import details, event, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def test_events_are_seeded(emulator: Emulator, http: httpx.Client) -> None:
    body = {"api_key": "key-1", "events": [event(insert_id="a"), event(insert_id="a")]}
    assert http.post("/_emulator/seed", json=body).json() == {"stored": 1, "repeated": 1}
    body = {"project": 100001, "events": [event()]}
    assert http.post("/_emulator/seed", json=body).json() == {"stored": 1, "repeated": 0}
    assert len(emulator.events(api_key="key-1")) == 2


def test_users_are_made_up(emulator: Emulator, http: httpx.Client) -> None:
    body = {"generate": {"users": 3, "days": 2, "seed": 1}}
    stored = http.post("/_emulator/seed", json=body).json()["stored"]
    assert stored == len(emulator.events()) > 0


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "Give either events or generate"),
        ({"events": [], "generate": {}}, "Give either events or generate"),
        ({"events": {}}, "events must be a list"),
        ({"events": [5]}, "event 0 must be an object"),
        ({"generate": {"users": 10**12, "days": 1}}, "users times days must be at most 3,000,000"),
        ({"events": [{}]}, "event 0 has no event_type"),
        ({"generate": 5}, "generate must be an object"),
        ({"generate": {"user": 5}}, "generate has no 'user'; there are: users, days, seed"),
        ({"generate": {"users": "5"}}, "users must be a whole number from 1"),
        ({"events": [], "api_key": 5}, "api_key must be a text"),
        ({"events": [], "api_key": ""}, "the emulator has no project"),
        ({"events": [], "project": "5"}, "project must be a whole number"),
        ({"events": [], "project": 1, "api_key": "a"}, "project must be a whole number"),
    ],
)
def test_what_cannot_be_seeded_is_a_400_that_says_why(
    http: httpx.Client, body: dict[str, Any], said: str
) -> None:
    response = http.post("/_emulator/seed", json=body)
    assert response.status_code == 400
    assert details(response).startswith(said)


def test_what_cannot_be_seeded_makes_no_project(http: httpx.Client) -> None:
    body = {"api_key": "key-1", "generate": {"users": 0}}
    assert http.post("/_emulator/seed", json=body).status_code == 400
    assert http.get("/_emulator/projects").json() == {"projects": []}


def test_a_seed_may_be_larger_than_an_upload(http: httpx.Client) -> None:
    events = [event(text="x" * 1000) for _ in range(1_500)]
    assert http.post("/_emulator/seed", json={"events": events}).json()["stored"] == 1_500


def test_a_body_has_an_end(http: httpx.Client) -> None:
    headers = {"content-type": "application/json"}
    body = (b" " * 1_000_000 for _ in range(MOST_BYTES // 1_000_000))
    assert http.post("/_emulator/seed", content=body, headers=headers).status_code == 413


def test_snapshots_are_taken_restored_and_dropped(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event("A"))
    taken = http.post("/_emulator/snapshots", json={}).json()["snapshot"]
    assert taken["events"] == 1
    assert http.get("/_emulator/snapshots").json()["snapshots"][-1] == taken
    generation = http.get("/_emulator/health").json()["generation"]
    upload(http, event("B"))
    restored = http.post(f"/_emulator/snapshots/{taken['id']}/restore", json={})
    assert restored.json() == {"snapshot": taken}
    assert [one["event_type"] for one in emulator.events()] == ["A"]
    assert http.get("/_emulator/health").json()["generation"] != generation
    left = http.request("DELETE", f"/_emulator/snapshots/{taken['id']}", json={}).json()
    assert taken not in left["snapshots"]


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/999/restore"), ("DELETE", "/999"), ("DELETE", "/x")]
)
def test_a_snapshot_that_is_not_there_is_a_404(http: httpx.Client, method: str, path: str) -> None:
    assert http.request(method, f"/_emulator/snapshots{path}", json={}).status_code == 404


def test_events_are_exported_as_a_file(http: httpx.Client) -> None:
    upload(http, event("A"), event("B"))
    upload(http, event("C"), api_key="key-2")
    response = http.get("/_emulator/export")
    assert response.headers["content-type"] == "application/x-ndjson"
    assert response.headers["content-disposition"] == 'attachment; filename="events.jsonl"'
    assert response.content.count(b"\n") == 3
    one = http.get("/_emulator/export", params={"project": 100002})
    assert one.content.count(b"\n") == 1
    parquet = http.get("/_emulator/export", params={"format": "parquet"})
    assert pyarrow.parquet.read_table(BytesIO(parquet.content)).num_rows == 3


def test_an_export_of_nothing_is_an_empty_file(http: httpx.Client) -> None:
    assert http.get("/_emulator/export").content == b""


@pytest.mark.parametrize(
    ("parameters", "status"), [({"format": "csv"}, 400), ({"project": 7}, 404)]
)
def test_what_cannot_be_exported_is_refused(
    http: httpx.Client, parameters: dict[str, Any], status: int
) -> None:
    assert http.get("/_emulator/export", params=parameters).status_code == status
