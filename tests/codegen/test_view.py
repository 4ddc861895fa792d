from copy import deepcopy
from typing import Any

import pytest

from codegen.view import codegen_view


def document(parameter: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "servers": [{"url": "{host}", "variables": {"host": {"default": "https://example.com"}}}],
        "paths": {
            "/things": {
                "get": {
                    "parameters": [parameter],
                    "responses": {
                        "200": {
                            "content": {
                                "application/json": {
                                    "schema": {"type": "integer", "default": 1},
                                    "example": {"schema": {"default": 1}},
                                }
                            }
                        },
                        "default": {"description": "Anything else."},
                    },
                }
            }
        },
        "components": {"schemas": {"Thing": schema}, "parameters": {"Shared": deepcopy(parameter)}},
    }


CONTENT = {
    "name": "e",
    "in": "query",
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
    "example": {"default": 1},
}

TEXT = {
    "name": "e",
    "in": "query",
    "required": True,
    "schema": {
        "type": "string",
        "contentMediaType": "application/json",
        "contentSchema": {"$ref": "#/components/schemas/Thing"},
    },
    "example": {"default": 1},
}


def test_parameters_described_by_content_become_strings_wherever_they_stand() -> None:
    view = codegen_view(document(CONTENT, {}))

    assert view["paths"]["/things"]["get"]["parameters"] == [TEXT]
    assert view["components"]["parameters"]["Shared"] == TEXT


def test_defaults_of_parameters_are_gone() -> None:
    view = codegen_view(document({"name": "i", "in": "query", "schema": {"default": 1}}, {}))

    assert view["paths"]["/things"]["get"]["parameters"][0]["schema"] == {}


@pytest.mark.parametrize(
    "around",
    [
        lambda schema: {"properties": {"a": schema}},
        lambda schema: {"items": schema},
        lambda schema: {"allOf": [{"anyOf": [schema]}]},
        lambda schema: {"additionalProperties": schema},
        lambda schema: {"contentSchema": schema},
        lambda schema: schema,
    ],
)
def test_defaults_of_schemas_are_gone_at_any_depth(around: Any) -> None:
    view = codegen_view(document(TEXT, around({"type": "boolean", "default": False})))

    assert view["components"]["schemas"]["Thing"] == around({"type": "boolean"})


def test_a_property_called_default_stays() -> None:
    schema = {"properties": {"default": {"type": "string"}}, "additionalProperties": {}}

    assert codegen_view(document(TEXT, schema))["components"]["schemas"]["Thing"] == schema


def test_nothing_else_changes() -> None:
    original = document(TEXT, {"type": "object"})
    view = codegen_view(original)

    content = original["paths"]["/things"]["get"]["responses"]["200"]["content"]
    content["application/json"]["schema"].pop("default")
    assert view == original


def test_the_document_itself_stays_as_it_is() -> None:
    original = document(CONTENT, {"default": 1})
    before = deepcopy(original)

    codegen_view(original)

    assert original == before
