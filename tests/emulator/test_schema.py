from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
from amplitude_api.facts import OPERATIONS
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.emulator.contract import contract
from amplitude_sdk.emulator.schema import SchemaCompiler

SCALARS: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "string", "minLength": 2},
    {"type": "string", "pattern": "^[a-b]+$"},
    {"type": "integer"},
    {"type": "integer", "minimum": 1, "maximum": 3},
    {"type": "number"},
    {"type": "boolean"},
    {"type": ["string", "null"]},
    {"enum": [1, 7, 30]},
    {"enum": ["a", "b"]},
]
scalars = st.sampled_from(SCALARS)


def containers(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        st.builds(lambda items: {"type": "array", "items": items, "maxItems": 2}, inner),
        st.builds(lambda items: {"type": "array", "items": items, "minItems": 1}, inner),
        st.builds(
            lambda a, b, required: {
                "type": "object",
                "properties": {"a": a, "b": b},
                "required": required,
            },
            inner,
            inner,
            st.sampled_from([[], ["a"], ["a", "b"]]),
        ),
        st.builds(
            lambda a, rest: {"properties": {"a": a}, "additionalProperties": rest}, inner, inner
        ),
        st.builds(lambda parts: {"allOf": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda parts: {"anyOf": parts}, st.lists(inner, min_size=1, max_size=2)),
        st.builds(lambda parts: {"oneOf": parts}, st.lists(inner, min_size=1, max_size=2)),
    )


schemas = st.recursive(scalars, containers, max_leaves=6)
values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-2, 31),
        st.sampled_from([0.5, 1.0, 7.0]),
        st.sampled_from(["", "a", "ab", "abc", "a\n"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["a", "b", "c"]), inner)
    ),
    max_leaves=8,
)


@given(schema=schemas, value=values)
def test_it_agrees_with_another_implementation(schema: dict[str, Any], value: Any) -> None:
    problem = SchemaCompiler({}).compile(schema)(value)
    assert (problem is None) == jsonschema_rs.is_valid(schema, value)


def test_true_is_not_the_number_one() -> None:
    check = SchemaCompiler({}).compile({"items": {"enum": [1, 7, 30]}})
    assert check([1, True]) == "[1] must be one of 1, 7, 30"


def test_a_problem_says_where_it_is() -> None:
    schema = {"properties": {"filters": {"items": {"required": ["op"]}}}}
    check = SchemaCompiler({}).compile(schema)
    assert check({"filters": [{"op": 1}, {}]}) == ".filters[1].op is missing"


def test_references_may_cycle() -> None:
    tree = {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Tree"}}
    check = SchemaCompiler({"components": {"schemas": {"Tree": tree}}}).compile(
        {"$ref": "#/components/schemas/Tree"}
    )
    assert check({"a": {"b": {}}}) is None
    assert check({"a": {"b": 1}}) == ".a.b must be object"


def test_json_inside_of_text_is_checked() -> None:
    check = SchemaCompiler({}).compile({"contentSchema": {"type": "array"}})
    assert check("[]") is None
    assert check("{}") == " must be array"
    assert check("[") == " must be JSON text"


def test_a_keyword_that_is_not_known_is_an_error() -> None:
    with pytest.raises(ValueError, match="'patternProperties'"):
        SchemaCompiler({}).compile({"patternProperties": {}})
    with pytest.raises(ValueError, match="additionalProperties"):
        SchemaCompiler({}).compile({"additionalProperties": False})


@pytest.mark.parametrize("operation_id", OPERATIONS)
def test_every_operation_of_the_specs_can_be_checked(operation_id: str) -> None:
    assert contract(operation_id) is contract(operation_id)
