from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.control.overview import masked
from tests.emulator.calls import details, event, upload

if TYPE_CHECKING:
    from pathlib import Path


def test_health_tells_what_it_is_and_how_much_it_has(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event(), event("$identify"))
    assert http.get("/_emulator/health").json() == {
        "service": "amplitude-emulator",
        "status": "ok",
        "now": emulator.clock.now_ms(),
        "projects": 1,
        "generation": emulator.core.state.generation,
        "last_sequence": 2,
    }


def test_projects_have_numbers_and_no_secrets(http: httpx.Client) -> None:
    upload(http, event(), event(), event("$identify"), api_key="0123456789abcdef")
    http.get("/api/2/events/list", auth=("another-key-1", "its-secret"))
    response = http.get("/_emulator/projects")
    assert response.json()["projects"] == [
        {"number": 100001, "api_key": "0123…", "events": 2},
        {"number": 100002, "api_key": "anot…", "events": 0},
    ]
    assert "secret" not in response.text


def test_a_project_can_be_opened_before_anything_is_sent(
    emulator: Emulator, http: httpx.Client
) -> None:
    opened = http.post("/_emulator/projects", json={"api_key": "key-1"})
    assert opened.json() == {"project": {"number": 100001, "api_key": "k…", "events": 0}}
    defined = http.put("/_emulator/projects/100001/cohorts/fans", json={"user_ids": ["user-1"]})
    assert defined.status_code == 200
    upload(http, event())
    assert len(emulator.events(api_key="key-1")) == 1


def test_a_key_is_answered_with_the_number_of_its_project(http: httpx.Client) -> None:
    for key in ("worker-1", "worker-2"):
        upload(http, event(), api_key=key)
    projects = [
        http.post("/_emulator/projects", json={"api_key": key}).json()["project"]
        for key in ("worker-2", "worker-1")
    ]
    assert [one["number"] for one in projects] == [100002, 100001]
    assert projects[0]["events"] == 1
    assert len(http.get("/_emulator/projects").json()["projects"]) == 2


def test_without_a_key_it_is_the_only_project_or_a_first_one(
    emulator: Emulator, http: httpx.Client
) -> None:
    for _ in range(2):
        assert http.post("/_emulator/projects", json={}).json()["project"]["number"] == 100001
    emulator.seed([event()], api_key="emulator")
    assert emulator.projects() == [{"number": 100001, "api_key": "em…", "events": 1}]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"api_key": 5}, "api_key must be a text"),
        ({"api_key": ""}, "the emulator has no project with this API key"),
        ({"number": 5}, "Unknown member 'number'; there are: api_key"),
        ({}, "there are 2 projects; name one by its api_key"),
    ],
)
def test_a_project_that_cannot_be_opened_is_a_400(
    emulator: Emulator, http: httpx.Client, body: dict[str, Any], said: str
) -> None:
    for key in ("key-1", "key-2"):
        emulator.seed([], api_key=key)
    response = http.post("/_emulator/projects", json=body)
    assert (response.status_code, details(response)) == (400, said)


def test_a_project_is_told_whoever_resets_meanwhile(emulator: Emulator, http: httpx.Client) -> None:
    def opened(_: int) -> httpx.Response:
        return http.post("/_emulator/projects", json={"api_key": "key-1"})

    with ThreadPoolExecutor(4) as others:
        answers = others.map(opened, range(300))
        for _ in range(300):
            emulator.reset()
    assert {one.json()["project"]["number"] for one in answers} == {100001}


def test_an_opened_project_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "emulator.duckdb"
    with Emulator(path=path) as emulator:
        httpx.post(f"{emulator.url}/_emulator/projects", json={"api_key": "key-1"})
    with Emulator(path=path) as emulator:
        assert [one["number"] for one in emulator.projects()] == [100001]


def test_most_of_a_short_key_stays_hidden() -> None:
    assert [masked(key) for key in ("k", "abc", "key-12", "0" * 32)] == ["…", "a…", "ke…", "0000…"]


def test_reset_forgets_everything(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    before = http.get("/_emulator/health").json()
    assert http.post("/_emulator/reset", json={}).json() == {"reset": True}
    assert emulator.events() == []
    assert http.get("/_emulator/projects").json() == {"projects": []}
    after = http.get("/_emulator/health").json()
    assert after["last_sequence"] == 0
    assert after["generation"] != before["generation"]
