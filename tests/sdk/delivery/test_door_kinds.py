"""Every kind of value in every place of an event: sent as documented, or refused by name."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from decimal import Decimal
from math import nan
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.members import WIRE_NAMES
from amplitude_sdk.errors import ConfigurationError, ValidationError
from tests.sdk.delivery.foreign_types import held
from tests.sdk.delivery.kinds import KINDS, placed
from tests.sdk.delivery.oracle import MEMBERS, Refused, event_of, notes_of, picture, same
from tests.strategies import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOORS = {validate: Door(Rules(map_language=False, validate=validate)) for validate in (True, False)}
"""By whether they check."""

NAME, USER = "Recipe Opened", "mira.holm"
MOMENT = datetime(2026, 3, 1, 18, tzinfo=UTC)
OBJECTS = sorted(name for name, member in MEMBERS.items() if "object" in member.types)
"""Members that hold values of any kind."""

ARGUMENTS = [*sorted(MEMBERS), *["time"] * 10]
"""Members; `time` has conversions of its own."""

SHAPES: list[Callable[[Any], Any]] = [
    lambda value: value,
    lambda value: {"x": value},
    lambda value: {"a": 1, "x": value, "z": [1.5]},
]
"""What a value is made an object by."""

BESIDE: list[dict[str, Any]] = [
    {},
    {"app_version": "é", "price": 1.5},
    {"price": Decimal("0.10"), "city": "x" * 1025},
    {"plan": {"branch": "main", "tags": ("a",)}},
]
"""Other arguments, of which some have to be converted and some do not."""


@pytest.fixture(autouse=True, scope="module")
def _far_from_utc() -> Iterator[None]:
    """A naive datetime is not a moment of this machine, wherever that stands."""
    if not hasattr(time, "tzset"):
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "XXX+07:30")
        time.tzset()
        yield
    time.tzset()


def decoded(data: bytes) -> dict[str, Any]:
    event: dict[str, Any] = json.loads(data, parse_float=Decimal)
    return event


def check(arguments: dict[str, Any], event_type: Any = NAME) -> None:
    """An event is sent as the documentation says or refused, and what was given is left alone."""
    before = picture(arguments)
    for validate, door in DOORS.items():
        try:
            wanted = event_of(event_type, arguments, validate=validate)
        except Refused:
            check_refusal(arguments, event_type, door)
        else:
            notes = notes_of(event_type, arguments) if validate else []
            check_event(arguments, event_type, door, wanted, sorted(notes))
    assert picture(arguments) == before


def check_refusal(arguments: dict[str, Any], event_type: Any, door: Door) -> None:
    with pytest.raises(ValidationError) as error:
        door.track(event_type, dict(arguments))
    assert error.value.field.partition(".")[0].partition("[")[0] in MEMBERS
    with pytest.raises(ValidationError):
        door.event(by_wire_name(event_type, arguments))


def check_event(
    arguments: dict[str, Any], event_type: Any, door: Door, wanted: Any, said: list[str]
) -> None:
    data, notes = door.track(event_type, dict(arguments))
    sent = decoded(data)
    added = {name: sent.pop(name) for name in ("time", "insert_id") if name not in wanted}
    assert all(added.values())
    assert same(sent, wanted)
    assert sorted(notes) == said
    uploaded = door.event(by_wire_name(event_type, arguments))
    assert same(decoded(uploaded.data), {"insert_id": uploaded.insert_id, **wanted})
    assert len(uploaded.notes) == len(notes)


def by_wire_name(event_type: Any, arguments: dict[str, Any]) -> dict[str, Any]:
    members = {**arguments, "event_type": event_type}
    return {WIRE_NAMES[name]: value for name, value in members.items()}


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_value_may_stand_anywhere_in_an_object(kind: str, data: st.DataObject) -> None:
    value = data.draw(placed(kind))
    place = data.draw(st.sampled_from(OBJECTS))
    shape = data.draw(st.sampled_from(SHAPES))
    beside = data.draw(st.sampled_from(BESIDE))
    check({"user_id": USER, **beside, place: shape(value)})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=60)
@given(data=st.data())
def test_a_value_may_be_an_argument(kind: str, data: st.DataObject) -> None:
    wrap = data.draw(st.sampled_from([lambda it: it, lambda it: it, held, Scalar]))
    value = wrap(data.draw(KINDS[kind]))
    name = data.draw(st.sampled_from(ARGUMENTS))
    if name == "event_type":
        check({"user_id": USER}, value)
    else:
        check({"user_id": USER, "price": 1, name: value})


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_value_may_stand_under_every_event(kind: str, data: st.DataObject) -> None:
    defaults = {"device_id": "device-1", "event_properties": {"x": data.draw(placed(kind))}}
    before = picture(defaults)
    rules = Rules(map_language=False, defaults=defaults)
    try:
        wanted = event_of(NAME, defaults, validate=True)
        is_short = not notes_of(NAME, defaults)
    except Refused:
        wanted, is_short = {}, False
    if is_short:
        door = Door(rules)
        for members in ({"city": "Oslo"}, {"city": "Oslo", "user_properties": {"a": {1}}}):
            sent = decoded(door.track(NAME, dict(members))[0])
            assert same(sent["event_properties"], wanted["event_properties"])
            assert (sent["city"], sent["device_id"]) == ("Oslo", "device-1")
        own = {"user_id": USER, "event_properties": {}}
        assert decoded(door.track(NAME, own)[0])["event_properties"] == {}
    else:
        with pytest.raises(ConfigurationError, match=r"^event_defaults\.event_properties"):
            Door(rules)
    assert picture(defaults) == before


@pytest.mark.parametrize("validate", DOORS)
@pytest.mark.parametrize("wrap", [lambda it: it, lambda it: [MOMENT, it], lambda it: {"k": (it,)}])
def test_what_is_read_once_is_left_to_the_caller(wrap: Any, *, validate: bool) -> None:
    numbers = (each for each in (1, 2, 3))
    with pytest.raises(ValidationError, match="a generator has no JSON form"):
        DOORS[validate].track(NAME, {"user_id": USER, "event_properties": {"x": wrap(numbers)}})
    assert [*numbers] == [1, 2, 3]


class Meddler(Scalar):
    """A scalar that changes what it stands in when it is first read."""

    def __init__(self, change: Any, where: Any) -> None:
        super().__init__(1)
        self._change, self._where = change, where

    def item(self) -> object:
        change, self._change = self._change, lambda where: None
        change(self._where)
        return 1


@pytest.mark.parametrize("validate", DOORS)
@pytest.mark.parametrize(
    ("kind", "change", "is_sent"),
    [
        (dict, lambda where: where.clear(), False),
        (dict, lambda where: where.update(late=1), False),
        (dict, lambda where: where["z"].append(nan), False),
        (dict, lambda where: where["z"].append(where), False),
        (dict, lambda where: where["z"].append(MOMENT), True),
        (list, lambda where: where.clear(), True),
        (list, lambda where: where.append(1), True),
        (list, lambda where: where.append(object()), False),
        (list, lambda where: where[2].append(where), False),
    ],
)
def test_what_changes_while_it_is_read_is_sent_as_json_or_refused(
    kind: Any, change: Any, *, is_sent: bool, validate: bool
) -> None:
    where: Any = {"a": 1} if kind is dict else [1]
    meddler = Meddler(change, where)
    if kind is dict:
        where |= {"m": meddler, "z": [MOMENT]}
    else:
        where += [meddler, [MOMENT]]
    given_members = {"user_id": USER, "event_properties": {"x": where}}
    if is_sent:
        sent = decoded(DOORS[validate].track(NAME, given_members)[0])
        assert sent["event_properties"]["x"] == decoded_of(where, kind)
    else:
        with pytest.raises(ValidationError):
            DOORS[validate].track(NAME, given_members)


def decoded_of(where: Any, kind: Any) -> Any:
    """What is left of a container, with what was read before it changed."""
    text = "2026-03-01T18:00:00"
    if kind is dict:
        return {"a": 1, "m": 1, "z": [text, text]}
    return [1, 1, [text], 1] if where else [1, 1]
