"""Every kind of value that somebody may put into an event, and every place where it may stand.

A kind has values of its own, most of them at the edge of what can be sent. Random values of all
kinds at once would meet each edge once in thousands of events; kind by kind, all of them are met.
"""

from __future__ import annotations

import re
import threading
from collections import ChainMap, OrderedDict, UserDict, UserList, UserString, defaultdict, deque
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from types import MappingProxyType, SimpleNamespace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hypothesis import strategies as st
from orjson import Fragment

from tests.sdk.delivery.foreign_types import (
    SURROGATE,
    Anything,
    Bits,
    Column,
    Count,
    Failing,
    Forged,
    Holiday,
    Key,
    Marks,
    Mixed,
    Money,
    Nanoseconds,
    NotATime,
    Nowhere,
    Pairs,
    Plan,
    Rate,
    Row,
    Share,
    Size,
    Sly,
    Stamp,
    Text,
    Ticket,
    Touchy,
    Twice,
    Undecided,
    Unreadable,
    held,
)
from tests.strategies import Bag, Broken, Odd, Point, Record, Scalar, json_values, moments

if TYPE_CHECKING:
    from collections.abc import Callable


def _failing_key() -> dict[Any, Any]:
    key = Key()
    members = {"a": 1, key: 2}
    key.is_in = True
    return members


def _loop(kind: str) -> Any:
    """A container that contains itself, at once or further in."""
    of_lists: list[Any] = [1]
    if kind == "list":
        of_lists.append(of_lists)
        return of_lists
    if kind == "tuple":
        of_lists.append((of_lists,))
        return (of_lists,)
    if kind == "enum":
        member = held(None)
        member._value_ = member
        return member
    members: dict[str, Any] = {"a": 1}
    members["b"] = members if kind == "dict" else [MappingProxyType(members)]
    return members


def nested(kind: Callable[[Any], Any], layers: int, core: Any) -> Any:
    """A value in so many containers."""
    for _ in range(layers):
        core = kind(core)
    return core


NATIVE: list[Callable[[Any], Any]] = [
    lambda inner: [inner],
    lambda inner: (inner,),
    lambda inner: {"k": inner},
    lambda inner: [1, "text", inner, None],
    lambda inner: {"a": 1.5, "b": inner, "c": True},
    lambda inner: [UUID(int=1), (inner, inner)],
]
"""What the encoder writes by itself, others beside it included."""

LAYERS: list[Callable[[Any], Any]] = [
    *NATIVE[:3],
    lambda inner: Bag(k=inner),
    lambda inner: MappingProxyType({"k": inner}),
    lambda inner: OrderedDict(k=inner),
    lambda inner: Record("k", inner),
    lambda inner: Scalar([inner]),
    lambda inner: [held(inner)],
]
"""Containers of one element, each a layer."""

WRAPPERS: list[Callable[[Any], Any]] = [
    *LAYERS,
    *NATIVE[3:],
    lambda inner: {"when": date(2026, 3, 1), "é": inner},
    Scalar,
    held,
]
"""What a value may stand in; some convert, some do not, some hold others beside it."""


def _made(*makers: Callable[[], Any]) -> st.SearchStrategy[Any]:
    """Values made anew for each event; Hypothesis would look into those it samples from."""
    return st.sampled_from(makers).map(lambda make: make())


