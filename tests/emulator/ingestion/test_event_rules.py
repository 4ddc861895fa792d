from __future__ import annotations

from typing import Any

import pytest
from amplitude_api.facts import EVENT_MEMBERS, REFUSED_IDS, RESERVED_EVENT_TYPES

from amplitude_sdk.emulator.ingestion.event_rules import faults_of

WRONG = {"string": 7, "integer": "7", "number": "7", "boolean": "true", "object": []}


def event(members: dict[str, Any]) -> dict[str, Any]:
    return {"event_type": "A", "user_id": "user-1", **members}


def invalid(**members: Any) -> list[str]:
    return list(faults_of([event(members)], min_id_length=1).invalid)


def short(min_id_length: int, **members: Any) -> list[str]:
    return list(faults_of([event(members)], min_id_length).short_ids)


def nested(levels: int) -> Any:
    value: Any = 1
    for level in range(levels):
        value = {"deeper": value} if level % 2 else [value]
    return {"top": value}


@pytest.mark.parametrize("member", EVENT_MEMBERS.values(), ids=lambda member: member.name)
def test_a_member_of_a_wrong_type_is_invalid(member: Any) -> None:
    assert invalid(**{member.name: WRONG[member.types[0]]}) == [member.name]


@pytest.mark.parametrize("member", EVENT_MEMBERS.values(), ids=lambda member: member.name)
def test_null_is_no_value_of_any_member(member: Any) -> None:
    assert member.name in invalid(**{member.name: None})


@pytest.mark.parametrize("id_", REFUSED_IDS)
def test_a_placeholder_is_no_id_in_any_case(id_: str) -> None:
    assert invalid(user_id=id_) == ["user_id"]
    assert invalid(user_id=id_.upper()) == ["user_id"]
    assert invalid(device_id=id_.title()) == ["device_id"]


@pytest.mark.parametrize("id_", ["00000000-0000-0000-0000-000000000000", "0000000", "00-00-00"])
def test_a_device_id_of_zeros_is_invalid(id_: str) -> None:
    assert invalid(device_id=id_) == ["device_id"]


def test_a_user_id_may_consist_of_zeros() -> None:
    assert invalid(user_id="00000") == []


def test_ids_have_five_characters_unless_the_request_says_otherwise() -> None:
    assert short(5, user_id="abcd", device_id="abcd") == ["user_id", "device_id"]
    assert short(5, user_id="abcde", device_id="\U0001f600" * 5) == []
    assert short(3, user_id="abc") == []
    assert short(6, user_id="abcde") == ["user_id"]


def test_a_placeholder_is_invalid_and_not_short_as_well() -> None:
    faults = faults_of([event({"user_id": "Nil"})], min_id_length=5)
    assert (faults.invalid, faults.short_ids) == ({"user_id": [0]}, {})


@pytest.mark.parametrize("event_type", RESERVED_EVENT_TYPES)
def test_reserved_names_are_invalid(event_type: str) -> None:
    assert invalid(event_type=event_type) == ["event_type"]


def test_an_empty_event_type_is_missing() -> None:
    faults = faults_of([{"event_type": "", "user_id": "user-1"}], 5)
    assert faults.missing == {"event_type": [0]}


@pytest.mark.parametrize("time", [1.0, "1", "2026-03-01T00:00:00Z", True, 2**63])
def test_a_time_that_is_not_whole_milliseconds_is_invalid(time: Any) -> None:
    assert invalid(time=time) == ["time"]


@pytest.mark.parametrize("time", [0, -1, 868060800000, 2**63 - 1, -(2**63)])
def test_any_64_bit_time_is_valid(time: int) -> None:
    assert invalid(time=time) == []


@pytest.mark.parametrize("name", ["session_id", "event_id", "quantity"])
def test_integers_have_64_bits(name: str) -> None:
    assert invalid(**{name: 2**63}) == [name]
    assert invalid(**{name: 1e300}) == [name]
    assert invalid(**{name: 3.0}) == []


@pytest.mark.parametrize(
    "name", ["event_properties", "user_properties", "group_properties", "not_in_the_spec"]
)
def test_objects_are_nested_40_levels_at_most(name: str) -> None:
    assert invalid(**{name: nested(39)}) == []
    assert invalid(**{name: nested(40)}) == [name]


def test_what_the_spec_says_about_nested_members_holds() -> None:
    assert invalid(plan={"branch": 1}) == ["plan"]
    assert invalid(groups={"team": 1}) == ["groups"]
    assert invalid(groups={"team": ["a", 1]}) == ["groups"]
    assert invalid(currency="eur") == ["currency"]
    assert invalid(currency="EUR\n") == ["currency"]


@pytest.mark.parametrize(
    "user_properties",
    [{"$set": {"a": 1}, "b": 2}, {"$set": 1}, {"$add": ["a"]}, {"$set": {}, "$unset": None}],
)
def test_operators_need_properties_and_stand_alone(user_properties: dict[str, Any]) -> None:
    assert invalid(event_type="$identify", user_properties=user_properties) == ["user_properties"]


def test_an_empty_event_lacks_everything() -> None:
    assert faults_of([{}], 5).missing == {"event_type": [0], "user_id": [0], "device_id": [0]}
