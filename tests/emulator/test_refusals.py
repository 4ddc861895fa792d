"""A refusal says which parameter is wrong, where in it, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.emulator.calls import ask_segmentation, details, post_events

if TYPE_CHECKING:
    import httpx


def test_a_member_is_named_with_its_parameter(http: httpx.Client) -> None:
    assert details(ask_segmentation(http, {"filters": []})) == "Invalid e: e.event_type is missing"


def test_a_place_in_a_list_is_named_with_its_parameter(http: httpx.Client) -> None:
    problem = details(ask_segmentation(http, "Play Song", s=[[{"prop": "country", "op": "is"}]]))
    assert problem.startswith("Invalid s: s[0]")


def test_a_value_that_is_wrong_itself_needs_no_place(http: httpx.Client) -> None:
    response = ask_segmentation(http, "Play Song", i=8)
    assert details(response).startswith("Invalid i: must be one of ")


def test_a_day_in_another_form_is_refused_with_the_one_it_has(http: httpx.Client) -> None:
    problem = details(ask_segmentation(http, "Play Song", start="2026-03-01"))
    assert problem.startswith("Invalid start: must match ^[0-9]{4}")
    assert problem.endswith(": a calendar day of the project's time zone, `YYYYMMDD`")


@pytest.mark.parametrize(
    ("start", "problem"),
    [
        ("yesterday", "must be an ISO 8601 time with seconds and offset"),
        ("2026-03-01T00:00:00+01:00", "write the plus sign of a query as %2B"),
    ],
)
def test_a_time_is_refused_with_what_to_write(http: httpx.Client, start: str, problem: str) -> None:
    response = http.get(f"/api/3/annotations?start={start}")
    assert response.status_code == 400
    assert details(response).startswith("Invalid start: ")
    assert problem in details(response)


def test_options_that_are_no_object_are_refused_as_such(http: httpx.Client) -> None:
    response = post_events(http, {"event_type": "A", "user_id": "user-1"}, options=None)
    assert (response.status_code, response.json()["error"]) == (
        400,
        "Invalid options: must be an object",
    )


def test_a_property_that_users_have_not_is_refused_with_where_those_of_events_stand(
    http: httpx.Client,
) -> None:
    assert details(ask_segmentation(http, "Play Song", g="genre")) == (
        "Invalid user property genre; custom ones start with gp:, and those of events stand in the "
        "event, in its group_by or filters"
    )
