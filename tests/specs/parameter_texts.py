"""Reads the texts of a query string as the parameters of an operation declare them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.specs.documents import failures, resolve
from tests.specs.schema_walk import types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.specs.documents import Operation


class Reading(NamedTuple):
    """What was read, by parameter name, and the places the specs refuse."""

    value: dict[str, Any]
    refused: set[str]


def read_query(operation: Operation, pairs: Iterable[tuple[str, str]]) -> Reading:
    """Return the decoded parameters of a query and the places that are not as declared."""
    declared = {entry["name"]: entry for entry in operation.parameters if entry["in"] == "query"}
    texts: dict[str, list[str]] = {}
    for name, text in pairs:
        texts.setdefault(name, []).append(text)
    required = {name for name, entry in declared.items() if entry.get("required")}
    refused = {f"/{name}" for name in (texts.keys() - declared.keys()) | (required - texts.keys())}
    value: dict[str, Any] = {name: sent for name, sent in texts.items() if name not in declared}
    for name in texts.keys() & declared.keys():
        reading = read_parameter(operation.document, declared[name], texts[name])
        value[name] = reading.value[name]
        refused |= reading.refused
    return Reading(value, refused)


def read_parameter(document: str, parameter: Mapping[str, Any], texts: list[str]) -> Reading:
    """Decode and judge the texts sent under one name."""
    name = parameter["name"]
    schema = resolve(document, schema_of(parameter))
    if "array" in types(schema) and "content" not in parameter:
        items = [_read_text(document, schema["items"], text) for text in texts]
        refused = {f"/{name}/{i}{place}" for i, item in enumerate(items) for place in item[1]}
        decoded = [item[0] for item in items]
        shape = {key: limit for key, limit in schema.items() if key in ("minItems", "maxItems")}
        refused |= {f"/{name}{place}" for place in failures(document, shape, decoded)}
        return Reading({name: decoded}, refused)
    if len(texts) > 1:
        return Reading({name: texts}, {f"/{name}"})
    read = _read_json if "content" in parameter else _read_text
    decoded, places = read(document, schema, texts[0])
    return Reading({name: decoded}, {f"/{name}{place}" for place in places})


def schema_of(parameter: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of a parameter, wherever it is written."""
    if "schema" in parameter:
        return parameter["schema"]
    (content,) = parameter["content"].values()
    return content["schema"]


def as_object(operation: Operation) -> Mapping[str, Any]:
    """Return the schema of all parameters together, of what their JSON texts carry."""
    carried = {
        entry["name"]: _carried(operation.document, schema_of(entry))
        for entry in operation.parameters
    }
    return {"type": "object", "properties": carried}


def _carried(document: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    resolved = resolve(document, schema)
    inner = resolved.get("items", {}).get("contentSchema")
    return {"type": "array", "items": inner} if inner else resolved


def _read_text(document: str, schema: Mapping[str, Any], text: str) -> tuple[Any, set[str]]:
    """Decode a text as the JSON it carries, or as the number or boolean the schema asks for."""
    carried = resolve(document, schema).get("contentSchema")
    if carried is not None:
        return _read_json(document, carried, text)
    scalar = _scalar(text)
    if not failures(document, schema, scalar):
        return scalar, set()
    return text, failures(document, schema, text)


def _read_json(document: str, schema: Mapping[str, Any], text: str) -> tuple[Any, set[str]]:
    try:
        decoded = json.loads(text)
    except ValueError:
        return text, {""}
    return decoded, failures(document, schema, decoded)


def _scalar(text: str) -> Any:
    """Return the number or boolean a text spells; the text itself when it spells none."""
    try:
        decoded = json.loads(text)
    except ValueError:
        return text
    return decoded if isinstance(decoded, bool | int | float) else text
