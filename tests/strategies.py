"""Hypothesis strategies that several rooms of the tests share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from amplitude_api import facts
from hypothesis import strategies as st
from orjson import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterator

from amplitude_sdk import DeliveryConfig, EventQuery, Segment
from amplitude_sdk.queries.terms import OPERATORS

calendar_days = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))
"""Real days, with a margin so that no time zone pushes them off the calendar."""

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
"""Time zones as whole minutes from UTC."""

moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001  the zone comes with the next argument
    max_value=datetime(2199, 12, 31),  # noqa: DTZ001
    timezones=st.one_of(st.just(UTC), offsets),
)
"""Aware datetimes, microseconds included."""

whole_seconds = moments.map(lambda moment: moment.replace(microsecond=0))
"""Aware datetimes without fractions of a second."""

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=8,
)
"""JSON of any shape, small."""

_SHOWN = f"{DeliveryConfig()!r} {' '.join(facts.OPERATIONS)}"

credential_texts = st.text(
    st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=16, max_size=40
).filter(lambda text: len(set(text)) > 6 and text not in _SHOWN)
"""Keys with every character a key can have, those included that URLs, JSON or HTML escape.

None is the name of a setting or an operation, which Hypothesis likes to try and a repr may show."""


_filled = st.text(min_size=1, max_size=8)
_values = st.lists(st.text(max_size=8), min_size=1, max_size=3)
_kinds = st.sampled_from(["event", "user"])


@st.composite
def event_queries(draw: st.DrawFn, *, grouped: bool = True) -> EventQuery:
    """Events with up to two conditions and, where they may have them, up to two group-bys."""
    query = EventQuery(draw(_filled))
    for _ in range(draw(st.integers(0, 2))):
        operator: Any = draw(st.sampled_from(OPERATORS))
        query = query.where(draw(_kinds), draw(_filled), operator, draw(_values))
    for _ in range(draw(st.integers(0, 2 if grouped else 0))):
        query = query.group_by(draw(_kinds), draw(_filled))
    return query


@st.composite
def segments(draw: st.DrawFn) -> Segment:
    """Segments of one to three conditions, of all kinds."""
    segment = Segment()
    for kind in draw(
        st.lists(st.sampled_from(["where", "cohort", "performed"]), min_size=1, max_size=3)
    ):
        if kind == "where":
            operator: Any = draw(st.sampled_from(OPERATORS))
            segment = segment.where(draw(_filled), operator, draw(_values))
        elif kind == "cohort":
            segment = segment.cohort(*draw(_values))
        else:
            times: Any = draw(
                st.sampled_from(
                    [
                        {},
                        {"time_type": "allTime"},
                        {"time_type": "forEachInterval", "time_value": 7},
                    ]
                )
            )
            event = draw(event_queries(grouped=False))
            segment = segment.performed(event, draw(_filled), draw(st.integers(0, 99)), **times)
    return segment


class Plan(StrEnum):
    """An enum of texts."""

    PRO = "pro"


class Mixed(str, Enum):  # noqa: UP042  the older spelling, whose str() is not its value
    """An enum whose members are texts as well."""

    KEY = "key"


class Level(Enum):
    """An enum of anything."""

    ONE = 1
    SOON = date(2026, 3, 1)
    LIST = ("a", 1.5)
    NOTHING = None


class Text(str):
    """A text with a `str` of its own."""

    __slots__ = ()

    def __str__(self) -> str:
        return "something else"


class Odd(str):
    """A text that no dict finds under its letters."""

    __slots__ = ()

    def __hash__(self) -> int:
        return 7


class Count(int):
    """An integer by another name."""


class Share(float):
    """A float by another name."""


class Record(NamedTuple):
    """A tuple by another name."""

    key: str
    value: object


class Bag(dict[Any, Any]):
    """A dict by another name."""


@dataclass
class Point:
    """A dataclass, which has no documented form."""

    x: int = 1


class Scalar:
    """A single value as numpy has them."""

    shape = ()

    def __init__(self, value: object) -> None:
        self._value = value

    def item(self) -> object:
        return self._value

    def __repr__(self) -> str:
        return f"Scalar({self._value!r})"


class Broken(Mapping[str, object]):
    """A mapping that cannot be read."""

    def __getitem__(self, key: str) -> object:
        raise OSError(key)

    def __iter__(self) -> Iterator[str]:
        raise OSError("gone")

    def __len__(self) -> int:
        return 1


_texts = st.one_of(
    st.text(max_size=8),
    st.text(st.characters(categories=["Cs", "L"]), min_size=1, max_size=3),
    st.integers(1020, 1030).map(lambda length: "é" * length),
    st.sampled_from(["null", "", "NaN", "\ud800", "\x00"]),
)
_numbers = st.one_of(
    st.integers(),
    st.integers(-(2**63) - 1, 2**64),
    st.floats(),
    st.decimals(places=3),
    st.sampled_from([10**400, Decimal("1E400"), Decimal("sNaN"), -0.0]),
)
_dates = st.one_of(
    moments,
    st.datetimes(),
    calendar_days,
    st.sampled_from([datetime.max.replace(tzinfo=timezone(-timedelta(hours=1)))]),
)
_named = st.one_of(
    st.sampled_from([*Plan, *Mixed, *Level]),
    st.uuids(),
    st.text(max_size=3).map(Text),
    st.integers().map(Count),
    st.floats().map(Share),
)
_foreign = st.sampled_from(
    [object(), b"x", bytearray(b"y"), 1j, range(3), Point(), Broken(), int, Fragment(b"{")]
)
_keys = st.text(max_size=4) | st.sampled_from(
    [*Plan, *Mixed, Text("key"), 7, None, "\ud800", "key"]
)

python_scalars = st.one_of(st.none(), st.booleans(), _texts, _numbers, _dates, _named)
"""Values that stand alone, most of them with a documented form in JSON."""


def _containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    few = st.lists(inner, max_size=3)
    members = st.dictionaries(st.text(max_size=4), inner, max_size=3)
    return st.one_of(
        few,
        few.map(tuple),
        st.frozensets(python_scalars.filter(_can_be_in_a_set), max_size=3),
        st.sets(st.text(max_size=2), max_size=3),
        members,
        members.map(Bag),
        members.map(MappingProxyType),
        st.dictionaries(_keys, inner, max_size=3),
        st.builds(Record, st.text(max_size=2), inner),
        inner.map(Scalar),
        st.tuples(st.integers(38, 42), inner).map(_nested),
    )


def _can_be_in_a_set(value: object) -> bool:
    return not (isinstance(value, Decimal) and value.is_snan())


def _nested(layers: tuple[int, Any]) -> Any:
    count, value = layers
    for _ in range(count):
        value = [value]
    return value


python_values = st.recursive(python_scalars | _foreign, _containers, max_leaves=6)
"""Anything at all: what JSON has, what is converted to it, and what is refused."""
