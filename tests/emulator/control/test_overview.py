from __future__ import annotations

from typing import TYPE_CHECKING

from amplitude_sdk.emulator.control.overview import masked
from tests.emulator.calls import event, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


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
