"""Keyword arguments of the tracking methods, derived from the schema of an event."""

from __future__ import annotations

from typing import Any

import pytest
from amplitude_api import facts
from amplitude_api.inputs import tracking

from codegen.tracking import tracking_document

NULL = {"type": "null"}


def arguments(method: str = "TrackMembers", **properties: dict[str, Any]) -> dict[str, Any]:
    schemas = {"Event": {"properties": properties}, "Plan": {"type": "object", "properties": {}}}
    document = {"openapi": "3.1.0", "info": {}, "components": {"schemas": schemas}}
    schema = tracking_document(document)["components"]["schemas"][method]
    return {name: each["anyOf"] for name, each in schema["properties"].items()}


@pytest.mark.parametrize("kind", ["string", "integer", "boolean"])
def test_an_argument_takes_its_type_or_none(kind: str) -> None:
    assert arguments(a={"type": kind, "minLength": 1}) == {"a": [{"type": kind}, NULL]}


def test_what_is_null_on_the_wire_is_none_once() -> None:
    assert arguments(a={"type": ["string", "null"]}) == {"a": [{"type": "string"}, NULL]}


def test_a_number_may_be_a_decimal() -> None:
    decimal = {"type": "number", "format": "decimal"}
    assert arguments(a={"type": "number"}) == {"a": [{"type": "number"}, decimal, NULL]}


def test_a_time_may_be_a_datetime() -> None:
    moment = {"type": "string", "format": "date-time"}
    assert arguments(time={"type": "integer"}) == {"time": [{"type": "integer"}, moment, NULL]}


def test_a_closed_list_of_values_stays_closed() -> None:
    closed = {"type": "string", "enum": ["a", "b"]}
    assert arguments(a=closed) == {"a": [closed, NULL]}


def test_an_object_with_listed_members_takes_any_mapping() -> None:
    listed = {"type": "object", "properties": {"b": {"type": "string"}}}
    anything = {"type": "object", "additionalProperties": {}}
    assert arguments(a=listed) == {"a": [anything, NULL]}
    assert arguments(a={"$ref": "#/components/schemas/Plan"}) == {"a": [anything, NULL]}


def test_values_of_objects_and_arrays_keep_their_types() -> None:
    texts = {"type": "array", "items": {"type": "string"}}
    groups = {"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, texts]}}
    inner = {"type": "array", "items": {"anyOf": [{"type": "string"}]}}
    assert arguments(a=groups)["a"][0] == {
        "type": "object",
        "additionalProperties": {"anyOf": [{"type": "string"}, inner]},
    }
    assert arguments(a={"type": "array"})["a"][0] == {"type": "array", "items": {}}


def test_names_are_those_of_python() -> None:
    assert list(arguments(productId={"type": "string", "x-python-name": "product_id"})) == [
        "product_id"
    ]


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("TrackMembers", {"event_type"}),
        (
            "RevenueMembers",
            {"event_type", "user_id", "device_id", "price", "quantity", "revenue", "product_id"}
            | {"revenue_type"},
        ),
        ("IdentifyMembers", {"event_type", "user_id", "device_id", "user_properties"}),
        (
            "GroupIdentifyMembers",
            {"event_type", "user_id", "device_id", "groups", "group_properties"},
        ),
    ],
)
def test_every_member_of_an_event_is_an_argument_of_each_method(
    method: str, parameters: set[str]
) -> None:
    members = {each.python_name for each in facts.EVENT_MEMBERS.values()}
    generated = getattr(tracking, method).__annotations__
    assert parameters <= members
    assert generated.keys() == members - parameters


def test_arguments_have_types_of_python() -> None:
    types = {
        name: each.__forward_arg__ for name, each in tracking.TrackMembers.__annotations__.items()
    }
    assert types["user_id"] == "NotRequired[str | None]"
    assert types["time"] == "NotRequired[int | datetime | None]"
    assert types["price"] == "NotRequired[float | Decimal | None]"
    assert types["groups"] == "NotRequired[Mapping[str, str | Sequence[str]] | None]"
    assert types["plan"] == "NotRequired[Mapping[str, Any] | None]"
    assert types["skip_user_properties_sync"] == "NotRequired[bool | None]"
