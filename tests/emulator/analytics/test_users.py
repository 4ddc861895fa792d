from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


def users(http: httpx.Client, **parameters: Any) -> dict[str, Any]:
    asked = {"start": "20260301", "end": "20260303", **parameters}
    response = http.get("/api/2/users", params=asked)
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()["data"]
    return data


@pytest.fixture
def visits(http: httpx.Client) -> httpx.Client:
    upload(
        http,
        event("A", user_id="old-1", time=noon(1, 2), country="Latvia"),
        event("A", user_id="old-1", time=noon(1), country="Italy"),
        event("A", user_id="new-1", time=noon(2), country="Italy"),
        event("B", user_id="new-1", time=noon(3), country="Latvia"),
    )
    return http


def test_active_users_have_any_active_event(emulator: Emulator, visits: httpx.Client) -> None:
    assert users(visits) == {
        "series": [[1, 1, 1]],
        "seriesLabels": [0],
        "seriesMeta": [{"segmentIndex": 0}],
        "seriesCollapsed": [[{"value": 2}]],
        "xValues": ["2026-03-01", "2026-03-02", "2026-03-03"],
    }
    emulator.define_event_type("B", non_active=True)
    assert users(visits)["series"] == [[1, 1, 0]]


def test_new_users_count_where_their_first_event_is(visits: httpx.Client) -> None:
    assert users(visits, m="new")["series"] == [[0, 1, 0]]
    assert users(visits, m="new", i=30, start="20260201")["series"] == [[1, 1]]


def test_a_group_of_new_users_is_that_of_the_first_event(visits: httpx.Client) -> None:
    data = users(visits, m="new", g="country", start="20260201", i=30)
    assert (data["seriesLabels"], data["series"]) == (["Italy", "Latvia"], [[0, 1], [1, 0]])


def test_segments_and_groups_narrow_the_users(visits: httpx.Client) -> None:
    italy = '[{"prop":"country","op":"is","values":["Italy"]}]'
    narrowed = users(visits, s=[italy, "[]"])
    assert narrowed["series"] == [[1, 1, 0], [1, 1, 1]]
    assert narrowed["seriesMeta"] == [{"segmentIndex": 0}, {"segmentIndex": 1}]
    both = users(visits, g="country", g2="version")
    assert both["seriesLabels"] == ["Italy; (none)", "Latvia; (none)"]
    assert both["seriesCollapsed"] == [[{"value": 2}], [{"value": 1}]]


def test_the_hundred_largest_groups_of_a_property_are_shown(http: httpx.Client) -> None:
    names = [f"country-{number:03}" for number in range(101)]
    upload(http, *[event(user_id=name, country=name) for name in names])
    upload(http, event(user_id="one-more", country=names[-1]))
    assert users(http, g="country")["seriesLabels"] == [names[-1], *names[:99]]
    assert len(users(http, g="country", g2="user_id")["seriesLabels"]) == 102


def test_users_can_be_counted_for_more_than_a_year_of_days(visits: httpx.Client) -> None:
    data = users(visits, start="20240301", end="20260303")
    assert len(data["xValues"]) == 733
    assert data["series"][0][-3:] == users(visits)["series"][0]


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"g2": "country"}, "send the first one as g"),
        ({"g": "country", "s": ["[]", "[]"]}, "single segment"),
        ({"start": "00010101", "end": "99991231"}, "more than 1000000"),
        ({"g": "colour"}, "Invalid user property colour"),
    ],
)
def test_what_makes_no_sense_is_a_400(
    http: httpx.Client, parameters: dict[str, Any], problem: str
) -> None:
    asked = {"start": "20260301", "end": "20260303", **parameters}
    response = http.get("/api/2/users", params=asked)
    assert response.status_code == 400
    assert problem in details(response)


def test_a_project_without_events_has_empty_series(http: httpx.Client) -> None:
    assert users(http)["series"] == []
