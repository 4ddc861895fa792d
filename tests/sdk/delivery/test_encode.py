"""An event at the door: the rules of the service, applied before anything is sent."""

from __future__ import annotations

import copy
import json
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from enum import Enum
from time import time_ns
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.errors import ValidationError
from tests.sdk.clients import event
from tests.strategies import Odd, json_values, moments

if TYPE_CHECKING:
    from amplitude_sdk.delivery.encode import Encoded

PLAIN = Rules()
NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose
SAMPLES: dict[str, Any] = {
    "string": "a text",
    "integer": 7,
    "number": 1.5,
    "boolean": True,
    "object": {"a": 1},
    "array": [1],
    "null": None,
}
FITS = {"number": {"number", "integer"}}
"""JSON types that are another one as well."""


class Member(str, Enum):  # noqa: UP042  its str() is not that of its value
    COUNTRY = "country"


class Undecided(tzinfo):
    def utcoffset(self, moment: datetime | None) -> None:
        return None


def encode(members: Any, rules: Rules) -> Encoded:
    return Door(rules).event(members)


def sent(members: dict[str, Any], rules: Rules = PLAIN) -> dict[str, Any]:
    return json.loads(encode(members, rules).data)


def refused(members: Any, rules: Rules = PLAIN) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        encode(members, rules)
    return error.value


def test_an_event_is_sent_as_it_was_given_with_an_insert_id() -> None:
    given_event = event(time=1772388000000, event_properties={"a": [1, None]}, price=1.5)
    encoded = encode(given_event, PLAIN)
    assert json.loads(encoded.data) == {**given_event, "insert_id": encoded.insert_id}
    assert encoded.notes == ()


def test_every_event_gets_an_insert_id_of_its_own() -> None:
    assert len({encode(event(), PLAIN).insert_id for _ in range(50)}) == 50


def test_a_given_insert_id_is_kept() -> None:
    encoded = encode(event(insert_id="mine"), PLAIN)
    assert encoded.insert_id == sent(event(insert_id="mine"))["insert_id"] == "mine"
    assert encode(event(insert_id=None), PLAIN).insert_id


def test_an_empty_insert_id_is_refused() -> None:
    assert refused(event(insert_id="")).field == "insert_id"


UNKNOWN = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name not in facts.EVENT_MEMBERS), json_values
)


@given(UNKNOWN)
def test_members_nobody_knows_pass_unchanged(members: dict[str, Any]) -> None:
    given_event = event(insert_id="x", **members)
    assert sent(given_event) == given_event


@pytest.mark.parametrize("member", facts.EVENT_MEMBERS.values(), ids=lambda member: member.name)
def test_a_known_member_takes_its_types_and_no_others(member: facts.Member) -> None:
    base = event(device_id="device-1", price=1, revenue=1)
    taken = set(member.types).union(*(FITS.get(kind, set()) for kind in member.types))
    for kind, value in SAMPLES.items():
        members = {**base, member.name: value}
        if kind in taken:
            assert sent(members)[member.name] == value
        elif kind != "null":
            error = refused(members)
            assert error.field == member.name
            expected = " or ".join(member.types) if member.name != "time" else ""
            assert f"expected {expected}" in error.problem


@pytest.mark.parametrize(
    "name",
    [name for name in facts.EVENT_MEMBERS if name not in {"event_type", "user_id", "insert_id"}],
)
def test_none_counts_as_not_given(name: str) -> None:
    assert name not in sent(event(**{name: None}))


def test_none_of_an_unknown_member_is_null() -> None:
    assert sent(event(beta=None))["beta"] is None


def test_none_leaves_a_default_alone() -> None:
    rules = Rules(defaults={"platform": "Web"})
    assert sent(event(), rules)["platform"] == "Web"
    assert sent(event(platform=None), rules)["platform"] == "Web"


def test_members_of_the_event_win_over_defaults() -> None:
    rules = Rules(defaults={"platform": "Web", "user_id": "default-user"})
    merged = sent({"event_type": "A", "platform": "iOS"}, rules)
    assert (merged["platform"], merged["user_id"]) == ("iOS", "default-user")


@pytest.mark.parametrize("given_event", [None, [], "event", 7, ("a", 1)])
def test_an_event_is_a_mapping(given_event: Any) -> None:
    assert refused(given_event).field == "event"
    assert sent(MappingProxyType(event()))["user_id"] == "mira.holm"


@pytest.mark.parametrize("key", [7, None, "\ud800"])
def test_names_of_members_are_text(key: Any) -> None:
    assert refused({**event(), key: 1}).field == "event"


def test_one_member_by_two_keys_is_refused() -> None:
    error = refused(event() | {Odd("country"): "Sweden", "country": "Norway"})
    assert error.field == "event"
    assert "the key 'country' stands there twice" in error.problem
    assert sent(event() | {Odd("insert_id"): "mine"})["insert_id"] == "mine"


