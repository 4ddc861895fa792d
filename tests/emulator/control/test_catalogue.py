"""The catalogue of a project: its event types, their properties, its releases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.control.catalogue import MOST_TYPES
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe",
    "__proto__",
    "a~b/c",
    "'; drop table events;",
]


def project(http: httpx.Client) -> int:
    number: int = http.get("/_emulator/projects").json()["projects"][0]["number"]
    return number


def catalogue(http: httpx.Client) -> dict[str, Any]:
    response = http.get(f"/_emulator/projects/{project(http)}/catalogue")
    assert response.status_code == 200, response.text
    content: dict[str, Any] = response.json()
    return content


def test_types_come_with_their_counts_and_times_most_frequent_first(http: httpx.Client) -> None:
    upload(http, event("Rare", time=noon(1)))
    upload(http, event("Play", time=noon(3)), event("Play", time=noon(2)))
    assert catalogue(http) == {
        "event_types": [
            {"event_type": "Play", "count": 2, "first": noon(2), "last": noon(3), "properties": []},
            {"event_type": "Rare", "count": 1, "first": noon(1), "last": noon(1), "properties": []},
        ],
        "user_properties": [],
        "more": False,
    }


def test_properties_come_with_every_type_they_were_seen_with(http: httpx.Client) -> None:
    values: list[Any] = [1, 2.5, -3, "text", True, None, [1], {"a": 1}]
    upload(http, *(event(event_properties={"x": value}) for value in values))
    upload(http, event("Other", event_properties={"y": 1, "x": "text"}))
    types = {one["event_type"]: one["properties"] for one in catalogue(http)["event_types"]}
    everything = ["array", "boolean", "null", "number", "object", "string"]
    assert types == {
        "Play Song": [{"name": "x", "types": everything}],
        "Other": [{"name": "x", "types": ["string"]}, {"name": "y", "types": ["number"]}],
    }


def test_types_as_frequent_as_each_other_are_in_the_order_of_their_names(
    http: httpx.Client,
) -> None:
    upload(http, *(event(name) for name in ("C", "A", "D", "B", "D")))
    assert [one["event_type"] for one in catalogue(http)["event_types"]] == ["D", "A", "B", "C"]


def test_a_catalogue_that_is_full_leaves_nothing_out(http: httpx.Client) -> None:
    names = [f"event-{number:04}" for number in range(MOST_TYPES)]
    upload(http, *(event(name, user_id=name) for name in names))
    full = catalogue(http)
    assert (len(full["event_types"]), full["more"]) == (MOST_TYPES, False)
    upload(http, event("One too many"))
    full = catalogue(http)
    assert (len(full["event_types"]), full["more"]) == (MOST_TYPES, True)


def test_identifications_are_among_the_types(http: httpx.Client) -> None:
    upload(http, event("$identify", user_properties={"$set": {"plan": "pro"}}))
    assert [one["event_type"] for one in catalogue(http)["event_types"]] == ["$identify"]


def test_user_properties_are_those_the_users_have(http: httpx.Client) -> None:
    upload(http, event("$identify", user_properties={"$set": {"plan": "pro"}}))
    upload(http, event(user_properties={"city": "Bonn"}))
    assert catalogue(http)["user_properties"] == ["city", "plan"]


def test_names_of_any_kind_are_text(http: httpx.Client) -> None:
    upload(http, *(event(name, event_properties={name: name}) for name in HOSTILE))
    found = catalogue(http)["event_types"]
    assert {one["event_type"] for one in found} == set(HOSTILE)
    assert {one["properties"][0]["name"] for one in found} == set(HOSTILE)
    assert {one["properties"][0]["types"][0] for one in found} == {"string"}


def test_projects_see_only_their_own(http: httpx.Client) -> None:
    upload(http, event("Mine"))
    upload(http, event("Theirs"), api_key="key-2")
    assert [one["event_type"] for one in catalogue(http)["event_types"]] == ["Mine"]


def test_an_unknown_project_is_not_found(http: httpx.Client) -> None:
    for name in ("catalogue", "releases"):
        response = http.get(f"/_emulator/projects/5/{name}")
        assert response.status_code == 404
        assert details(response) == "There is no project 5"


def test_releases_are_listed_as_they_were_stored(http: httpx.Client) -> None:
    sent = {"version": "1.0", "release_start": "2026-03-01 00:00:00", "title": "One"}
    created = [http.post("/api/2/release", json=sent).json()["release"] for _ in range(2)]
    listed = http.get(f"/_emulator/projects/{project(http)}/releases").json()
    assert listed == {"releases": created}


def test_operations_are_those_of_the_specs(http: httpx.Client) -> None:
    listed = http.get("/_emulator/operations").json()["operations"]
    assert {one["id"] for one in listed} == OPERATIONS.keys()
    upload_ = next(one for one in listed if one["id"] == "uploadEvents")
    assert upload_ == {
        "id": "uploadEvents",
        "api": "http_v2",
        "method": "POST",
        "path": "/2/httpapi",
    }
