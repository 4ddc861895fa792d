"""Derives the schemas of keyword arguments from the schema of an event.

Arguments differ from members on the wire: they have names of Python, None stands for "not given",
and what the facade converts may come as it is at home in Python, a datetime, a Decimal or a mapping
of any kind. OpenAPI can say all of that, so the generator of typed inputs writes the TypedDicts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from codegen.document import follow
from codegen.event import event_members, python_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBJECT: Final = {"user_id", "device_id"}
_METHODS: Final = {
    "TrackMembers": {"event_type"},
    "RevenueMembers": {
        *_SUBJECT,
        "event_type",
        "price",
        "quantity",
        "revenue",
        "product_id",
        "revenue_type",
    },
    "IdentifyMembers": {*_SUBJECT, "event_type", "user_properties"},
    "GroupIdentifyMembers": {*_SUBJECT, "event_type", "groups", "group_properties"},
}
"""For each method the members that are not among its further keyword arguments."""

_MOMENT: Final = "time"
_DATETIME: Final = {"type": "string", "format": "date-time"}
_DECIMAL: Final = {"type": "number", "format": "decimal"}
_NULL: Final = {"type": "null"}


def tracking_document(document: dict[str, Any]) -> dict[str, Any]:
    """Return a document whose schemas are the keyword arguments of the tracking methods."""
    names = python_names(document)
    arguments = {
        names[wire]: _argument(document, wire, schema)
        for wire, schema in event_members(document).items()
    }
    return {
        "openapi": document["openapi"],
        "info": document["info"],
        "paths": {},
        "components": {
            "schemas": {
                method: {
                    "type": "object",
                    "properties": {
                        name: each for name, each in arguments.items() if name not in others
                    },
                }
                for method, others in _METHODS.items()
            }
        },
    }


def _argument(document: dict[str, Any], wire: str, schema: dict[str, Any]) -> dict[str, Any]:
    accepted = list(_accepted(document, schema))
    return {"anyOf": [*accepted, *([_DATETIME] if wire == _MOMENT else []), _NULL]}


def _accepted(document: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a schema for each type of Python that stands for a type of JSON."""
    schema = follow(document, schema)
    for alternative in schema.get("anyOf", []):
        yield from _accepted(document, alternative)
    declared = schema.get("type", [])
    for kind in [declared] if isinstance(declared, str) else declared:
        if kind == "object":
            # Where members are listed, others may stand beside them.
            values = {} if "properties" in schema else schema.get("additionalProperties", {})
            yield {"type": kind, "additionalProperties": _inner(document, values)}
        elif kind == "array":
            yield {"type": kind, "items": _inner(document, schema.get("items", {}))}
        elif kind != "null":
            yield {"type": kind, **({"enum": schema["enum"]} if "enum" in schema else {})}
        if kind == "number":
            yield _DECIMAL


def _inner(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    accepted = list(_accepted(document, schema))
    return {"anyOf": accepted} if accepted else {}
