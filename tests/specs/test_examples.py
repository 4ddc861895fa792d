"""Every body, reply and parameter has examples, and every example is valid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.specs.description import undescribed
from tests.specs.documents import DOCUMENTS, every_operation, failures, resolve
from tests.specs.parameter_texts import read_parameter, schema_of
from tests.specs.schema_walk import every_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.specs.documents import Operation

each_operation = pytest.mark.parametrize(
    "operation", every_operation().values(), ids=lambda operation: operation.id
)


@each_operation
def test_every_body_has_examples_and_they_are_valid(operation: Operation) -> None:
    contents = dict(operation.contents)
    assert len(contents) >= len(operation.responses)
    for place, content in contents.items():
        assert content.get("examples"), place
        for name, entry in content["examples"].items():
            example = resolve(operation.document, entry)
            assert example.get("summary", "").strip(), f"{place} {name}"
            judged = operation.document, content["schema"], example["value"]
            assert failures(*judged) == set(), f"{place} {name}"
            assert list(undescribed(*judged)) == [], f"{place} {name}"


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
    if carries_json:
        refused |= read_parameter(document, parameter, example).refused
    return refused


@pytest.mark.parametrize("document", DOCUMENTS)
def test_examples_inside_schemas_are_valid_lists(document: str) -> None:
    """OpenAPI 3.1 writes `examples: [...]` there; `example` is a relic of 3.0."""
    schemas = list(every_schema(document))
    assert [place for place, schema in schemas if "example" in schema] == []
    assert [
        f"{place}: {example!r}"
        for place, schema in schemas
        for example in schema.get("examples", ())
        if failures(document, schema, example)
    ] == []