def test_names_may_come_from_an_enum() -> None:
    assert sent(event() | {Member.COUNTRY: "Sweden"})["country"] == "Sweden"
    assert refused(event() | {Member.COUNTRY: 7}).field == "country"


@pytest.mark.parametrize("name", [None, ""])
def test_an_event_type_is_required(name: Any) -> None:
    assert refused(event(event_type=name)).field == "event_type"
    assert "is required" in refused({"user_id": "mira.holm"}).problem


@pytest.mark.parametrize("name", facts.RESERVED_EVENT_TYPES)
def test_reserved_event_types_are_refused(name: str) -> None:
    assert f"{name!r} is reserved by Amplitude" in refused(event(event_type=name)).problem


@pytest.mark.parametrize("name", [facts.IDENTIFY_EVENT_TYPE, facts.GROUP_IDENTIFY_EVENT_TYPE])
def test_identify_events_are_taken(name: str) -> None:
    assert sent(event(event_type=name))["event_type"] == name


def test_an_event_belongs_to_somebody() -> None:
    error = refused({"event_type": "A"})
    assert error.field == "user_id"
    assert "user_id or device_id is required" in error.problem
    assert sent({"event_type": "A", "device_id": "device-1"})["device_id"] == "device-1"


@pytest.mark.parametrize("change", [str, str.upper, str.title])
@pytest.mark.parametrize("id_", facts.REFUSED_IDS)
@pytest.mark.parametrize("name", ["user_id", "device_id"])
def test_refused_ids_are_refused_in_any_case_and_at_any_length(
    name: str, id_: str, change: Any
) -> None:
    error = refused({"event_type": "A", name: change(id_)}, Rules(min_id_length=1))
    assert error.field == name
    assert "one of the ids Amplitude refuses; leave the member out if unknown" in error.problem


@pytest.mark.parametrize("id_", ["00000", "0" * 32, "0000-0000-0000"])
def test_a_device_id_of_zeros_is_refused(id_: str) -> None:
    assert refused({"event_type": "A", "device_id": id_}).field == "device_id"
    assert sent({"event_type": "A", "user_id": id_})["user_id"] == id_


@pytest.mark.parametrize(
    ("length", "least", "taken"),
    [(4, 5, False), (5, 5, True), (1, 1, True), (19, 20, False), (20, 20, True)],
)
@pytest.mark.parametrize("name", ["user_id", "device_id"])
def test_an_id_has_a_least_length(name: str, length: int, least: int, *, taken: bool) -> None:
    members = {"event_type": "A", name: "x" * length}
    if taken:
        assert sent(members, Rules(min_id_length=least))[name] == "x" * length
    else:
        error = refused(members, Rules(min_id_length=least))
        assert f"is shorter than {least} characters; the limit is lowered by" in error.problem
        assert "DeliveryConfig(min_id_length=...)" in error.problem
        assert "events.upload(min_id_length=...)" in error.problem


def test_both_ids_are_checked() -> None:
    assert refused(event(device_id="abc")).field == "device_id"


@pytest.mark.parametrize("name", ["user_id", "device_id", "insert_id"])
def test_an_id_is_never_truncated(name: str) -> None:
    longest = "x" * facts.MAX_STRING_LENGTH
    assert sent(event(**{name: longest}))[name] == longest
    error = refused(event(**{name: longest + "x"}))
    assert error.field == name
    assert "truncated, it would name something else" in error.problem


def test_a_truncated_text_leaves_a_note() -> None:
    encoded = encode(event(city="x" * 2000), PLAIN)
    assert encoded.notes == ("city: text of 2000 characters truncated to 1024",)


@given(moments)
def test_an_aware_time_is_epoch_milliseconds(moment: datetime) -> None:
    milliseconds = sent(event(time=moment))["time"]
    exact = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    assert timedelta(0) <= moment - exact < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("time", "milliseconds"),
    [
        (datetime(2026, 3, 1, 18, tzinfo=UTC), 1772388000000),
        (datetime(2026, 3, 1, 19, tzinfo=timezone(timedelta(hours=1))), 1772388000000),
        (datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC), -1),
        (1772388000000, 1772388000000),
    ],
)
def test_a_time_is_a_moment_or_milliseconds(time: Any, milliseconds: int) -> None:
    assert sent(event(time=time))["time"] == milliseconds


@pytest.mark.parametrize("time", [NAIVE, NAIVE.replace(tzinfo=Undecided())])
def test_a_naive_time_is_refused(time: datetime) -> None:
    error = refused(event(time=time))
    assert error.field == "time"
    assert (
        "pass an aware one, such as datetime.now(timezone.utc), or epoch milliseconds"
        in error.problem
    )


