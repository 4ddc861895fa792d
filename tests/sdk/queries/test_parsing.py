"""Every reply the specs or the documentation show can be read, and no reply breaks the reader."""

from __future__ import annotations

import copy
import json
import pickle
from contextlib import suppress
from dataclasses import FrozenInstanceError, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.charts import Chart
from amplitude_sdk.queries.tables import Table
from tests.sdk.bundles import examples
from tests.sdk.calls import QUERIES
from tests.sdk.clients import Service, call, ok
from tests.sdk.queries.parsers import PARSERS
from tests.strategies import json_values

DOCUMENTED = Path(__file__).parents[2] / "documented"
EXAMPLES = [each for each in examples("200") if each.operation in QUERIES]
SAMPLES = [
    entry
    for file in sorted(DOCUMENTED.glob("*.json"))
    for entry in json.loads(file.read_text("utf-8"))
    if entry["kind"] == "reply" and entry["status"] == "200" and entry["operation"] in QUERIES
]
KINDS: dict[str, set[type]] = {
    "text": {str},
    "whole": {int},
    "number": {int, float},
    "flag": {bool},
    "day": {date},
    "moment": {datetime},
    "json": {dict},
}


def places(value: Any) -> list[tuple[Any, ...]]:
    """The ways to everything inside a JSON value, itself included."""
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        return [(), *((key, *rest) for key, each in inner for rest in places(each))]
    return [()]


def changed(value: Any, place: tuple[Any, ...], new: Any) -> Any:
    """The value with something else in one place."""
    if not place:
        return new
    copied = copy.copy(value)
    copied[place[0]] = changed(value[place[0]], place[1:], new)
    return copied


@st.composite
def almost(draw: st.DrawFn, value: Any) -> Any:
    """A reply in which one or two places hold something unexpected."""
    for _ in range(draw(st.integers(1, 2))):
        value = changed(value, draw(st.sampled_from(places(value))), draw(json_values))
    return value


def parts(value: Any) -> list[Any]:
    """A result and every result inside it."""
    if isinstance(value, list | tuple):
        return [part for each in value for part in parts(each)]
    if not is_dataclass(value):
        return []
    inner = [getattr(value, name) for name in value.__dataclass_fields__]
    return [value, *parts(inner)]


def raws(result: Any) -> list[Any]:
    """What a result and everything inside it was made of."""
    return [part.raw for part in parts(result) if hasattr(part, "raw")]


def check_result(result: Any, body: Any) -> None:
    """Promises every result keeps: it is frozen, travels, and kept what it was made of."""
    for duplicate in (copy.deepcopy(result), pickle.loads(pickle.dumps(result))):
        assert duplicate == result
        assert raws(duplicate) == raws(result)
    for part in parts(result):
        with pytest.raises(FrozenInstanceError):
            setattr(part, next(iter(part.__dataclass_fields__)), None)
    if isinstance(result, Table):
        assert result.raw == body
        check_table(result)


def check_table(result: Table) -> None:
    """Promises every table keeps: each row has the declared columns, each cell is of their kind."""
    names = [column.name for column in result.schema]
    assert all(list(row) == names for row in result.rows())
    for row in result.rows():
        for column in result.schema:
            cell = row[column.name]
            assert cell is None or type(cell) in KINDS[column.kind]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.operation}-{each.name}")
def test_every_example_of_the_specs_is_read(colour: str, example: Any) -> None:
    use = QUERIES[example.operation]
    check_result(call(colour, Service(ok(example.value)), use), example.value)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda each: each["id"])
def test_every_documented_reply_is_read(colour: str, sample: Any) -> None:
    body = sample.get("repaired", sample.get("value"))
    check_result(call(colour, Service(ok(body)), QUERIES[sample["operation"]]), body)


def test_every_query_has_an_example() -> None:
    assert {each.operation for each in EXAMPLES} == set(QUERIES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.operation}-{each.name}")
@settings(max_examples=60)
@given(data=st.data())
def test_a_reply_with_surprises_is_a_result_or_a_decode_error(example: Any, data: Any) -> None:
    body = data.draw(almost(example.value))
    try:
        result = PARSERS[example.operation](body)
    except DecodeError:
        return
    if isinstance(result, Table):
        check_table(result)


@pytest.mark.parametrize("operation", PARSERS)
@settings(max_examples=30)
@given(body=json_values)
def test_any_json_is_a_result_or_a_decode_error(operation: str, body: Any) -> None:
    with suppress(DecodeError):
        PARSERS[operation](body)


def test_the_parsers_are_those_of_the_calls(colour: str) -> None:
    for example in EXAMPLES:
        result = call(colour, Service(ok(example.value)), QUERIES[example.operation])
        assert result == PARSERS[example.operation](example.value)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.operation}-{each.name}")
def test_members_nobody_knows_are_kept(example: Any) -> None:
    body = {**example.value, "novaCost": 3}
    result = call("sync", Service(ok(body)), QUERIES[example.operation])
    if isinstance(result, Table | Chart):
        assert result.raw["novaCost"] == 3
