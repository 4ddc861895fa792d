"""What is plain takes a short way; the long way must lead to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amplitude_sdk.emulator.ingestion.event_record import as_stored, completed
from amplitude_sdk.emulator.ingestion.event_rules import faults_of
from amplitude_sdk.emulator.ingestion.plain_events import _SHAPES, PlainEvents
from tests.emulator.calls import event

if TYPE_CHECKING:
    from collections.abc import Mapping

IDS = st.sampled_from(["user-1", "user", "", "None", "000-000", "x" * 1025, 7, None, "000001"])
SCALARS = st.sampled_from(
    ["", "a", "x" * 1024, "x" * 1025, 0, 2**63, -(2**63), 1.0, 1.5, True, None]
)
KEYS = st.sampled_from(["", "plan", "$set", "$odd", "x" * 1025, "\0", "\u202e", "🎵"])
"""Few, because finding out about all characters makes the first run of a checkout slow."""

VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
)
NAMES = [
    "time",
    "session_id",
    "country",
    "language",
    "currency",
    "price",
    "quantity",
    "revenue",
    "ip",
]
MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "user_id": IDS,
        "device_id": IDS,
        "insert_id": IDS,
        "event_type": st.sampled_from(
            ["A", "", "$identify", "$groupidentify", "[Amplitude] Revenue", "x" * 1025, 1, None]
        ),
        **dict.fromkeys(NAMES, SCALARS),
        **dict.fromkeys(
            ["event_properties", "user_properties", "groups", "plan", "unknown"], VALUES
        ),
        "group_properties": st.dictionaries(st.sampled_from(["$set", "a"]), VALUES),
    },
)


@given(MEMBERS, st.sampled_from([1, 5, 2000]))
@example({"event_type": "A", "user_id": "user-1"}, 5)
@example({"event_type": "A", "user_id": "user-1", "user_properties": {"$set": {}, "a": 1}}, 5)
def test_what_is_plain_is_valid_and_stored_as_the_long_way_stores_it(
    sent: dict[str, Any], min_id_length: int
) -> None:
    if PlainEvents().include(sent, min_id_length):
        assert not faults_of([sent], min_id_length)
        long_way = as_stored(sent, now=5, client="192.0.2.1")
        assert completed(dict(sent), now=5) == long_way


USUAL: list[Mapping[str, Any]] = [
    {},
    {"device_id": "device-1", "insert_id": "a", "language": "en", "session_id": -1},
    {"event_properties": {"a": "b", "c": 1, "d": True, "e": None}},
    {"user_properties": {"plan": "pro"}},
]


@pytest.mark.parametrize("members", USUAL)
def test_usual_events_are_plain(members: Mapping[str, Any]) -> None:
    assert PlainEvents().include(event(**members), 5)


def test_events_of_one_shape_are_told_apart_by_their_values() -> None:
    plain = PlainEvents()
    assert plain.include(event(user_id="user-1", country="Italy"), 5)
    assert not plain.include(event(user_id="None!"[:4], country="Italy"), 4)
    assert not plain.include(event(user_id="user-1", country="x" * 1025), 5)
    assert not plain.include(event(user_id="user-1", country="Italy", time=2**63), 5)
    assert plain.include(event(user_id="user-1", country="Italy"), 5)


@pytest.mark.parametrize("name", ["event_properties", "user_properties"])
def test_texts_of_properties_are_plain_up_to_the_length_that_is_stored(name: str) -> None:
    plain = PlainEvents()
    assert plain.include(event(**{name: {"a": "x" * 1024}}), 5)
    assert not plain.include(event(**{name: {"a": "x" * 1025}}), 5)


def test_shapes_without_end_take_little_memory() -> None:
    plain = PlainEvents()
    for number in range(_SHAPES + 2):
        plain.include({f"member-{number}": 1}, 5)
    assert len(plain._shapes) == 2
