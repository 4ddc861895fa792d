"""Our own rules for the documents; `specs/README.md` gives the reasons.

Each rule lists what breaks it, so that a failure names every place at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.specs.documents import (
    DOCUMENTS,
    every_operation,
    load,
    operations,
    resolve,
)
from tests.specs.schema_walk import every_schema, reachable, types

if TYPE_CHECKING:
    from tests.specs.documents import Operation

OPERATION_COUNTS = {"releases": 1, "annotations": 11, "http-v2": 1, "dashboard": 15}
QUERY_SIDE = ("https://amplitude.com", "https://analytics.eu.amplitude.com")
INGESTION = ("https://api2.amplitude.com", "https://api.eu.amplitude.com")
STATUSES = {"200", "401", "403", "429", "5XX"}
INGESTION_STATUSES = {"200", "400", "403", "413", "429", "500", "502", "503", "504"}
SOURCES = {"documentation-2026", "live", "vendor-sdk"}

each_document = pytest.mark.parametrize("document", DOCUMENTS)
each_operation = pytest.mark.parametrize(
    "operation", every_operation().values(), ids=lambda operation: operation.id
)


# The documents as a whole.


@each_document
def test_it_is_valid_openapi(document: str) -> None:
    assert list(OpenAPIV31SpecValidator(load(document)).iter_errors()) == []


@each_document
def test_it_names_itself_its_version_and_its_licence(document: str) -> None:
    info = load(document)["info"]
    assert load(document)["openapi"] == "3.1.0"
    assert re.fullmatch(r"\d+\.\d+\.\d+", info["version"])
    assert info["license"]["identifier"] == "Apache-2.0"
    assert info["title"]
    assert info["description"]


@each_document
def test_its_servers_are_the_two_regions(document: str) -> None:
    hosts = INGESTION if document == "http-v2" else QUERY_SIDE
    assert [
        (server["x-amplitude-region"], server["url"], server["description"])
        for server in load(document)["servers"]
    ] == [
        ("us", hosts[0], "US (standard server)"),
        ("eu", hosts[1], "EU (EU residency server)"),
    ]


@each_document
def test_the_query_side_wants_basic_authentication_and_ingestion_none(document: str) -> None:
    expected: list[dict[str, list[str]]] = [] if document == "http-v2" else [{"basicAuth": []}]
    assert load(document)["security"] == expected


@each_document
def test_it_has_every_operation(document: str) -> None:
    assert len(operations(document)) == OPERATION_COUNTS[document]


def test_no_two_operations_share_an_id() -> None:
    assert len(every_operation()) == sum(OPERATION_COUNTS.values())


# Operations.


@each_operation
def test_an_operation_says_what_it_is(operation: Operation) -> None:
    for key in ("operationId", "summary", "description"):
        assert operation.definition.get(key, "").strip(), key
    (tag,) = operation.definition["tags"]
    assert tag in {declared["name"] for declared in load(operation.document)["tags"]}


@each_operation
def test_an_operation_says_whether_it_may_be_repeated(operation: Operation) -> None:
    key = "insert_id" if operation.document == "http-v2" else None
    once = "keyed" if key else "never"
    expected = "safe" if operation.method in {"get", "put", "delete"} else once
    assert operation.definition.get("x-retry") == expected
    assert operation.definition.get("x-idempotency-key") == key


@each_operation
def test_an_operation_declares_success_and_every_refusal(operation: Operation) -> None:
    declared = set(operation.responses)
    if operation.document == "http-v2":
        assert declared == INGESTION_STATUSES
    else:
        assert declared >= STATUSES


@each_operation
def test_a_status_nobody_documents_says_so(operation: Operation) -> None:
    if operation.document != "http-v2":
        sources = {
            status: reply.get("x-amplitude-source") for status, reply in operation.responses.items()
        }
        assert [sources[status] for status in ("401", "403", "5XX")] == ["undocumented"] * 3
        assert (sources["429"] is None) == (operation.document == "dashboard")


# Schemas.


@each_document
def test_every_array_says_what_is_in_it(document: str) -> None:
    assert [
        place
        for place, schema in every_schema(document)
        if "array" in types(schema) and not schema.get("items")
    ] == []


@each_document
def test_every_schema_property_and_parameter_is_described(document: str) -> None:
    components = load(document)["components"].get("schemas", {})
    described = {f"schemas/{name}": schema for name, schema in components.items()}
    for place, schema in every_schema(document):
        for name, member in schema.get("properties", {}).items():
            described[f"{place}/{name}"] = member
    for operation in operations(document):
        for parameter in operation.parameters:
            described[f"{operation.id} {parameter['name']}"] = parameter
    assert [
        place
        for place, entry in described.items()
        if not resolve(document, entry).get("description", "").strip()
    ] == []


@each_document
def test_every_reply_and_request_body_is_described(document: str) -> None:
    for operation in operations(document):
        for status, reply in operation.responses.items():
            assert reply["description"].strip(), f"{operation.id} {status}"
        if "requestBody" in operation.definition:
            body = resolve(document, operation.definition["requestBody"])
            assert body.get("description", "").strip(), operation.id


@each_document
def test_null_is_a_type_and_not_a_flag(document: str) -> None:
    assert [place for place, schema in every_schema(document) if "nullable" in schema] == []


@each_document
def test_alternatives_never_stand_beside_the_properties_they_choose_from(document: str) -> None:
    """One generator forgets the properties then; write `allOf: [{anyOf: ...}]`."""
    assert [
        place
        for place, schema in every_schema(document)
        if "properties" in schema and ("anyOf" in schema or "oneOf" in schema)
    ] == []


@each_document
def test_replies_stay_open(document: str) -> None:
    replies = [
        (place, content["schema"])
        for operation in operations(document)
        for place, content in operation.contents
        if not place.startswith(f"{operation.id} request ")
    ]
    assert [
        inner_place
        for place, schema in replies
        for inner_place, inner in reachable(document, place, schema)
        if inner.get("additionalProperties") is False or inner.get("unevaluatedProperties") is False
    ] == []


@each_document
def test_sources_are_named_from_the_closed_list(document: str) -> None:
    named = [schema.get("x-amplitude-source") for _, schema in every_schema(document)]
    for operation in operations(document):
        named.append(operation.definition.get("x-amplitude-source"))
        named += [entry.get("x-amplitude-source") for entry in operation.parameters]
    replies = [
        reply.get("x-amplitude-source")
        for operation in operations(document)
        for reply in operation.responses.values()
    ]
    assert set(named) <= SOURCES | {None}
    assert set(replies) <= SOURCES | {None, "undocumented"}
