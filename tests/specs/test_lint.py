"""Our own rules for the documents; `specs/README.md` gives the reasons.

Each rule lists what breaks it, so that a failure names every place at once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from codegen.bundle import SECTIONS
from codegen.source import read
from tests.specs.documents import (
    DOCUMENTS,
    SPECS,
    every_operation,
    failures,
    load,
    operations,
    resolve,
)
from tests.specs.parameter_texts import read_parameter, schema_of
from tests.specs.schema_walk import every_schema, reachable, types

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    retry = operation.definition.get("x-retry")
    allowed = {"safe"} if operation.method in {"get", "put", "delete"} else {"keyed", "never"}
    assert retry in allowed
    assert ("x-idempotency-key" in operation.definition) == (retry == "keyed")


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


# Examples.


@each_operation
def test_every_body_has_examples_and_they_are_valid(operation: Operation) -> None:
    contents = dict(operation.contents)
    assert len(contents) >= len(operation.responses)
    for place, content in contents.items():
        assert content.get("examples"), place
        for name, entry in content["examples"].items():
            example = resolve(operation.document, entry)
            assert example.get("summary", "").strip(), f"{place} {name}"
            refused = failures(operation.document, content["schema"], example["value"])
            assert refused == set(), f"{place} {name}"


@each_operation
def test_every_parameter_has_an_example_and_it_is_valid(operation: Operation) -> None:
    for parameter in operation.parameters:
        examples = list(_parameter_examples(operation.document, parameter))
        assert examples, parameter["name"]
        for example in examples:
            assert _refused(operation.document, parameter, example) == set(), parameter["name"]


def _parameter_examples(document: str, parameter: Mapping[str, Any]) -> Iterator[Any]:
    for holder in (parameter, *parameter.get("content", {}).values()):
        if "example" in holder:
            yield holder["example"]
        for entry in holder.get("examples", {}).values():
            yield resolve(document, entry)["value"]


def _refused(document: str, parameter: Mapping[str, Any], example: Any) -> set[str]:
    """Judge an example as a value, and texts that carry JSON by what they carry."""
    schema = schema_of(parameter)
    refused = failures(document, schema, example)
    carries_json = "contentSchema" in resolve(document, schema).get("items", {})
    return (
        refused | read_parameter(document, parameter, example).refused if carries_json else refused
    )


@each_document
def test_examples_inside_schemas_are_valid(document: str) -> None:
    assert [
        f"{place}: {example!r}"
        for place, schema in every_schema(document)
        for example in [
            *schema.get("examples", ()),
            *([schema["example"]] if "example" in schema else []),
        ]
        if failures(document, schema, example)
    ] == []


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


# Files.


@each_document
def test_every_operation_file_is_used_once_under_the_name_of_its_operation(document: str) -> None:
    folder = SPECS / document
    used = Counter(
        item[method]["$ref"]
        for item in read(folder / "openapi.yaml")["paths"].values()
        for method in item
    )
    assert used == Counter(f"operations/{file.name}" for file in (folder / "operations").iterdir())
    for reference in used:
        operation_id = read(folder / reference)["operationId"]
        assert reference == f"operations/{_snake(operation_id)}.yaml"


def _snake(camel: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", camel).lower()


def test_every_component_is_used() -> None:
    used = {
        (section, name)
        for document in DOCUMENTS
        for section, components in load(document)["components"].items()
        for name in components
    }
    written = {(section, name) for _, section, name in _written_components()}
    assert written - used == set()


def test_component_names_are_unique_over_all_documents() -> None:
    counted = Counter((section, name) for _, section, name in _written_components())
    assert [key for key, count in counted.items() if count > 1] == []


def _written_components() -> Iterator[tuple[str, str, str]]:
    for folder in ("shared", *DOCUMENTS):
        for section in SECTIONS:
            file = SPECS / folder / f"{section}.yaml"
            for name in read(file) if file.exists() else ():
                yield folder, section, name
