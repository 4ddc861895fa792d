"""Python values become JSON values faithfully, or are refused by the path where they stand."""

from __future__ import annotations

import copy
import json
from collections import ChainMap, OrderedDict
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from math import inf, nan
from types import MappingProxyType
from typing import Any
from uuid import UUID

import orjson
import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.values import MOST_LAYERS, Converter, is_native, texts_fit
from amplitude_sdk.errors import ValidationError
from tests.sdk.delivery.foreign_types import Forged, Money, Sly, Ticket, Unreadable
from tests.strategies import Count, Odd, Share, json_values, python_values

NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose
LIMIT = facts.MAX_STRING_LENGTH
DEPTH = facts.MAX_PROPERTY_DEPTH


class Colour(Enum):
    RED = "red"


class Mixed(str, Enum):  # noqa: UP042  the older spelling, whose str() is not its value
    PRO = "pro"


class Plan(StrEnum):
    FREE = "free"


class Size(IntEnum):
    L = 3


class Text(str):
    """A text with a `str` of its own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


class Scalar:
    """A single value as numpy has them."""

    shape = ()
    dtype = "int64"

    def __init__(self, value: Any) -> None:
        self._value = value

    def item(self) -> Any:
        return self if self._value is self else self._value


class Endless(Scalar):
    """A scalar whose `item` is a scalar again, as numpy's long double has it."""

    def __init__(self) -> None:
        self._value = self


class Nanoseconds(Scalar):
    """A time as numpy has it when it is finer than Python's."""

    class dtype:  # noqa: N801  an attribute
        kind = "M"


class NotATime(datetime):
    """A datetime as pandas has it where there is none."""

    def __ne__(self, other: object) -> bool:
        return True

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = datetime.__hash__


class Column(Scalar):
    """A column of a table."""

    shape = (3,)


def converted(value: Any) -> Any:
    """The value after conversion and a trip over the wire."""
    return json.loads(orjson.dumps({"x": Converter().convert(value, "x")}))["x"]


def refusal(value: Any, path: str = "event_properties") -> ValidationError:
    with pytest.raises(ValidationError) as refused:
        Converter().convert(value, path)
    return refused.value


@given(json_values)
def test_json_stays_as_it_is(value: Any) -> None:
    assert converted(value) == value


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (NAIVE.replace(tzinfo=UTC), "2026-03-01T09:30:00"),
        (NAIVE.replace(tzinfo=timezone(timedelta(hours=2))), "2026-03-01T07:30:00"),
        (NAIVE, "2026-03-01T09:30:00"),
        (date(2026, 3, 1), "2026-03-01"),
        (Decimal("19.90"), 19.9),
        (Decimal("-1E+3"), -1000.0),
        (Decimal("0.1234567890123456789"), 0.1234567890123456789),
        (Colour.RED, "red"),
        (Mixed.PRO, "pro"),
        (Plan.FREE, "free"),
        (Size.L, 3),
        (UUID("6c1f2b8e-90b4-4d1c-8a36-5f5f3f5d7c10"), "6c1f2b8e-90b4-4d1c-8a36-5f5f3f5d7c10"),
        (("a", 1), ["a", 1]),
        (frozenset({7}), [7]),
        ({7}, [7]),
        (Text("as it is"), "as it is"),
        (MappingProxyType({"a": 1}), {"a": 1}),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (ChainMap({"a": 1}, {"b": 2}), {"a": 1, "b": 2}),
        (Scalar(7), 7),
        (Scalar(NAIVE), "2026-03-01T09:30:00"),
        ({Mixed.PRO: 1, Plan.FREE: 2, Text("key"): 3}, {"pro": 1, "free": 2, "key": 3}),
        ([{"when": [date(2026, 3, 1)]}], [{"when": ["2026-03-01"]}]),
        (2**64 - 1, 2**64 - 1),
        (-(2**63), -(2**63)),
        (True, True),
        (None, None),
    ],
)
def test_a_conversion_keeps_the_meaning(value: Any, wire: Any) -> None:
    assert converted(value) == wire
    assert type(converted(value)) is type(wire)


