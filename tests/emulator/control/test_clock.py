from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator
from amplitude_sdk.emulator.messages import Request
from tests.emulator.calls import details, noon

if TYPE_CHECKING:
    import httpx

NOON = {"now": noon(4), "text": "2026-03-04T12:00:00.000Z", "frozen": True}


def test_it_tells_the_time(http: httpx.Client) -> None:
    assert http.get("/_emulator/clock").json() == NOON


def test_it_follows_the_machine_unless_told_otherwise() -> None:
    emulator = Emulator()
    headers = {"host": "localhost"}
    reply = emulator.core.handle(Request("GET", "/_emulator/clock", headers=headers))
    assert b'"frozen":false' in reply.body
    emulator.close()


@pytest.mark.parametrize(
    "moment", [noon(2), float(noon(2)), "2026-03-02T12:00:00Z", "2026-03-02T14:00:00+02:00"]
)
def test_it_is_set_and_stands_still(http: httpx.Client, moment: Any) -> None:
    reply = http.put("/_emulator/clock", json={"now": moment}).json()
    assert reply == {"now": noon(2), "text": "2026-03-02T12:00:00.000Z", "frozen": True}
    assert http.get("/_emulator/clock").json() == reply


@pytest.mark.parametrize(
    "moment",
    [
        None,
        True,
        [],
        "",
        "today",
        "2026-03-02T12:00:00",
        10**18,
        -(10**300),
        "9999-12-31T23:59:59-23:00",
    ],
)
def test_a_moment_that_is_none_is_a_400(http: httpx.Client, moment: Any) -> None:
    response = http.put("/_emulator/clock", json={"now": moment})
    assert response.status_code == 400
    assert details(response).startswith("now must be epoch milliseconds or a time like")
    assert http.get("/_emulator/clock").json() == NOON


def test_a_moment_is_required(http: httpx.Client) -> None:
    assert http.put("/_emulator/clock", json={}).status_code == 400


def test_it_is_moved_and_set_back(http: httpx.Client) -> None:
    moved = http.post("/_emulator/clock/advance", json={"days": 1, "seconds": 0.5}).json()
    assert moved["text"] == "2026-03-05T12:00:00.500Z"
    response = http.request("DELETE", "/_emulator/clock", json={})
    assert response.json() == NOON


@pytest.mark.parametrize("steps", [{"days": "1"}, {"days": None}, {"hours": 1e300}, {"days": 9e6}])
def test_a_step_it_cannot_take_is_a_400(http: httpx.Client, steps: dict[str, Any]) -> None:
    assert http.post("/_emulator/clock/advance", json=steps).status_code == 400
    assert http.get("/_emulator/clock").json() == NOON


@pytest.mark.parametrize(("value", "shown"), [(None, "null"), (True, "true"), ("soon", '"soon"')])
def test_what_is_refused_is_shown_as_it_was_sent(
    http: httpx.Client, value: Any, shown: str
) -> None:
    moved = http.post("/_emulator/clock/advance", json={"days": value})
    assert details(moved) == f"days must be a number, not {shown}"
    assert details(http.put("/_emulator/clock", json={"now": value})).endswith(f"not {shown}")
