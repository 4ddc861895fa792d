from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details, event, post_events, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def asked(http: httpx.Client, **parameters: Any) -> list[tuple[str, int]]:
    reply = http.get("/_emulator/requests", params=parameters).json()
    return [(one["path"], one["status"]) for one in reply["requests"]]


def test_the_newest_comes_first_without_keys(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event())
    http.get("/nothing", params={"api_key": "key-1", "a": "b"})
    response = http.get("/_emulator/requests")
    assert response.json()["requests"][0] == {
        "sequence": response.json()["last_sequence"],
        "time": emulator.clock.now_ms(),
        "method": "GET",
        "path": "/nothing",
        "query": {"api_key": ["***"], "a": ["b"]},
        "status": 404,
        "operation": None,
        "fault": None,
    }
    assert "key-1" not in response.text


def test_they_can_be_of_one_operation_or_status(http: httpx.Client) -> None:
    upload(http, event())
    post_events(http)
    http.get("/api/2/events/list")
    assert asked(http, operation="uploadEvents") == [("/2/httpapi", 400), ("/2/httpapi", 200)]
    assert asked(http, status=400) == [("/2/httpapi", 400)]


def test_they_can_be_those_a_fault_happened_to_even_when_it_is_over(
    emulator: Emulator, http: httpx.Client
) -> None:
    other = emulator.fault("listEvents", status=500)
    fault = emulator.fault("uploadEvents", status=500, times=2)
    for _ in range(3):
        post_events(http, event())
    http.get("/api/2/events/list")
    assert emulator.faults == [other]
    assert asked(http, fault=fault.id) == [("/2/httpapi", 500)] * fault.hits
    assert fault.hits == 2


def test_they_can_be_followed_and_paged(http: httpx.Client) -> None:
    for number in range(4):
        http.get(f"/{number}")
    page = http.get("/_emulator/requests", params={"limit": 2}).json()
    assert [one["path"] for one in page["requests"]] == ["/3", "/2"]
    assert page["more"] is True
    assert asked(http, before=page["requests"][-1]["sequence"]) == [("/1", 404), ("/0", 404)]
    assert asked(http, after=page["last_sequence"]) == []


@pytest.mark.parametrize(
    ("parameter", "value", "said"),
    [
        ("operation", "uploadEvent", "did you mean 'uploadEvents'?"),
        ("fault", "x", "fault must be a whole number"),
        ("status", "ok", "status must be a whole number"),
        ("after", "-1", "after must be a whole number"),
        ("before", "x", "before must be a whole number"),
    ],
)
def test_what_cannot_be_asked_is_a_400_even_of_an_empty_journal(
    http: httpx.Client, parameter: str, value: str, said: str
) -> None:
    response = http.get("/_emulator/requests", params={parameter: value})
    assert response.status_code == 400
    assert said in details(response)


def test_an_empty_journal_has_no_last(emulator: Emulator, http: httpx.Client) -> None:
    assert http.get("/_emulator/requests").json() == {
        "requests": [],
        "generation": emulator.core.state.generation,
        "last_sequence": 0,
        "more": False,
    }
