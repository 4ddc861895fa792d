"""Tracking calls at the door: arguments become the JSON of an event, or are refused by name."""

from __future__ import annotations

import copy
import json
import sys
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from enum import StrEnum
from math import inf, nan
from time import time_ns
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from amplitude_api import facts

from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.values import MOST_LAYERS
from amplitude_sdk.errors import ConfigurationError, ValidationError
from tests.strategies import Odd

if TYPE_CHECKING:
    from types import FrameType

NAME = "Recipe Opened"
USER = "mira.holm"
MOMENT = datetime(2026, 3, 1, 18, tzinfo=UTC)
ARGUMENTS = [each.python_name for each in facts.EVENT_MEMBERS.values()]
RENAMED = {
    name: each.python_name for name, each in facts.EVENT_MEMBERS.items() if name != each.python_name
}
UNCHECKED = Rules(validate=False)


class Type(StrEnum):
    OPENED = "Recipe Opened"


class Nowhere(tzinfo):
    """A time zone that cannot be asked."""

    def utcoffset(self, moment: datetime | None) -> Any:
        raise OSError("no such zone")


def tracked(event_type: Any = NAME, rules: Rules | None = None, **members: Any) -> dict[str, Any]:
    """The event that leaves when `mira.holm` does something."""
    data, _ = Door(rules or Rules()).track(event_type, {"user_id": USER, **members})
    event: dict[str, Any] = json.loads(data)
    return event


def refused(event_type: Any = NAME, rules: Rules | None = None, **members: Any) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        Door(rules or Rules()).track(event_type, {"user_id": USER, **members})
    return error.value


def natively(rules: Rules | None = None, **members: Any) -> bytes | None:
    """The JSON of an event, when nothing in it needs conversion."""
    door = Door(rules or Rules())
    given = {"event_type": NAME, "user_id": USER, **members}
    return door._natively(given, door._types.arguments, time_ns())


def test_an_event_is_its_arguments_with_a_time_and_an_insert_id() -> None:
    before = time_ns() // 1_000_000
    event = tracked(event_properties={"a": [1, None]}, price=1.5)
    assert before <= event.pop("time") <= time_ns() // 1_000_000
    assert event.pop("insert_id")
    assert event == {
        "event_type": NAME,
        "user_id": USER,
        "event_properties": {"a": [1, None]},
        "price": 1.5,
    }


def test_a_given_time_and_insert_id_are_kept() -> None:
    event = tracked(time=7, insert_id="mine", device_id=None)
    assert (event["time"], event["insert_id"]) == (7, "mine")


@pytest.mark.parametrize("extra", [{}, {"city": None}, {"event_properties": {"at": MOMENT}}])
def test_every_event_gets_an_insert_id_of_its_own(extra: dict[str, Any]) -> None:
    assert len({tracked(**extra)["insert_id"] for _ in range(50)}) == 50


@pytest.mark.parametrize(("wire", "argument"), RENAMED.items())
def test_arguments_have_names_of_python(wire: str, argument: str) -> None:
    value = True if "boolean" in facts.EVENT_MEMBERS[wire].types else "x"
    event = tracked(price=1, **{argument: value})
    assert event[wire] == value
    assert argument not in event


@pytest.mark.parametrize(
    ("unknown", "meant"),
    [
        *RENAMED.items(),
        ("userId", "user_id"),
        ("deviceID", "device_id"),
        ("event_propertys", "event_properties"),
        ("userproperties", "user_properties"),
        ("appVersion", "app_version"),
        ("locationlat", "location_lat"),
    ],
)
def test_a_misspelt_argument_is_refused_with_the_one_meant(unknown: str, meant: str) -> None:
    error = refused(**{unknown: "x"})
    assert error.field == unknown
    assert f"did you mean {meant}?" in error.problem


def test_an_argument_is_found_whatever_kind_of_text_its_name_is() -> None:
    data, _ = Door(Rules()).track(NAME, {Odd("user_id"): USER})
    assert json.loads(data)["user_id"] == USER


def test_an_argument_nobody_knows_is_refused_with_advice() -> None:
    error = refused(zzz=1)
    assert "did you mean" not in error.problem
    assert "goes into event_properties" in error.problem
    assert "events.upload, which passes it through" in error.problem
    assert refused(rules=UNCHECKED, zzz=1).field == "zzz"


@pytest.mark.parametrize("name", [name for name in ARGUMENTS if name != "event_type"])
def test_none_counts_as_not_given(name: str) -> None:
    event = tracked(**{"device_id": "device-1", name: None})
    wire = {argument: wire for wire, argument in RENAMED.items()}.get(name, name)
    if name in {"time", "insert_id"}:
        assert event[name]
    else:
        assert wire not in event