@pytest.mark.parametrize("time", ["2026-03-01T09:30:00Z", 1772388000.5, date(2026, 3, 1), True])
def test_other_values_for_times_are_refused_with_advice(time: Any) -> None:
    advice = "epoch milliseconds as a whole number, or an aware datetime, got"
    assert advice in refused(event(time=time)).problem


@pytest.mark.parametrize("defaults", [None, {"platform": "Web"}])
@pytest.mark.parametrize(
    ("last", "step"),
    [(-62_135_596_800_000, -1), (253_402_300_799_999, 1)],
    ids=["earliest", "latest"],
)
def test_a_time_lies_between_the_years_1_and_9999(last: int, step: int, defaults: Any) -> None:
    rules = Rules(defaults=defaults)
    assert sent(event(time=last), rules)["time"] == last
    for time in (last + step, step * (2**63 - 1), time_ns() * step):
        error = refused(event(time=time), rules)
        assert error.field == "time"
        assert error.problem.startswith(f"{time} is no moment between the years 1 and 9999")
        assert "divide microseconds by 1,000 and nanoseconds by 1,000,000" in error.problem


def test_a_moment_that_is_in_another_year_elsewhere_is_refused() -> None:
    late = datetime.max.replace(tzinfo=timezone(-timedelta(hours=1)))
    assert "is no moment between" in refused(event(time=late)).problem


@pytest.mark.parametrize("event_type", ["A", facts.IDENTIFY_EVENT_TYPE])
@pytest.mark.parametrize("operator", facts.USER_PROPERTY_OPERATORS)
@pytest.mark.parametrize("kind", [dict, MappingProxyType])
def test_operators_and_plain_keys_do_not_mix(event_type: str, operator: str, kind: Any) -> None:
    operators = {operator: {"plan": "pro"}, "$unset": {"trial": "-"}}
    alone = event(event_type=event_type, user_properties=kind(operators))
    assert sent(alone)["user_properties"] == operators
    for mixed in ({"city": "Oslo", **operators}, {**operators, "city": "Oslo"}):
        error = refused({**alone, "user_properties": kind(mixed)})
        assert error.field == "user_properties"
        assert error.problem.startswith(
            f"the key 'city' cannot stand beside the operator {operator}"
        )
        assert "put it under $set, or use two events" in error.problem


@pytest.mark.parametrize("operator", facts.USER_PROPERTY_OPERATORS)
def test_an_operator_has_properties_to_work_on(operator: str) -> None:
    members = event(user_properties={operator: "plan"})
    if operator == "$clearAll":
        assert sent(members)["user_properties"] == {operator: "plan"}
    else:
        error = refused(members)
        assert error.field == "user_properties"
        assert error.problem == f"the operator {operator} takes a mapping of properties, got 'plan'"


@pytest.mark.parametrize("name", ["$set", "$plan", "plan"])
def test_other_properties_may_be_called_anything(name: str) -> None:
    for member in ("event_properties", "group_properties"):
        assert sent(event(**{member: {name: 1, "city": "Oslo"}}))[member] == {
            name: 1,
            "city": "Oslo",
        }
    if name != "$set":
        properties = {name: 1, "city": "Oslo"}
        assert sent(event(user_properties=properties))["user_properties"] == properties


@pytest.mark.parametrize("name", ["productId", "revenueType"])
def test_a_product_needs_a_price_or_revenue(name: str) -> None:
    assert "needs price or revenue beside it" in refused(event(**{name: "x"})).problem
    assert sent(event(**{name: "x", "price": 1}))[name] == "x"
    assert sent(event(**{name: "x", "revenue": -1}))[name] == "x"


def test_price_quantity_and_revenue_together_are_legal() -> None:
    members = event(price=Decimal("4.99"), quantity=3, revenue=14.97, productId="x")
    assert sent(members)["price"] == 4.99


@pytest.mark.parametrize(
    ("tag", "name"), [("en-US", "English"), ("NL-be", "Flemish"), ("zh-cn", "zh-cn"), ("", "")]
)
def test_a_language_becomes_the_name_that_is_stored(tag: str, name: str) -> None:
    assert sent(event(language=tag))["language"] == name
    assert sent(event(language=tag), Rules(map_language=False))["language"] == tag


def test_the_language_of_the_defaults_is_mapped_too() -> None:
    assert sent(event(), Rules(defaults={"language": "en-US"}))["language"] == "English"


def test_the_event_of_the_caller_stays_as_it_is() -> None:
    given_event = event(language="en-US", time=NAIVE.replace(tzinfo=UTC), city="x" * 2000)
    before = copy.deepcopy(given_event)
    encode(given_event, Rules(defaults={"platform": "Web"}))
    assert given_event == before
