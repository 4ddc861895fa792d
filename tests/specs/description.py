"""Which members of a value no schema names, although the schemas accept them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.specs.documents import failures, pointer, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def undescribed(
    document: str, schema: Mapping[str, Any], value: Any, place: str = ""
) -> Iterator[str]:
    """Yield the JSON Pointers of members that are accepted only because their object is open.

    An object whose schema lists no members is a map: its keys are data and need no description.
    """
    applied = list(_applied(document, schema, value))
    if isinstance(value, dict):
        for key, member in value.items():
            inner = list(_member_schemas(applied, key))
            inner_place = place + pointer([key])
            if inner:
                yield from undescribed(document, {"allOf": inner}, member, inner_place)
            elif any("properties" in each for each in applied):
                yield inner_place
    elif isinstance(value, list):
        items = [each["items"] for each in applied if "items" in each]
        for index, item in enumerate(value):
            yield from undescribed(document, {"allOf": items}, item, place + pointer([index]))


def _applied(document: str, schema: Mapping[str, Any], value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the schemas that say something about a value: all parts, and alternatives that fit."""
    schema = resolve(document, schema)
    yield schema
    for part in schema.get("allOf", ()):
        yield from _applied(document, part, value)
    for alternative in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        if not failures(document, alternative, value):
            yield from _applied(document, alternative, value)


def _member_schemas(applied: list[Mapping[str, Any]], key: str) -> Iterator[Mapping[str, Any]]:
    named = [each["properties"][key] for each in applied if key in each.get("properties", {})]
    yield from named or (
        each["additionalProperties"] for each in applied if each.get("additionalProperties")
    )
