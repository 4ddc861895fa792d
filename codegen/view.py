"""Derives the document that openapi-python-client reads from the bundled one.

Two things differ, because the generator cannot cope with them, and nothing else:

- it drops parameters described by `content` without a word; they become strings with
  `contentMediaType` and `contentSchema`, which the caller fills with JSON text;
- it sends every `default` on the wire; the view has none.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCHEMA = (
    "additionalProperties",
    "contains",
    "contentSchema",
    "else",
    "if",
    "items",
    "not",
    "then",
)
_SCHEMA_LIST = ("allOf", "anyOf", "oneOf", "prefixItems")
_SCHEMA_MAP = ("$defs", "patternProperties", "properties")
_LITERAL = ("example", "examples")


def codegen_view(document: dict[str, Any]) -> dict[str, Any]:
    """Return the view of a bundled document; the document itself stays as it is."""
    view = deepcopy(document)
    for schema in view.get("components", {}).get("schemas", {}).values():
        _strip_defaults(schema)
    _visit(view)
    return view


def _visit(node: Any) -> None:
    """Change what stands outside of the named schemas; literal values are left alone."""
    if isinstance(node, list):
        for item in node:
            _visit(item)
    elif isinstance(node, dict):
        if _is_parameter(node):
            _describe_content_as_text(node)
        if "schema" in node:
            _strip_defaults(node["schema"])
        for key, value in node.items():
            if key not in (*_LITERAL, "schema", "schemas"):
                _visit(value)


def _is_parameter(node: dict[str, Any]) -> bool:
    return "in" in node and "name" in node


def _describe_content_as_text(parameter: dict[str, Any]) -> None:
    if content := parameter.pop("content", None):
        [(media_type, media)] = content.items()
        parameter["schema"] = {
            "type": "string",
            "contentMediaType": media_type,
            "contentSchema": media["schema"],
        }


def _strip_defaults(schema: Any) -> None:
    if not isinstance(schema, dict):
        return
    schema.pop("default", None)
    for child in _children(schema):
        _strip_defaults(child)


def _children(schema: dict[str, Any]) -> Iterable[Any]:
    for key, value in schema.items():
        if key in _SCHEMA:
            yield value
        elif key in _SCHEMA_LIST:
            yield from value
        elif key in _SCHEMA_MAP:
            yield from value.values()
