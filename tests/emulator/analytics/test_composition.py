from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.emulator.analytics.dashboard_calls import MARCH, answer
from tests.emulator.calls import event, noon, upload

if TYPE_CHECKING:
    import httpx


def composition(http: httpx.Client, name: str = "country", **asked: Any) -> dict[str, int]:
    """The users of each value, in the order of the reply."""
    data = answer(http, "composition", **{**MARCH, **asked}, p=name)["data"]
    assert data["seriesLabels"] == [name]
    (counts,) = data["series"]
    return dict(zip(data["xValues"], counts, strict=True))


def test_a_project_without_events_has_no_values(http: httpx.Client) -> None:
    data = answer(http, "composition", **MARCH, p="country")["data"]
    assert data == {"series": [], "seriesLabels": ["country"], "xValues": []}


def test_a_user_counts_once_for_each_value_of_the_days_asked_for(http: httpx.Client) -> None:
    upload(
        http,
        *[event(country="Italy", time=noon(day)) for day in (1, 2, 7)],
        event(country="Chad", time=noon(3)),
        event(user_id="user-2", country="Italy"),
        event(user_id="user-3"),
        event(user_id="user-4", country="Latvia", time=noon(8)),
    )
    found = composition(http)
    assert list(found.items()) == [("Italy", 2), ("(none)", 1), ("Chad", 1)]
    assert composition(http, start="20260303", end="20260303") == {"Chad": 1}


def test_more_values_are_told_than_a_chart_shows_groups(http: httpx.Client) -> None:
    names = [f"country-{number:03}" for number in range(150)]
    upload(http, *[event(user_id=name, country=name) for name in names])
    assert composition(http) == dict.fromkeys(names, 1)
