"""Each check returns what it was given, or names the argument and what is wrong with it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries import checks


def refusal(use: Any, *arguments: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as error:
        use(*arguments)
    return error.value.field, error.value.problem


@pytest.mark.parametrize("value", ["", None, 5, b"a", ["a"]])
def test_a_text_that_is_not_empty(value: Any) -> None:
    says = ("name", f"expected a non-empty text, got {value!r}")
    assert checks.filled("a", "name") == "a"
    assert refusal(checks.filled, value, "name") == says
    if value is not None:
        assert refusal(checks.filled_or_none, value, "name") == says


def test_a_text_or_none() -> None:
    assert checks.filled_or_none("a", "name") == "a"
    assert checks.filled_or_none(None, "name") is None
    assert [checks.text_or_none(value, "name") for value in ("a", "", None)] == ["a", "", None]
    assert refusal(checks.text_or_none, 5, "name") == ("name", "expected a text, got 5")


def test_one_text_or_several() -> None:
    assert checks.texts("a", "name") == ["a"]
    assert checks.texts(("a", "b"), "name") == ["a", "b"]
    assert checks.texts(iter(["a"]), "name") == ["a"]
    assert checks.texts([], "name") == []


@pytest.mark.parametrize("value", [5, None, {"a": 1}, b"ab", bytearray(b"ab")])
def test_what_is_no_text_and_not_several(value: Any) -> None:
    says = ("name", f"expected one text or several texts, got {value!r}")
    assert refusal(checks.texts, value, "name") == says


@pytest.mark.parametrize("value", ["", [""], ["a", 5]])
def test_none_of_several_texts_is_empty(value: Any) -> None:
    found = value[-1] if isinstance(value, list) else value
    says = ("name", f"expected a non-empty text, got {found!r}")
    assert refusal(checks.texts, value, "name") == says


def test_a_whole_number() -> None:
    assert checks.whole_number(5, "n") == 5
    assert checks.whole_number(np.int64(5), "n") == 5
    assert type(checks.whole_number(np.int64(5), "n")) is int
    assert checks.whole_numbers([1, np.int8(2)], "n") == [1, 2]
    assert checks.whole_numbers(iter([]), "n") == []


@pytest.mark.parametrize("value", [True, 5.0, "5", None])
def test_what_is_no_whole_number(value: Any) -> None:
    says = ("n", f"expected a whole number, got {value!r}")
    assert checks.as_whole(value) is None
    assert refusal(checks.whole_number, value, "n") == says
    assert refusal(checks.whole_numbers, [1, value], "n") == says


@pytest.mark.parametrize("value", [5, None, "12", {1: 2}, b"12", bytearray(b"12")])
def test_what_is_not_several_whole_numbers(value: Any) -> None:
    says = ("n", f"expected several whole numbers, such as [7, 8], got {value!r}")
    assert refusal(checks.whole_numbers, value, "n") == says


def test_a_switch() -> None:
    assert [checks.switch(value, "on") for value in (True, False)] == [True, False]
    assert refusal(checks.switch, 1, "on") == ("on", "expected True or False, got 1")


def test_an_end_does_not_lie_before_its_start() -> None:
    early, late = "2026-03-01T10:00:00+01:00", "2026-03-01T09:30:00Z"
    for start, end in ((early, late), (early, early), (None, early), (late, None)):
        checks.check_order(start, end, "end")
    says = ("end", f"{early} lies before the start, {late}")
    assert refusal(checks.check_order, late, early, "end") == says


def test_the_kinds_of_property_and_the_operators() -> None:
    assert [checks.check_type("event"), checks.check_type("user")] == ["event", "user"]
    says = ("type", """'group' is not a kind of property; use "event" or "user\"""")
    assert refusal(checks.check_type, "group") == says
    checks.check_operator("is not")
    field, problem = refusal(checks.check_operator, "isn't")
    assert field == "op"
    assert problem.startswith('"isn\'t" is not an operator; use one of is, is not, contains, ')


def test_further_parameters_are_a_mapping() -> None:
    assert checks.extra(None) is None
    assert checks.extra({"a": 1}) == {"a": 1}
    says = ("extra_query", """expected a mapping such as {"name": "value"}, got 'a=1'""")
    assert refusal(checks.extra, "a=1") == says
    assert refusal(checks.extra, {"": 1}) == ("extra_query", "expected a non-empty text, got ''")
    assert refusal(checks.extra, {5: 1}) == ("extra_query", "expected a non-empty text, got 5")