_edges = st.sampled_from([-(2**63), 2**63 - 1, 2**63, 2**64 - 1, 2**53 + 1, 0, -1])
_beyond = st.sampled_from([-(2**63) - 1, 2**64, 10**30, -(10**400), 10**5000])
_lengths = st.sampled_from([1023, 1024, 1025, 3000])
_letters = st.sampled_from(["x", "é", "🙂", '"'])
_long = st.builds(lambda length, letter: letter * length, _lengths, _letters)
_plain = st.sampled_from(["", "null", "NaN", "\x00", "\u2028", "é", "🙂", '"\\', "-", "1"])
_halves = st.sampled_from([SURROGATE, "\udfff", "é\ud800é", "\ud83d\ude00", "x" * 2000 + "\ud800"])
_digits = st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.sampled_from(
    [Decimal("0.1"), Decimal("1E+5"), Decimal("-0"), Decimal("1E-400"), Decimal("9" * 40)]
)
_no_numbers = st.sampled_from([float("nan"), float("inf"), -float("inf")])
_keys = st.sampled_from([7, None, True, 1.5, b"k", (), date(2026, 3, 1), UUID(int=7), Size.SMALL])
_zones = st.sampled_from(
    [UTC, timezone(timedelta(hours=-11)), timezone(timedelta(hours=5, minutes=45, seconds=30))]
)
_depths = st.sampled_from([36, 37, 38, 39, 40, 41, 99])
_stamps = st.builds(lambda moment: Stamp.fromisoformat(moment.isoformat()), moments)

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "json": json_values,
    "text": st.text(max_size=8) | _plain,
    "text near the limit": _long,
    "text with half a character": _halves,
    "text of a type of its own": (_plain | _long | st.text(max_size=3)).map(Text),
    "text that hides what it is": (_plain | _long | _halves).map(Sly),
    "boolean": st.booleans(),
    "integer": st.integers(-(2**63), 2**64 - 1) | _edges,
    "integer beyond 64 bits": _beyond,
    "integer of a type of its own": (st.integers() | _edges | _beyond | st.just(1)).map(Count),
    "float": st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([-0.0, 5e-324, 1e308, 1e16, 0.1]),
    "float that is no number": _no_numbers,
    "float of a type of its own": (
        st.floats() | _no_numbers | st.sampled_from([1.0, -0.0, 3e20])
    ).map(Share),
    "Decimal": _digits,
    "Decimal that is no number": st.sampled_from(
        [Decimal(each) for each in ("NaN", "sNaN", "-Infinity", "1E400", "-1E999999")]
    ),
    "Decimal of a type of its own": (_digits | st.just(Decimal("NaN"))).map(Money),
    "UUID": st.uuids(),
    "UUID of a type of its own": st.uuids().map(lambda each: Ticket(int=each.int)),
    "enum of texts": st.sampled_from([*Plan, *Mixed]),
    "enum of numbers": st.sampled_from([*Size, *Rate, *Bits, Bits.A | Bits.B, Bits(0), *Marks]),
    "enum of anything": st.sampled_from(Anything),
    "aware datetime": moments | st.builds(datetime.replace, moments, tzinfo=_zones),
    "naive datetime": st.datetimes() | st.just(datetime(2026, 3, 1, tzinfo=Undecided())),
    "date": st.dates() | st.dates().map(lambda day: Holiday(day.year, day.month, day.day)),
    "datetime of a type of its own": _stamps,
    "moment outside the calendar": st.sampled_from(
        [
            datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))),
            datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
        ]
    ),
    "datetime that is none": _made(
        lambda: NotATime(2026, 3, 1),
        lambda: datetime(2026, 3, 1, tzinfo=Nowhere()),
        lambda: Unreadable(2026, 3, 1),
        lambda: Forged(2026, 3, 1, tzinfo=UTC),
    ),
    "set": st.sets(st.text(max_size=2) | st.integers(-9, 9), max_size=4)
    | st.frozensets(st.dates() | _digits | st.sampled_from(Plan), max_size=3),
    "tuple": st.tuples(_digits, st.dates()) | st.builds(Row, st.text(max_size=2), _digits),
    "mapping": st.dictionaries(st.text(max_size=2), st.dates() | _digits, max_size=3).flatmap(
        lambda members: st.sampled_from(
            [
                members,
                Bag(members),
                MappingProxyType(members),
                UserDict(members),
                ChainMap({"a": 1}, members),
                defaultdict(list, members),
            ]
        )
    ),
    "key of a type of its own": st.sampled_from([*Plan, *Mixed, Text("é"), Odd("k"), Sly("k"), ""])
    .map(lambda key: {key: 1}),
    "key that is no text": st.builds(lambda key, value: {"a": 1, key: value}, _keys, json_values),
    "key that is half a character": (_halves | _halves.map(Sly)).map(
        lambda key: {"a": 1, key: 2}
    ),
    "key as long as it likes": _long.map(lambda key: {key: key}),
    "key given twice": st.sampled_from(
        [{Odd("key"): 1, "key": 2}, {"key": 2, Odd("key"): [date(2026, 3, 1)]}, Twice(a=1)]
    ),
    "scalar of numpy": (
        json_values | _digits | moments | _edges | _plain | st.sampled_from(Anything) | _long
    ).map(Scalar),
    "scalar that is none": st.sampled_from(
        [
            Scalar(float("nan")),
            Scalar(b"x"),
            Scalar(2**64),
            Scalar(Scalar(1)),
            Nanoseconds(1772388000000000000),
            Column(1),
            Failing(1),
        ]
    ),
    "container that contains itself": st.sampled_from(["list", "tuple", "dict", "mapping", "enum"]).map(
        _loop
    ),
    "deep nest": st.builds(nested, st.sampled_from(LAYERS), _depths, _digits | _no_numbers),
    "deep nest of JSON": st.builds(nested, st.sampled_from(NATIVE[:3]), _depths, _plain),
    "endless nest": st.sampled_from(LAYERS).map(lambda kind: nested(kind, 300, 1)),
    "what is read once": st.sampled_from([iter, lambda of: (each for each in of), enumerate, reversed]).map(
        lambda kind: kind([1, 2, 3])
    ),
    "what looks like a container": st.sampled_from(
        [
            range(3),
            deque([1]),
            {"a": 1}.keys(),
            {"a": 1}.values(),
            {"a": 1}.items(),
            UserList([1]),
            UserString("text"),
            Point(),
            SimpleNamespace(a=1),
            memoryview(b"x"),
            bytearray(b"x"),
            b"x",
        ]
    ),
    "anything else": st.sampled_from(
        [
            object(),
            object,
            Scalar,
            len,
            re.compile("x"),
            timedelta(1),
            time(9, 30),
            Fraction(1, 3),
            1j,
            PurePosixPath("/"),
            ...,
            NotImplemented,
            ValueError("x"),
            Fragment(b"{"),
            UTC,
            threading.Lock(),
            re,
        ]
    ),
    "what cannot be read": _made(Broken, Pairs, Touchy, _failing_key),
}  # fmt: skip
"""Values by what they are."""


@st.composite
def placed(draw: st.DrawFn, kind: str) -> Any:
    """A value of a kind, up to four containers deep, with others beside it."""
    value, wrappers = draw(KINDS[kind]), draw(st.sampled_from([NATIVE, WRAPPERS]))
    for wrap in draw(st.lists(st.sampled_from(wrappers), max_size=4)):
        value = wrap(value)
    return value
