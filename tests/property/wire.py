"""Reads a request off the wire, validates it against the canonical spec, compares it with what was meant."""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from tests.property.documents import JSON, operations, problems
from tests.property.values import ABSENT, same, typed

if TYPE_CHECKING:
    import httpx

    from tests.property.documents import Operation, Parameter
    from tests.property.generation import Meant

KEY = "api-key-of-the-property-tests"
SECRET = "secret-key-of-the-property-tests"
BASIC = "Basic " + b64encode(f"{KEY}:{SECRET}".encode()).decode()


class MismatchError(AssertionError):
    """What is on the wire is not what the spec allows, or not what was meant."""


def require(condition: object, words: str) -> None:
    """Raise `MismatchError` unless `condition` holds."""
    if not condition:
        raise MismatchError(words)


@dataclass(frozen=True)
class Sent:
    """What a request says, read by the spec of its operation."""

    path: dict[str, Any]
    query: dict[str, Any]
    body: Any


def check_request(request: httpx.Request, meant: Meant, server: str) -> None:
    """Raise `MismatchError` unless `request` is valid, authentic, well addressed, and as meant."""
    operation = operations()[meant.operation]
    check_address(request, operation, server)
    sent = read(request, operation)
    check_valid(sent, operation)
    compare("path", sent.path, meant.path)
    compare("query", sent.query, meant.query)
    compare("body", sent.body, meant.body)


def check_address(request: httpx.Request, operation: Operation, server: str) -> None:
    """Check method, host and credentials."""
    require(request.method == operation.method, f"{request.method} is not {operation.method}")
    require(str(request.url).startswith(f"{server}/"), f"{request.url} is not on {server}")
    given = request.headers.get("authorization")
    require(given == (BASIC if operation.secured else None), f"the credentials are {given}")
    accepted = request.headers.get("accept", "*/*")
    require(accepted in {"*/*", JSON}, f"a reply as {accepted} is not described")


def read(request: httpx.Request, operation: Operation) -> Sent:
    """Take the arguments out of a request."""
    path, _, query = request.url.raw_path.partition(b"?")
    match = operation.pattern.fullmatch(path.decode())
    require(match is not None, f"{path!r} is not {operation.path}")
    assert match is not None
    places = {name: unquote(text) for name, text in match.groupdict().items()}
    return Sent(
        path={
            name: typed(operation.parameters[name].schema, text) for name, text in places.items()
        },
        query=_query(query.decode(), operation),
        body=_body(request),
    )


def _query(text: str, operation: Operation) -> dict[str, Any]:
    texts: dict[str, list[str]] = {}
    for name, value in parse_qsl(text, keep_blank_values=True, strict_parsing=bool(text)):
        texts.setdefault(name, []).append(value)
    return {name: _values(operation.parameters.get(name), name, got) for name, got in texts.items()}


def _values(parameter: Parameter | None, name: str, texts: list[str]) -> Any:
    require(parameter is not None, f"{name} is not declared")
    assert parameter is not None
    require(parameter.location == "query", f"{name} does not belong into the query")
    require(parameter.repeated or len(texts) == 1, f"{name} is repeated")
    values = [_value(parameter, text) for text in texts]
    return values if parameter.repeated else values[0]


def _value(parameter: Parameter, text: str) -> Any:
    if not parameter.json:
        return typed(parameter.schema, text)
    try:
        return json.loads(text)
    except ValueError as error:
        raise MismatchError(f"{parameter.name} is not JSON: {text!r}") from error


def _body(request: httpx.Request) -> Any:
    if not request.content:
        return ABSENT
    kind = request.headers.get("content-type")
    require(kind == JSON, f"a body of the media type {kind} is not described")
    packed = request.headers.get("content-encoding") == "gzip"
    return json.loads(gzip.decompress(request.content) if packed else request.content)


def check_valid(sent: Sent, operation: Operation) -> None:
    """Check parameters and body against their schemas in the canonical document."""
    given = {**sent.path, **sent.query}
    for name, parameter in operation.parameters.items():
        if name not in given:
            require(not parameter.required, f"{name} is missing")
            continue
        values = given[name] if parameter.repeated else [given[name]]
        require(len(values) >= parameter.least, f"{name} needs more values")
        for value in values:
            found = problems(operation.api, parameter.schema, value)
            require(not found, f"{name}: {found}")
    _check_body(sent.body, operation)


def _check_body(body: Any, operation: Operation) -> None:
    if operation.body is None:
        require(body is ABSENT, "a body is not described")
    elif body is ABSENT:
        require(not operation.body_required, "the body is missing")
    else:
        found = problems(operation.api, operation.body, body)
        require(not found, f"body: {found}")


def compare(place: str, got: Any, meant: Any) -> None:
    """Check that what came out is what went in: nothing dropped, added or changed."""
    require(same(got, meant), f"{place} is {got!r:.600}, meant was {meant!r:.600}")
