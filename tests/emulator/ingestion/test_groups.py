from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api.facts import GROUP_PROPERTY_OPERATORS

from amplitude_sdk.emulator import Clock, Emulator
from tests.emulator.calls import event, post_events, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from pathlib import Path


def identify(http: httpx.Client, groups: Any, properties: Any) -> None:
    upload(http, event("$groupidentify", groups=groups, group_properties=properties))


OPERATIONS = [
    ("$set", {"plan": "pro"}, {"plan": "pro", "seats": 5, "tags": ["a"]}),
    ("$setOnce", {"plan": "pro", "new": 1}, {"plan": "free", "seats": 5, "tags": ["a"], "new": 1}),
    ("$add", {"seats": 2}, {"plan": "free", "seats": 7, "tags": ["a"]}),
    ("$append", {"tags": "b"}, {"plan": "free", "seats": 5, "tags": ["a", "b"]}),
    ("$prepend", {"tags": "b"}, {"plan": "free", "seats": 5, "tags": ["b", "a"]}),
    ("$unset", {"plan": "-"}, {"seats": 5, "tags": ["a"]}),
]


@pytest.mark.parametrize(("operator", "operand", "expected"), OPERATIONS)
def test_operators_change_the_properties_of_a_group(
    emulator: Emulator, http: httpx.Client, operator: str, operand: Any, expected: Any
) -> None:
    acme = {"company": "Acme"}
    identify(http, acme, {"plan": "free", "seats": 5, "tags": ["a"]})
    identify(http, acme, {operator: operand})
    assert emulator.group_properties("company", "Acme") == expected


def test_every_documented_operator_is_tried() -> None:
    assert set(GROUP_PROPERTY_OPERATORS) <= {operator for operator, _, _ in OPERATIONS}


def test_several_groups_are_changed_at_once(emulator: Emulator, http: httpx.Client) -> None:
    identify(http, {"company": ["Acme", "Initech"], "team": "red"}, {"$set": {"a": 1}})
    for group in (("company", "Acme"), ("company", "Initech"), ("team", "red")):
        assert emulator.group_properties(*group) == {"a": 1}
    assert emulator.group_properties("company", "red") == {}


def test_an_ordinary_event_changes_no_group(emulator: Emulator, http: httpx.Client) -> None:
    upload(http, event(groups={"company": "Acme"}, group_properties={"$set": {"a": 1}}))
    assert emulator.group_properties("company", "Acme") == {}


def test_projects_have_groups_of_their_own(emulator: Emulator, http: httpx.Client) -> None:
    one = event("$groupidentify", groups={"team": "red"}, group_properties={"a": 1})
    upload(http, one, api_key="key-2")
    assert emulator.group_properties("team", "red", api_key="key-2") == {"a": 1}
    assert emulator.group_properties("team", "red", api_key="key-1") == {}


@pytest.mark.parametrize("properties", [{"$set": {"a": 1}, "plain": 2}, {"$add": 5}])
def test_operators_that_cannot_be_applied_are_refused(http: httpx.Client, properties: Any) -> None:
    wrong = event("$groupidentify", groups={"team": "red"}, group_properties=properties)
    response = post_events(http, wrong)
    assert response.status_code == 400
    assert response.json()["events_with_invalid_fields"] == {"group_properties": [0]}


def test_groups_are_kept_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "groups.duckdb"
    body = {
        "api_key": "key-1",
        "events": [
            event("$groupidentify", groups={"team": "red"}, group_properties={"$add": {"n": 1}})
        ],
    }
    for expected in ({"n": 1}, {"n": 2}):
        with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator:
            post(emulator, body)
            assert emulator.group_properties("team", "red") == expected


def post(emulator: Emulator, body: dict[str, Any]) -> None:
    transport = emulator.transport()
    with httpx.Client(transport=transport, base_url="http://localhost") as client:
        assert client.post("/2/httpapi", json=body).status_code == 200