@pytest.mark.parametrize(
    ("value", "kind"), [(Text("x"), str), (Plan.FREE, str), (Count(3), int), (Share(0.5), float)]
)
def test_types_of_their_own_become_plain_ones(value: Any, kind: type) -> None:
    assert type(Converter().convert(value, "x")) is kind


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (Money("1.50"), 1.5),
        (Ticket(int=7), "00000000-0000-0000-0000-000000000007"),
        (Sly("text"), "text"),
        ({Sly("key"): Count(7)}, {"key": 7}),
    ],
    ids=lambda value: type(value).__name__,
)
def test_how_a_type_of_its_own_shows_itself_does_not_matter(value: Any, wire: Any) -> None:
    assert converted(value) == wire


@pytest.mark.parametrize("kind", [Unreadable, Forged])
def test_a_datetime_without_a_text_is_refused(kind: Any) -> None:
    assert "is no date as text; pass a datetime" in refusal(kind(2026, 3, 1)).problem


def test_a_decimal_keeps_every_digit() -> None:
    written = orjson.dumps(Converter().convert(Decimal("0.12345678901234567890"), "x"))
    assert written == b"0.12345678901234567890"


@pytest.mark.parametrize(
    "value",
    [
        object(),
        b"bytes",
        bytearray(b"x"),
        1j,
        time(9, 30),
        timedelta(1),
        range(3),
        (each for each in "ab"),
        {"a": 1}.keys(),
        Exception("x"),
        int,
        Column([1, 2, 3]),
        Endless(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_has_no_json_form_is_refused(value: Any) -> None:
    error = refusal({"cart": [0, {"item": value}]})
    assert error.field == "event_properties.cart[1].item"
    assert f"a {type(value).__name__} has no JSON form; pass text, a number" in error.problem


@pytest.mark.parametrize(
    "value",
    [nan, inf, -inf, Decimal("NaN"), Decimal("sNaN"), Decimal("-Infinity"), Decimal("1E400")],
    ids=str,
)
def test_what_is_no_json_number_is_refused(value: Any) -> None:
    error = refusal({"price": value})
    assert error.field == "event_properties.price"
    assert "is not a JSON number; leave it out or send None" in error.problem


@pytest.mark.parametrize("value", [2**64, -(2**63) - 1, 10**30])
def test_a_number_beyond_64_bits_is_refused(value: int) -> None:
    assert "does not fit into 64 bits; send it as text" in refusal([value]).problem


@pytest.mark.parametrize("key", [1, None, (1,), True, b"x"])
def test_keys_are_text(key: Any) -> None:
    error = refusal({"a": {key: 1}})
    assert error.field == "event_properties.a"
    assert f"the key {key!r} is not text" in error.problem


def test_what_cannot_be_shown_is_refused_all_the_same() -> None:
    assert "a value of type int does not fit into 64 bits" in refusal([10**5000]).problem
    assert "the key a value of type tuple is not text" in refusal({(10**5000,): 1}).problem


def test_a_missing_time_is_refused() -> None:
    assert "is no time; leave it out or send None" in refusal(NotATime(1, 1, 1)).problem


def test_two_keys_of_one_text_are_refused() -> None:
    error = refusal({"a": {Odd("pro"): 1, "pro": 2}})
    assert error.field == "event_properties.a"
    assert "the key 'pro' stands there twice" in error.problem


def test_a_time_of_nanoseconds_is_refused() -> None:
    assert converted(Nanoseconds(NAIVE)) == "2026-03-01T09:30:00"
    assert "a time of nanoseconds is a bare number" in refusal(Nanoseconds(10**18)).problem


@pytest.mark.parametrize("value", ["\ud800", {"\udfff": 1}, ["a\ud800b"], Text("\ud800")])
def test_half_a_character_is_refused(value: Any) -> None:
    assert "contains a lone surrogate, which is not a character" in refusal(value).problem


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_a_moment_without_a_utc_form_is_refused(moment: datetime) -> None:
    assert refusal({"when": moment}).field == "event_properties.when"


def nested(levels: int, kind: Any) -> Any:
    value: Any = "core"
    for _ in range(levels):
        value = {"in": value} if kind is dict else kind([value])
    return value


@pytest.mark.parametrize("kind", [dict, list, tuple])
def test_forty_layers_are_taken_and_one_more_is_not(kind: Any) -> None:
    assert DEPTH == 40
    assert repr(converted(nested(DEPTH, kind))).count("core") == 1
    error = refusal(nested(DEPTH + 1, kind))
    assert f"nested deeper than {DEPTH} layers" in error.problem
    assert len(error.field) < 100


def test_what_contains_itself_is_refused() -> None:
    circle: dict[str, Any] = {}
    circle["again"] = [circle]
    assert "or containing itself" in refusal(circle).problem


@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1, 5 * LIMIT])
@pytest.mark.parametrize("letter", ["x", "é", "🙂"])
def test_a_long_text_is_truncated_with_a_note(length: int, letter: str) -> None:
    converter = Converter()
    kept = converter.convert({"text": letter * length}, "event_properties")
    assert kept["text"] == letter * min(length, LIMIT)
    note = f"event_properties.text: text of {length} characters truncated to {LIMIT}"
    assert converter.notes == ([] if length == LIMIT else [note])


def test_keys_are_not_truncated() -> None:
    assert converted({"k" * 2000: 1}) == {"k" * 2000: 1}


@given(json_values)
def test_the_caller_keeps_what_he_gave(value: Any) -> None:
    given_value = {"a": [value, {"text": "x" * 2000}]}
    before = copy.deepcopy(given_value)
    result = Converter().convert(given_value, "x")
    assert given_value == before
    assert result is not given_value
    assert result["a"] is not given_value["a"]


@given(st.text(max_size=20))
def test_text_is_sent_unchanged(text: str) -> None:
    try:
        assert converted(text) == text
    except ValidationError:
        assert any("\ud800" <= letter <= "\udfff" for letter in text)


class Fields(dict[str, Any]):
    """A dict by another name."""


@given(python_values)
def test_what_is_native_is_written_as_it_would_be_converted(value: Any) -> None:
    if not is_native(value):
        return
    try:
        written = orjson.dumps(value)
    except TypeError:
        refusal(value)
    else:
        converter = Converter(longest=10**6)
        assert written == orjson.dumps(converter.convert(value, "x"))


@given(json_values)
def test_json_is_native(value: Any) -> None:
    assert is_native(value)
    assert is_native((value, [value], {"a": value}))


@pytest.mark.parametrize(
    "value",
    [
        nan,
        -inf,
        NAIVE,
        Decimal(1),
        Plan.FREE,
        Size.L,
        Text("x"),
        Fields(a=1),
        Scalar(1),
        {1},
        b"x",
        orjson.Fragment(b"{"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_the_encoder_would_write_unfaithfully_is_not_native(value: Any) -> None:
    assert not is_native(value)
    assert not is_native([1, {"a": ("b", value)}])


@pytest.mark.parametrize("kind", [dict, list, tuple])
def test_native_values_are_nested_as_deep_as_the_converter_takes_them(kind: Any) -> None:
    assert is_native(nested(DEPTH, kind))
    assert not is_native(nested(DEPTH + 1, kind))
    assert not is_native(nested(100_000, tuple))


@pytest.mark.parametrize("kind", [dict, list])
def test_the_encoder_can_write_the_deepest_event(kind: Any) -> None:
    event = {"event_properties": nested(MOST_LAYERS, kind)}
    assert b"core" in orjson.dumps(event)
    with pytest.raises(orjson.JSONEncodeError, match="Recursion"):
        orjson.dumps({"event_properties": nested(MOST_LAYERS + 1, kind)})


@pytest.mark.parametrize("length", [LIMIT, LIMIT + 1])
@pytest.mark.parametrize(
    "around", [str, lambda text: {"a": [1, (text,)]}, lambda text: [{"a": text}]]
)
def test_texts_fit_when_nothing_would_be_truncated(length: int, around: Any) -> None:
    assert texts_fit(around("é" * length)) is (length == LIMIT)
    assert texts_fit({"k" * 2000: around("x")})
