"""What schemathesis generates from the documents: arguments of requests, and bodies of replies.

Generation reads a view of each document that narrows it where the document knows less than the
world does: days and times are real ones, a language is often one of the table's, whole numbers
have 64 bits. What is sent and received is checked against the canonical document, never the view.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import schemathesis
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.core import NOT_SET

from tests.property.documents import JSON, bundle, operations
from tests.property.languages import tags
from tests.property.values import ABSENT, plain, typed
from tests.strategies import calendar_days, moments, whole_seconds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hypothesis.strategies import SearchStrategy
    from schemathesis import Case

    from tests.property.documents import Parameter, Schema

CONFIGURATION = schemathesis.Config.from_dict(
    {
        "generation": {
            "mode": "positive",
            "allow-x00": False,
            "codec": "utf-8",
            "with-security-parameters": False,
        }
    }
)
"""Text that UTF-8 can carry; credentials are the business of each test."""

LONGEST = 4
"""Items of a generated array."""

NUMBERS_AS_TEXT = (
    ("UserData", "purchases", "whole-text"),
    ("UserData", "revenue", "number-text"),
    ("LastLocation", "lat", "number-text"),
    ("LastLocation", "lng", "number-text"),
)
"""Members of replies that are numbers or the texts of numbers (T-X37)."""

Api = Any  # schemathesis does not export the class of a loaded document


@dataclass(frozen=True)
class Meant:
    """What a request is to say, JSON parameters decoded."""

    operation: str
    path: Mapping[str, Any]
    query: Mapping[str, Any]
    body: Any = ABSENT


def view(api: str) -> Schema:
    """Return a copy of a document that is narrowed for generation."""
    document = copy.deepcopy(bundle(api))
    schemas = document["components"]["schemas"]
    for name, form in (("QueryDate", "calendar-day"), ("ReleaseTimestamp", "release-time")):
        if name in schemas:
            schemas[name] = {"type": "string", "format": form}
    if "Event" in schemas:
        schemas["Event"]["properties"]["language"]["format"] = "language-tag"
    for schema in schemas.values():
        if "xValues" in schema.get("properties", {}):
            schema["properties"]["xValues"]["items"]["format"] = "axis-label"
    for schema, member, text in NUMBERS_AS_TEXT:
        if schema in schemas:
            schemas[schema]["properties"][member]["format"] = text
    _shorten(document)
    return document


def _shorten(node: Any) -> None:
    """Bound every array of a document: long ones say nothing that short ones do not."""
    if isinstance(node, dict):
        if node.get("type") == "array":
            node["maxItems"] = min(node.get("maxItems", LONGEST), LONGEST)
        for each in node.values():
            _shorten(each)
    elif isinstance(node, list):
        for each in node:
            _shorten(each)


@cache
def requests_of(api: str) -> Api:
    """Load a document for the generation of requests."""
    return schemathesis.openapi.from_dict(view(api), config=CONFIGURATION)


@cache
def mirror_of(api: str) -> Api:
    """Load a document whose request bodies are the reply bodies, and the schemas, of another.

    Schemathesis generates requests only; so each schema becomes a body that can be posted.
    """
    document = view(api)
    schemas = {
        f"/schemas/{name}": schema for name, schema in document["components"]["schemas"].items()
    }
    replies = {
        f"/replies/{operation.id}/{status}": schema
        for operation in operations().values()
        if operation.api == api
        for status, schema in operation.replies.items()
    }
    paths = {path: {"post": _posting(schema)} for path, schema in (schemas | replies).items()}
    mirror = {**document, "security": [], "paths": paths}
    return schemathesis.openapi.from_dict(mirror, config=CONFIGURATION)


def _posting(schema: Schema) -> Schema:
    body = {"required": True, "content": {JSON: {"schema": schema}}}
    return {"requestBody": body, "responses": {"200": {"description": "Taken."}}}


@cache
def instances(api: str, name: str) -> SearchStrategy[Any]:
    """Generate values of a schema of a document."""
    posts = mirror_of(api)[f"/schemas/{name}"]["POST"].as_strategy()
    return posts.map(lambda case: plain(case.body))


@cache
def replies(operation_id: str, status: str) -> SearchStrategy[Any]:
    """Generate bodies of the replies of an operation with a declared status."""
    api = operations()[operation_id].api
    posts = mirror_of(api)[f"/replies/{operation_id}/{status}"]["POST"].as_strategy()
    return posts.map(lambda case: plain(case.body))


@cache
def requests(operation_id: str) -> SearchStrategy[Meant]:
    """Generate what requests of an operation are to say."""
    return cases(operation_id).map(lambda case: meant(operation_id, case)).filter(_has_a_path)


def cases(
    operation_id: str, mode: GenerationMode = GenerationMode.POSITIVE
) -> SearchStrategy[Case]:
    """Generate requests of an operation as schemathesis has them: valid ones, or broken ones."""
    operation = operations()[operation_id]
    endpoint = requests_of(operation.api)[operation.path][operation.method]
    strategy: SearchStrategy[Case] = endpoint.as_strategy(generation_mode=mode)
    return strategy


def meant(operation_id: str, case: Case) -> Meant:
    """Return what a valid case says."""
    declared = operations()[operation_id].parameters
    path = {
        name: typed(declared[name].schema, unquote(str(value)))
        for name, value in (case.path_parameters or {}).items()
    }
    query = {name: _decoded(declared[name], value) for name, value in (case.query or {}).items()}
    given = {name: value for name, value in query.items() if value != []}
    body = ABSENT if case.body is NOT_SET else plain(case.body)
    return Meant(operation_id, path, _in_order(declared, plain(given)), body)


def _has_a_path(said: Meant) -> bool:
    """URLs have no way to say that a dot is not the dot of the file system."""
    return not {".", ".."} & {str(value) for value in said.path.values()}


def _decoded(parameter: Parameter, value: Any) -> Any:
    if parameter.repeated:
        return [_decoded_item(parameter, each) for each in value]
    return _decoded_item(parameter, value)


def _decoded_item(parameter: Parameter, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return json.loads(value) if parameter.json else typed(parameter.schema, value)


def _in_order(declared: Mapping[str, Parameter], query: dict[str, Any]) -> dict[str, Any]:
    """Let a span of days end where or after it starts."""
    if "start" in declared and "pattern" in declared["start"].schema:
        query["start"], query["end"] = sorted((query["start"], query["end"]))
    return query


def _register(name: str, strategy: SearchStrategy[str]) -> None:
    schemathesis.openapi.format(name, strategy)


def json_texts(schema: str) -> SearchStrategy[str]:
    """Generate JSON texts of a schema of the Dashboard REST API; loaded when first drawn from."""
    return st.deferred(lambda: instances("dashboard", schema)).map(json.dumps)


_register("calendar-day", calendar_days.map(lambda day: day.isoformat().replace("-", "")))
_register("release-time", whole_seconds.map(lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}"))
_register("date-time", moments.map(lambda moment: moment.isoformat()))
_register("language-tag", st.one_of(st.sampled_from(tags()), st.text(max_size=8)))
_register("whole-text", st.sampled_from(["0", "12", "-3", "0.0"]))
_register(
    "number-text", st.sampled_from(["0", "12", "-3", "0.0", "9.98", "1.7976931348623157E308"])
)
_register(
    "axis-label",
    st.one_of(
        calendar_days.map(lambda day: day.isoformat()),
        whole_seconds.map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}"),
        st.text(max_size=12),
    ),
)
_register("event-json", json_texts("EventObject"))
_register("segment-json", json_texts("Segment"))
