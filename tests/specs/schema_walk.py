"""Every schema of a document, each with the place it was found at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.specs.documents import load, operations, resolve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ONE = (
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "propertyNames",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
)
_LIST = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAP = ("$defs", "dependentSchemas", "patternProperties", "properties")


def every_schema(document: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the schemas of components, parameters, bodies and replies, and what is inside them."""
    components = load(document)["components"]
    for name, schema in components.get("schemas", {}).items():
        yield from within(f"schemas/{name}", schema)
    for place, holder in _holders(document):
        yield from within(place, holder["schema"])


def _holders(document: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what has a member `schema`: parameters and media types."""
    for operation in operations(document):
        yield from operation.contents
        for parameter in operation.parameters:
            place = f"{operation.id} {parameter['name']}"
            for holder in (parameter, *parameter.get("content", {}).values()):
                if "schema" in holder:
                    yield place, holder


def within(place: str, schema: Mapping[str, Any] | bool) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: FBT001  JSON Schema has true and false
    """Yield a schema and the schemas written inside it, without following references."""
    if isinstance(schema, bool):
        return
    yield place, schema
    for key in _ONE:
        if key in schema:
            yield from within(f"{place}/{key}", schema[key])
    for key in _LIST:
        for index, inner in enumerate(schema.get(key, ())):
            yield from within(f"{place}/{key}/{index}", inner)
    for key in _MAP:
        for name, inner in schema.get(key, {}).items():
            yield from within(f"{place}/{key}/{name}", inner)


def reachable(
    document: str, place: str, schema: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield a schema and everything below it, following references, each component once."""
    seen: set[str] = set()
    waiting = [(place, schema)]
    while waiting:
        for inner_place, inner in within(*waiting.pop()):
            yield inner_place, inner
            reference = inner.get("$ref")
            if reference is not None and reference not in seen:
                seen.add(reference)
                waiting.append((reference, resolve(document, {"$ref": reference})))


def types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the JSON types a schema names, one or several or none."""
    named = schema.get("type", ())
    return (named,) if isinstance(named, str) else tuple(named)
