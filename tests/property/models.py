"""Holds the generated models against the schemas they were generated from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from tests.property.documents import properties, resolve
from tests.property.endpoints import snake
from tests.property.values import same
from tests.property.wire import MismatchError, compare, require

if TYPE_CHECKING:
    from collections.abc import Mapping


def check_parsed(api: str, schema: Mapping[str, Any], parsed: Any, body: Any) -> None:
    """Raise `MismatchError` unless a parsed model says what `body` says, in the members of `schema`."""
    require(attrs.has(type(parsed)), f"{parsed!r:.200} is not a model")
    chosen = _alternative(api, schema, type(parsed).__name__)
    check_model(api, chosen, parsed, body)
    compare("round trip", parsed.to_dict(), body)


def _alternative(api: str, schema: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return which of the schemas a reply may have the model of this name belongs to."""
    for each in schema.get("anyOf", (schema,)):
        if each.get("$ref", "").endswith(f"/{name}"):
            return resolve(api, each)
    raise MismatchError(f"{name} is not a model of {schema}")


def check_model(api: str, schema: Mapping[str, Any], model: Any, body: Mapping[str, Any]) -> None:
    """Check that every declared member of `body` is the attribute of that name, all others kept."""
    declared = properties(api, schema)
    extra = getattr(model, "additional_properties", {})
    require(extra.keys() == body.keys() - declared.keys(), f"{sorted(extra)} are not the extras")
    fields = {field.name.strip("_"): field.name for field in attrs.fields(type(model))}
    for name in body.keys() & declared.keys():
        require(snake(name) in fields, f"{type(model).__name__} has no attribute for {name}")
        value = getattr(model, fields[snake(name)])
        _check_value(api, resolve(api, declared[name]), value, body[name], name)


def _check_value(api: str, schema: Mapping[str, Any], value: Any, wire: Any, name: str) -> None:
    if attrs.has(type(value)):
        _check_object(api, schema, value, wire, name)
    elif isinstance(value, list) and isinstance(wire, list):
        require(len(value) == len(wire), f"{name} has {len(value)} items")
        items = resolve(api, schema.get("items", {}))
        for one, other in zip(value, wire, strict=True):
            _check_value(api, items, one, other, name)
    else:
        plain = value.isoformat() if isinstance(value, datetime) else value
        require(same(plain, wire), f"{name} is {value!r:.200}, the reply has {wire!r:.200}")


def _check_object(api: str, schema: Mapping[str, Any], value: Any, wire: Any, name: str) -> None:
    require(isinstance(wire, dict), f"{name} is an object, the reply has {wire!r:.200}")
    parts = [schema, *schema.get("anyOf", ()), *schema.get("allOf", ())]
    for part in parts:
        if resolve(api, part).get("type") == "object":
            check_model(api, part, value, wire)
            return
    raise MismatchError(f"{name} should be no object")
