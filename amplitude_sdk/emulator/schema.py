"""Checks values against the JSON schemas of the specs.

Each schema becomes a function once, because ingestion runs it for every member of every event. Only
the keywords the specs use are known; another one is an error when the schema is compiled, so that
no rule of the specs is overlooked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import orjson

from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.schema_checks import (
    Checker,
    Schema,
    bound_check,
    enum_check,
    format_check,
    nothing,
    pattern_check,
    type_check,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_ANNOTATIONS: Final = frozenset({"title", "description", "default", "example", "examples"})
"""Keywords that restrict nothing."""


class SchemaCompiler:
    """Compiles the schemas of one OpenAPI document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._references: dict[str, Checker] = {}

    def follow(self, schema: Schema) -> Schema:
        """Return the schema with the target of its reference merged into it."""
        if "$ref" not in schema:
            return schema
        siblings = {key: value for key, value in schema.items() if key != "$ref"}
        return {**self.follow(self._target(schema["$ref"])), **siblings}

    def compile(self, schema: Schema) -> Checker:
        """Return the function that checks a value against `schema`.

        Raises `ValueError` for a keyword that is not known here.
        """
        return _all(
            [
                self._keyword(name, schema)
                for name in schema
                if name not in _ANNOTATIONS and not name.startswith("x-")
            ]
        )

    def reference(self, schema: Schema) -> Checker:
        """Return the check of a `$ref`, compiled when it is first needed: references can cycle."""
        pointer: str = schema["$ref"]

        def check(value: Any) -> str | None:
            if pointer not in self._references:
                self._references[pointer] = self.compile(self._target(pointer))
            return self._references[pointer](value)

        return check

    def _keyword(self, name: str, schema: Schema) -> Checker:
        if name in _SIMPLE:
            return _SIMPLE[name](schema)
        if name not in _STRUCTURAL:
            raise ValueError(f"the emulator does not know the schema keyword {name!r}")
        return _STRUCTURAL[name](self, schema)

    def _target(self, pointer: str) -> Schema:
        _, _, section, name = pointer.split("/")
        target: Schema = self._document["components"][section][name]
        return target


def _all(checks: Sequence[Checker]) -> Checker:
    if len(checks) == 1:
        return checks[0]

    def check(value: Any) -> str | None:
        for one in checks:
            if problem := one(value):
                return problem
        return None

    return check


def _content(compiler: SchemaCompiler, schema: Schema) -> Checker:
    inner = compiler.compile(schema["contentSchema"])

    def check(value: Any) -> str | None:
        try:
            return inner(orjson.loads(value))
        except orjson.JSONDecodeError:
            return " must be JSON text"

    return check


def _properties(compiler: SchemaCompiler, schema: Schema) -> Checker:
    members = {name: compiler.compile(member) for name, member in schema["properties"].items()}

    def check(value: Any) -> str | None:
        if is_object(value):
            for name, member in members.items():
                if name in value and (problem := member(value[name])):
                    return f".{name}{problem}"
        return None

    return check


def _additional(compiler: SchemaCompiler, schema: Schema) -> Checker:
    rule = schema["additionalProperties"]
    if rule in ({}, True):
        return nothing
    if rule is False:
        raise ValueError("the emulator does not know additionalProperties: false")
    known = frozenset(schema.get("properties", ()))
    other = compiler.compile(rule)

    def check(value: Any) -> str | None:
        if is_object(value):
            for name in value.keys() - known:
                if problem := other(value[name]):
                    return f".{name}{problem}"
        return None

    return check


def _required(_compiler: SchemaCompiler, schema: Schema) -> Checker:
    names = schema["required"]

    def check(value: Any) -> str | None:
        if is_object(value):
            return next((f".{name} is missing" for name in names if name not in value), None)
        return None

    return check


def _items(compiler: SchemaCompiler, schema: Schema) -> Checker:
    item = compiler.compile(schema["items"])

    def check(value: Any) -> str | None:
        if is_list(value):
            for position, one in enumerate(value):
                if problem := item(one):
                    return f"[{position}]{problem}"
        return None

    return check


def _all_of(compiler: SchemaCompiler, schema: Schema) -> Checker:
    return _all([compiler.compile(part) for part in schema["allOf"]])


def _alternatives(keyword: str, at_most: int | None) -> _Structural:
    def make(compiler: SchemaCompiler, schema: Schema) -> Checker:
        parts = [compiler.compile(part) for part in schema[keyword]]

        def check(value: Any) -> str | None:
            problems = [part(value) for part in parts]
            if 1 <= problems.count(None) <= (at_most or len(parts)):
                return None
            return f" fits none of its alternatives ({'; '.join(p or 'fits' for p in problems)})"

        return check

    return make


_Structural: TypeAlias = Callable[[SchemaCompiler, Schema], Checker]

_SIMPLE: Final[Mapping[str, Callable[[Schema], Checker]]] = {
    "type": type_check,
    "enum": enum_check,
    "pattern": pattern_check,
    "format": format_check,
    "minLength": bound_check("minLength"),
    "minimum": bound_check("minimum"),
    "maximum": bound_check("maximum"),
    "minItems": bound_check("minItems"),
    "maxItems": bound_check("maxItems"),
    "contentMediaType": lambda _schema: nothing,
}

_STRUCTURAL: Final[Mapping[str, _Structural]] = {
    "$ref": SchemaCompiler.reference,
    "contentSchema": _content,
    "properties": _properties,
    "additionalProperties": _additional,
    "required": _required,
    "items": _items,
    "allOf": _all_of,
    "anyOf": _alternatives("anyOf", None),
    "oneOf": _alternatives("oneOf", 1),
}