def test_an_event_without_a_type_is_refused() -> None:
    for name in (None, ""):
        assert "is required" in refused(name).problem
    assert "expected string" in refused(7).problem
    assert "is reserved by Amplitude" in refused(facts.RESERVED_EVENT_TYPES[0]).problem


def test_an_event_type_may_come_from_an_enum() -> None:
    assert tracked(Type.OPENED)["event_type"] == NAME


def test_an_event_of_nobody_is_refused() -> None:
    assert "user_id or device_id is required" in refused(user_id=None).problem
    assert tracked(user_id=None, device_id="device-1")["device_id"] == "device-1"


@pytest.mark.parametrize("name", ["product_id", "revenue_type"])
def test_a_product_needs_an_amount_and_is_named_as_it_was_given(name: str) -> None:
    error = refused(**{name: "x"})
    assert error.field == name
    assert "needs price or revenue beside it" in error.problem
    assert tracked(revenue=0, **{name: "x"})["revenue"] == 0


def test_types_are_checked_under_the_name_that_was_given() -> None:
    assert refused(product_id=7, price=1).field == "product_id"
    assert refused(skip_user_properties_sync="yes").field == "skip_user_properties_sync"


@pytest.mark.parametrize(
    ("value", "wire"),
    [
        (MOMENT, "2026-03-01T18:00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        (UUID(int=7), "00000000-0000-0000-0000-000000000007"),
        (Decimal("19.90"), 19.9),
        (Type.OPENED, NAME),
        (("a", ("b",)), ["a", ["b"]]),
        ({"only": {"one"}}, {"only": ["one"]}),
    ],
)
def test_values_of_properties_are_converted(value: Any, wire: Any) -> None:
    assert tracked(event_properties={"x": value})["event_properties"] == {"x": wire}


def test_an_aware_time_is_epoch_milliseconds() -> None:
    assert tracked(time=MOMENT)["time"] == 1772388000000


@pytest.mark.parametrize("rules", [Rules(), UNCHECKED])
def test_a_time_that_says_no_moment_is_refused(rules: Rules) -> None:
    assert "a naive datetime" in refused(rules=rules, time=MOMENT.replace(tzinfo=None)).problem
    assert "raised OSError" in refused(rules=rules, time=MOMENT.replace(tzinfo=Nowhere())).problem


def test_a_truncated_text_leaves_a_note_by_the_name_it_was_given() -> None:
    members = {"user_id": USER, "price": 1, "product_id": "x" * 2000}
    data, notes = Door(Rules()).track(NAME, members)
    assert json.loads(data)["productId"] == "x" * facts.MAX_STRING_LENGTH
    assert notes == ("product_id: text of 2000 characters truncated to 1024",)


@pytest.mark.parametrize("id_", [Type.OPENED, "x" * 1025])
def test_an_id_is_never_truncated(id_: str) -> None:
    long = StrEnum("Long", {"ID": id_ * 100}).ID
    assert "truncated, it would name something else" in refused(device_id=long).problem


@pytest.mark.parametrize("value", [nan, inf, -inf, Decimal("NaN")])
@pytest.mark.parametrize("rules", [Rules(), UNCHECKED])
def test_what_is_no_json_number_is_refused_even_unchecked(value: Any, rules: Rules) -> None:
    assert refused(rules=rules, event_properties={"x": [value]}).field == "event_properties.x[0]"
    assert refused(rules=rules, price=value).field == "price"


def test_what_the_caller_gave_stays_as_it_is_and_may_change_later() -> None:
    properties = {"when": [MOMENT], "text": "x" * 2000, "plain": {"a": [1]}}
    before = copy.deepcopy(properties)
    data, _ = Door(Rules()).track(NAME, {"user_id": USER, "event_properties": properties})
    assert properties == before
    properties["plain"]["a"].append(2)  # type: ignore[index]
    assert json.loads(data)["event_properties"]["plain"] == {"a": [1]}


@pytest.mark.parametrize(("function", "outcome"), [("is_native", "taken"), ("_members", "refused")])
def test_properties_that_another_thread_changes_do_no_harm(function: str, outcome: str) -> None:
    properties: dict[str, Any] = {"a": {1}, "b": {2}} if outcome == "refused" else {"a": 1, "b": 2}

    def interfere(frame: FrameType, what: str, value: Any) -> Any:
        """What a thread could do between any two lines of a function."""
        if what == "line" and frame.f_locals.get("value") is properties and len(properties) < 9:
            properties[str(len(properties))] = "new"
        return interfere if frame.f_code.co_name == function else None

    before = sys.gettrace()
    sys.settrace(interfere)
    try:
        if outcome == "taken":
            assert tracked(event_properties=properties)["event_properties"] == properties
        else:
            problem = refused(event_properties=properties).problem
            assert problem == "reading it raised RuntimeError"
    finally:
        sys.settrace(before)


class TestTheFastWay:
    """Nothing is converted, which is what makes tracking cheap."""

    @pytest.mark.parametrize(
        "members",
        [
            {},
            {"device_id": "00a1b2c3-d4e5", "time": 7, "insert_id": "x", "session_id": -1},
            {"event_properties": {"a": "b", "c": 1, "d": 1.5, "e": True, "f": None}},
            {"event_properties": {"list": ["a", 1.5], "tuple": (1,), "id": UUID(int=7)}},
            {"event_properties": {"word": "null", "number": -0.0, "letters": "é🙂\u0000"}},
            {"price": 1.5, "quantity": 2, "currency": "EUR", "language": "en-US"},
            {"groups": {"team": ["a", "b"]}, "plan": {"branch": "main"}},
            {"user_properties": {"$set": {"plan": "pro"}, "$clearAll": "-"}, "time": -1},
            {"event_properties": {"text": "é" * facts.MAX_STRING_LENGTH}},
        ],
    )
    def test_is_for_plain_values(self, members: dict[str, Any]) -> None:
        assert natively(**members) is not None
        assert natively(Rules(defaults={"platform": "Web", "price": Decimal(1)}), **members)
        assert natively(UNCHECKED, **members)

    @pytest.mark.parametrize(
        "members",
        [
            {"event_properties": {"x": MOMENT}},
            {"event_properties": {"x": nan}},
            {"event_properties": {"x": Type.OPENED}},
            {"event_properties": {"x": 2**64}},
            {"event_properties": {"x": "\ud800"}},
            {"event_properties": {7: "x"}},
            {"event_properties": {"x": "y" * 1025}},
            {"event_properties": {Type.OPENED: "x"}},
            {"price": nan},
            {"user_id": "none"},
            {"user_id": "abc"},
            {"device_id": "0" * 50},
            {"insert_id": ""},
            {"time": 2**60},
            {"user_properties": {"$set": {"plan": "pro"}, "city": "Oslo"}},
            {"country": 7},
            {"quantity": True},
            {"country": None},
            {"product_id": "x", "price": 1},
        ],
    )
    def test_is_not_for_what_needs_a_second_look(self, members: dict[str, Any]) -> None:
        assert natively(**members) is None


class TestDefaults:
    """Members that stand under every event, checked when the client is built."""

    def test_stand_under_the_members_of_the_event(self) -> None:
        rules = Rules(defaults={"platform": "Web", "city": "Oslo"})
        event = tracked(rules=rules, city="Bergen", platform=None)
        assert (event["platform"], event["city"]) == ("Web", "Bergen")

    @pytest.mark.parametrize("value", [1, MOMENT])
    def test_may_say_who_it_is(self, value: Any) -> None:
        door = Door(Rules(defaults={"user_id": USER, "language": "en-US"}))
        data, _ = door.track(NAME, {"event_properties": {"x": value}})
        event = json.loads(data)
        assert (event["user_id"], event["language"]) == (USER, "English")

    def test_may_say_when_it_was(self) -> None:
        assert tracked(rules=Rules(defaults={"time": MOMENT}))["time"] == 1772388000000

    def test_are_converted_and_mapped(self) -> None:
        defaults = {
            "language": "en-US",
            "event_properties": {"at": MOMENT},
            "price": Decimal("1.5"),
        }
        event = tracked(rules=Rules(defaults=defaults), product_id="x")
        assert event["language"] == "English"
        assert event["event_properties"] == {"at": "2026-03-01T18:00:00"}
        assert event["price"] == 1.5
        as_it_is = Rules(defaults={"language": "en-US"}, map_language=False)
        assert tracked(rules=as_it_is)["language"] == "en-US"

    def test_may_have_names_of_python_and_members_nobody_knows(self) -> None:
        rules = Rules(defaults={"product_id": "x", "beta": 1, "city": None})
        event = tracked(rules=rules, price=1)
        assert (event["productId"], event["beta"]) == ("x", 1)
        assert "city" not in event

    def test_are_a_copy(self) -> None:
        properties = {"a": 1}
        door = Door(Rules(defaults={"event_properties": properties}))
        properties["a"] = 2
        data, _ = door.track(NAME, {"user_id": USER})
        assert json.loads(data)["event_properties"] == {"a": 1}

    @pytest.mark.parametrize(
        ("defaults", "message"),
        [
            ({"country": 7}, "event_defaults.country: expected string, got 7"),
            ({"event_properties": {"a": [nan]}}, r"event_defaults.event_properties.a\[0\]: nan"),
            ({"user_id": "none"}, "event_defaults.user_id: 'none' is one of the ids"),
            ({"device_id": "abc"}, "event_defaults.device_id: 'abc' is shorter than 5"),
            ({"event_type": ""}, "event_defaults.event_type: is required"),
            ({"time": datetime(2026, 3, 1)}, "event_defaults.time: a naive datetime"),  # noqa: DTZ001
            ({"time": 2**60}, r"event_defaults.time: 1152921504606846976 is no moment"),
            (
                {"user_properties": {"$set": 7}},
                r"event_defaults.user_properties: the operator \$set",
            ),
            ({"city": "x" * 2000}, "event_defaults.city: text of 2000 characters .*; shorten it"),
            ({"product_id": 7}, "event_defaults.product_id: expected string"),
            ({"product_id": "a", "productId": "b"}, "event_defaults.productId: stands beside"),
            ({7: "x"}, "event_defaults: the key 7 is not text"),
        ],
    )
    def test_that_no_event_may_have_are_refused(self, defaults: Any, message: str) -> None:
        with pytest.raises(ConfigurationError, match=f"^{message}"):
            Door(Rules(defaults=defaults))


class TestWithoutValidation:
    """The service's rules are left to the service; what has no JSON form is refused all the same."""

    @pytest.mark.parametrize(
        "members",
        [
            {"user_id": "abc"},
            {"user_id": "none"},
            {"device_id": "0000-0000"},
            {"country": 7},
            {"quantity": True},
            {"language": 7},
            {"time": "2026-03-01"},
            {"time": 2**63},
            {"user_id": 12345},
            {"device_id": ["device-1"]},
            {"insert_id": {"of": "nobody"}},
            {"user_properties": {"$set": 7, "plan": "pro"}},
            {"insert_id": ""},
            {"user_id": "x" * 2000},
            {"event_properties": {"text": "x" * 2000}},
            {"event_properties": ["not", "an", "object"]},
        ],
    )
    def test_anything_is_sent_as_it_is(self, members: dict[str, Any]) -> None:
        event = tracked(rules=UNCHECKED, **members)
        assert {name: event[name] for name in members} == members

    def test_a_product_may_have_no_amount(self) -> None:
        assert tracked(rules=UNCHECKED, product_id="x")["productId"] == "x"

    def test_an_event_may_have_no_type_and_no_user(self) -> None:
        assert "event_type" not in tracked(None, UNCHECKED)
        assert "user_id" not in tracked(rules=UNCHECKED, user_id=None)

    @pytest.mark.parametrize("date_inside", [True, False])
    @pytest.mark.parametrize("kind", [list, tuple, lambda items: {"x": items[0]}])
    def test_containers_are_nested_as_deep_as_the_encoder_can(
        self, kind: Any, *, date_inside: bool
    ) -> None:
        value: Any = MOMENT if date_inside else "core"
        for _ in range(MOST_LAYERS):
            value = kind([value])
        event = tracked(rules=UNCHECKED, event_properties=value)
        assert str(event).count("2026" if date_inside else "core") == 1
        error = refused(rules=UNCHECKED, event_properties=kind([value]))
        assert f"nested deeper than {MOST_LAYERS} layers" in error.problem

    def test_bottomless_tuples_are_refused_before_the_encoder_sees_them(self) -> None:
        value: Any = ()
        for _ in range(100_000):
            value = (value,)
        assert "nested deeper than" in refused(rules=UNCHECKED, event_properties=value).problem
        assert "nested deeper than" in refused(event_properties={"x": value}).problem

    def test_values_are_converted(self) -> None:
        event = tracked(rules=UNCHECKED, time=MOMENT, event_properties={"at": MOMENT, "s": {1}})
        assert event["time"] == 1772388000000
        assert event["event_properties"] == {"at": "2026-03-01T18:00:00", "s": [1]}

    @pytest.mark.parametrize("value", [object(), b"x", 2**64, "\ud800", {1: 2}])
    def test_what_has_no_json_form_is_refused(self, value: Any) -> None:
        assert refused(rules=UNCHECKED, event_properties={"x": value}).field == "event_properties.x"
