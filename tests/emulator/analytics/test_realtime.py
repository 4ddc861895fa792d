from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

MINUTE = 60_000
NOW = noon(4)
"""The time of the tests' clock."""


def ask(http: httpx.Client, **parameters: Any) -> dict[str, Any]:
    response = http.get("/api/2/realtime", params=parameters)
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


def test_a_day_of_five_minutes_ends_with_the_interval_of_now(http: httpx.Client) -> None:
    data = ask(http)
    assert len(data["xValues"]) == 288
    assert (data["xValues"][0], data["xValues"][-1]) == ("12:05", "12:00")
    assert data["seriesLabels"] == ["Today", "Yesterday"]
    assert [len(one) for one in data["series"]] == [288, 288]


def test_users_count_once_an_interval(http: httpx.Client) -> None:
    day = 24 * 60 * MINUTE
    times = [NOW, NOW + 1, NOW - 1, NOW - day, NOW - day + 5 * MINUTE, NOW - 2 * day]
    upload(http, *[event(time=time) for time in times], event(user_id="user-2", time=NOW))
    today, yesterday = ask(http)["series"]
    assert (today[-1], today[-2], today[0]) == (2, 1, 1)
    assert (yesterday[-1], sum(yesterday), sum(today)) == (1, 1, 4)


def test_an_interval_ends_before_the_next_one_begins(http: httpx.Client) -> None:
    upload(
        http, event(time=NOW + 5 * MINUTE), event(time=NOW - 2 * 24 * 60 * MINUTE + 5 * MINUTE - 1)
    )
    assert [sum(one) for one in ask(http)["series"]] == [0, 0]
    upload(http, event(time=NOW + 5 * MINUTE - 1))
    assert [sum(one) for one in ask(http)["series"]] == [1, 0]


def test_only_active_events_make_a_user_active(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event("Tick", time=NOW))
    emulator.define_event_type("Tick", non_active=True)
    assert sum(ask(http)["series"][0]) == 0


def test_i_is_the_length_in_minutes(emulator: Emulator, http: httpx.Client) -> None:
    emulator.clock.set(datetime(2026, 3, 4, 23, 59, tzinfo=UTC))
    assert ask(http, i=720)["xValues"] == ["00:00", "12:00"]
    for wrong in (0, -5, 7, 1441):
        response = http.get("/api/2/realtime", params={"i": wrong})
        assert response.status_code == 400
        assert "divides a day" in details(response)
