from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.emulator.calls import event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def totals(http: httpx.Client) -> dict[str, int]:
    response = http.get("/api/2/events/list")
    return {one["value"]: one["totals"] for one in response.json()["data"]}


def test_an_event_is_listed_with_its_names_and_marks(http: httpx.Client) -> None:
    upload(http, event("Play Song"))
    assert http.get("/api/2/events/list").json() == {
        "data": [
            {
                "value": "Play Song",
                "display": "Play Song",
                "totals": 1,
                "non_active": False,
                "deleted": False,
                "hidden": False,
                "flow_hidden": False,
            }
        ]
    }


def test_totals_are_of_the_week_that_began_on_monday(
    emulator: Emulator, http: httpx.Client
) -> None:
    monday, sunday = noon(2), noon(8)
    midnight = noon(2) - 12 * 3_600_000
    upload(
        http,
        *[event("B", time=time) for time in (midnight - 1, midnight, monday, sunday)],
        event("B", time=midnight + 7 * 24 * 3_600_000),
        event("A", time=868060800000),
    )
    assert totals(http) == {"A": 0, "B": 3}
    emulator.clock.set(datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC))
    assert totals(http) == {"A": 0, "B": 1}
    emulator.clock.set(datetime(1997, 7, 5, tzinfo=UTC))
    assert totals(http) == {"A": 1, "B": 0}


def test_events_are_in_the_order_of_their_names(http: httpx.Client) -> None:
    upload(http, *[event(name) for name in ("b", "a", "B", "é", "10", "9")])
    assert list(totals(http)) == ["10", "9", "B", "a", "b", "é"]


def test_a_project_without_events_has_an_empty_list(http: httpx.Client) -> None:
    assert totals(http) == {}
