"""What the specs say about the requests of each operation, read from the bundled documents."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from urllib.parse import parse_qsl, unquote

import orjson
from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.replies import refused
from amplitude_sdk.emulator.schema import SchemaCompiler
from amplitude_sdk.emulator.schema_checks import nothing

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_api.facts import Operation, Parameter

    from amplitude_sdk.emulator.schema_checks import Checker, Schema

Query: TypeAlias = Mapping[str, list[str]]

_INTEGER: Final = re.compile(r"-?[0-9]{1,4000}")
_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")


def parse_query(text: str) -> Query:
    """Return the values of each parameter of a query string.

    A bare plus is a space, as in a form (T-A5). Raises the 400 when the text is not UTF-8.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
    except ValueError:
        raise refused(400, "The query string is not percent-encoded UTF-8") from None
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return values


class _Rule(NamedTuple):
    """One parameter: the facts about it, and the check of its decoded value."""

    fact: Parameter
    decode: Callable[[str], Any]
    check: Checker

    def value(self, texts: list[str]) -> Any:
        """Return the decoded value. Raises the 400 when a text is not one."""
        decoded = [self._decoded(text) for text in texts]
        if not self.fact.repeated and len(decoded) > 1:
            raise refused(400, f"{self.fact.name} must not be repeated")
        return decoded if self.fact.repeated else decoded[0]

    def _decoded(self, text: str) -> Any:
        try:
            value = self.decode(text)
        except ValueError as error:
            raise refused(400, f"Invalid {self.fact.name}: {error}") from None
        if problem := self.check(value):
            where = "" if problem.startswith(" ") else f" {self.fact.name}"
            raise refused(400, f"Invalid {self.fact.name}:{where}{problem}")
        return value


class OperationContract:
    """The parameters and the body of one operation."""

    def __init__(self, operation: Operation) -> None:
        document = _document(operation.api)
        declared = document["paths"][operation.path][operation.method.lower()]
        compiler = SchemaCompiler(document)
        schemas = dict(_parameter_schemas(document, declared))
        self._rules = tuple(
            _rule(compiler, fact, schemas[fact.name]) for fact in operation.parameters
        )
        self._body = _body(compiler, declared)

    def parameters(self, path: Mapping[str, str], query: Query) -> dict[str, Any]:
        """Return the decoded parameters, with the documented defaults of those that are absent.

        A parameter without a default is None when it is absent. Raises the 400 for the first
        parameter that is missing or wrong.
        """
        given = {**query, **{name: [unquote(text)] for name, text in path.items()}}
        return {rule.fact.name: _value(rule, given.get(rule.fact.name)) for rule in self._rules}

    def problem(self, parameter: str, value: Any) -> str | None:
        """Return what is wrong with the decoded value of a parameter, starting with where."""
        return next(rule.check for rule in self._rules if rule.fact.name == parameter)(value)

    def body(self, content: bytes) -> dict[str, Any]:
        """Return the JSON body. Raises the 400 when it is not what the spec asks for."""
        value: dict[str, Any] = parse_json(content)
        if problem := self._body(value):
            raise refused(400, f"Invalid field: body{problem}")
        return value


@cache
def contract(operation_id: str) -> OperationContract:
    """Return the contract of an operation, compiled on first use."""
    return OperationContract(OPERATIONS[operation_id])


def body_schema(operation_id: str) -> tuple[SchemaCompiler, Schema]:
    """Return the schema of an operation's body and what compiles its parts."""
    operation = OPERATIONS[operation_id]
    document = _document(operation.api)
    declared = document["paths"][operation.path][operation.method.lower()]
    compiler = SchemaCompiler(document)
    return compiler, compiler.follow(_body_schema(declared))


def parse_json(content: bytes) -> Any:
    """Return the value of a JSON text. Raises the 400 when it is none."""
    if not content:
        raise refused(400, "The body is missing; it must be JSON")
    try:
        return orjson.loads(content)
    except orjson.JSONDecodeError:
        raise refused(400, "The body is not valid JSON") from None


@cache
def _document(api: str) -> dict[str, Any]:
    bundle = files("amplitude_api") / "bundles" / f"{api.replace('_', '-')}.json"
    document: dict[str, Any] = orjson.loads(bundle.read_bytes())
    return document


def _parameter_schemas(
    document: Mapping[str, Any], declared: Mapping[str, Any]
) -> list[tuple[str, Schema]]:
    components = document["components"].get("parameters", {})
    resolved = [
        components[entry["$ref"].rpartition("/")[2]] if "$ref" in entry else entry
        for entry in declared.get("parameters", ())
    ]
    return [(entry["name"], _schema(entry)) for entry in resolved]


def _schema(parameter: Mapping[str, Any]) -> Schema:
    if "content" in parameter:
        return {"contentSchema": parameter["content"]["application/json"]["schema"]}
    schema: Schema = parameter["schema"]
    return schema


def _rule(compiler: SchemaCompiler, fact: Parameter, schema: Schema) -> _Rule:
    single = compiler.follow(schema["items"] if fact.repeated else schema)
    if fact.json:
        return _Rule(fact, _decode_json, compiler.compile(single["contentSchema"]))
    return _Rule(fact, _DECODERS[single["type"]], compiler.compile(single))


def _value(rule: _Rule, texts: list[str] | None) -> Any:
    if texts is not None:
        return rule.value(texts)
    if rule.fact.required:
        raise refused(400, f"Missing required parameter {rule.fact.name}")
    return rule.fact.default


def _body(compiler: SchemaCompiler, declared: Mapping[str, Any]) -> Checker:
    return compiler.compile(_body_schema(declared)) if "requestBody" in declared else nothing


def _body_schema(declared: Mapping[str, Any]) -> Schema:
    schema: Schema = declared["requestBody"]["content"]["application/json"]["schema"]
    return schema


def _decode_json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        raise ValueError("it is not JSON") from None


def _decode_integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise ValueError("it must be an integer")
    return int(text)


def _decode_number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError("it must be a number")
    return float(text)


def _decode_boolean(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("it must be true or false")
    return text == "true"


_DECODERS: Final[Mapping[str, Callable[[str], Any]]] = {
    "string": str,
    "integer": _decode_integer,
    "number": _decode_number,
    "boolean": _decode_boolean,
}
