"""Changes of user and group properties: built call by call, sent as operators."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from enum import StrEnum
from math import nan
from typing import Any

import pytest
from amplitude_api import facts

from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.identify import Identify, group_identify_members, identify_members
from amplitude_sdk.errors import ValidationError

EVERYTHING = {
    "set": "$set",
    "set_once": "$setOnce",
    "add": "$add",
    "append": "$append",
    "prepend": "$prepend",
    "pre_insert": "$preInsert",
    "post_insert": "$postInsert",
    "remove": "$remove",
}
"""Methods that take a value, and their operators."""


class Name(StrEnum):
    PLAN = "plan"


class Scalar:
    """A number as numpy has them."""

    shape = ()

    def item(self) -> int:
        return 3


def refusal(call: Any, *args: Any) -> ValidationError:
    with pytest.raises(ValidationError) as error:
        call(*args)
    return error.value


@pytest.mark.parametrize(("method", "operator"), EVERYTHING.items())
def test_a_method_is_an_operator(method: str, operator: str) -> None:
    identify = getattr(Identify(), method)("logins", 1)
    assert identify.properties == {operator: {"logins": 1}}
    assert repr(identify) == f"Identify().{method}('logins', 1)"


def test_operators_without_a_value_carry_a_hyphen() -> None:
    assert Identify().unset("plan").properties == {"$unset": {"plan": "-"}}
    assert Identify().clear_all().properties == {"$clearAll": "-"}
    assert repr(Identify().unset("plan")) == "Identify().unset('plan')"
    assert repr(Identify().clear_all()) == "Identify().clear_all()"


def test_there_is_a_method_for_every_operator_of_the_specs() -> None:
    assert {*EVERYTHING.values(), "$unset", "$clearAll"} == set(facts.USER_PROPERTY_OPERATORS)


def test_calls_can_be_chained_and_grouped_by_operator() -> None:
    identify = Identify().set("plan", "pro").add("logins", 1).set("city", "Oslo").unset("trial")
    assert identify.properties == {
        "$set": {"plan": "pro", "city": "Oslo"},
        "$add": {"logins": 1},
        "$unset": {"trial": "-"},
    }


def test_calls_need_not_be_chained() -> None:
    identify = Identify()
    identify.set("plan", "pro")
    identify.add("logins", 1)
    assert identify == Identify().set("plan", "pro").add("logins", 1)
    assert identify != Identify().set("plan", "pro")
    assert identify != identify.properties


def test_the_operators_are_a_dict_of_their_own() -> None:
    identify = Identify().set("plan", "pro")
    identify.properties["$set"]["plan"] = "free"
    assert identify.properties == {"$set": {"plan": "pro"}}


@pytest.mark.parametrize("method", [*EVERYTHING, "unset"])
def test_a_property_takes_one_operation(method: str) -> None:
    identify = Identify().set("plan", "pro")
    values = [] if method == "unset" else [1]
    error = refusal(getattr(identify, method), "plan", *values)
    assert error.field == "plan"
    assert "has an operation already (set)" in error.problem
    assert "use two identify calls" in error.problem
    assert identify.properties == {"$set": {"plan": "pro"}}


def test_clearing_everything_excludes_all_else() -> None:
    advice = "clear_all excludes every other operation; use two identify calls"
    assert advice in refusal(Identify().clear_all().set, "plan", "pro").problem
    error = refusal(Identify().set("plan", "pro").clear_all)
    assert (error.field, "use two identify calls" in error.problem) == ("clear_all", True)
    assert Identify().clear_all().clear_all().properties == {"$clearAll": "-"}


@pytest.mark.parametrize("value", [1, -1.5, Decimal("0.1"), Scalar()])
def test_numbers_can_be_added(value: Any) -> None:
    assert Identify().add("logins", value).properties == {"$add": {"logins": value}}


@pytest.mark.parametrize("value", ["1", True, None, [1], {"a": 1}])
def test_nothing_else_can_be_added(value: Any) -> None:
    error = refusal(Identify().add, "logins", value)
    assert error.field == "logins"
    assert "only numbers can be added" in error.problem
    assert "is not a JSON number" in refusal(Identify().add, "logins", nan).problem


@pytest.mark.parametrize("name", ["", None, 7, "\ud800"])
def test_a_property_has_a_name(name: Any) -> None:
    assert refusal(Identify().set, name, 1).field == "name"
    assert refusal(Identify().unset, name).field == "name"


def test_a_name_may_come_from_an_enum() -> None:
    identify = Identify().set(Name.PLAN, "pro")
    assert identify.properties == {"$set": {"plan": "pro"}}
    assert "has an operation already" in refusal(identify.unset, "plan").problem


def test_it_can_be_copied_and_pickled() -> None:
    identify = Identify().set("plan", "pro").add("logins", 1)
    for twin in (
        copy.copy(identify),
        copy.deepcopy(identify),
        pickle.loads(pickle.dumps(identify)),
    ):
        assert twin == identify
        twin.unset("city")
        assert twin != identify
    assert copy.copy(Identify().clear_all()) == Identify().clear_all()


def test_it_changes_and_is_no_key() -> None:
    with pytest.raises(TypeError, match="unhashable"):
        hash(Identify())


def test_user_properties_of_an_event_are_the_operators() -> None:
    assert identify_members(Identify().set("plan", "pro")) == {
        "user_properties": {"$set": {"plan": "pro"}}
    }


def test_values_are_converted_and_named_by_their_place() -> None:
    def sent(identify: Identify) -> Any:
        members = {"user_id": "mira.holm", **identify_members(identify)}
        data, _ = Door(Rules()).track(facts.IDENTIFY_EVENT_TYPE, members)
        return json.loads(data)["user_properties"]

    assert sent(Identify().add("spent", Decimal("1.5")).set("tags", ("a",))) == {
        "$add": {"spent": 1.5},
        "$set": {"tags": ["a"]},
    }
    error = refusal(sent, Identify().set("plan", b"pro"))
    assert error.field == "user_properties.$set.plan"


@pytest.mark.parametrize("identify", [{"$set": {"plan": "pro"}}, None, Identify])
def test_operations_come_in_an_identify(identify: Any) -> None:
    for members in (identify_members, lambda given: group_identify_members("team", "a", given)):
        error = refusal(members, identify)
        assert error.field == "identify"
        assert "expected an Identify" in error.problem


def test_an_empty_identify_is_refused() -> None:
    assert "has no operation; say what to change" in refusal(identify_members, Identify()).problem
    assert refusal(group_identify_members, "team", "a", Identify()).field == "identify"


@pytest.mark.parametrize(
    ("group_name", "sent"), [("a", "a"), (["a", "b"], ["a", "b"]), (("a",), ["a"])]
)
def test_a_group_has_a_type_and_one_name_or_several(group_name: Any, sent: Any) -> None:
    assert group_identify_members("team", group_name, Identify().set("size", 3)) == {
        "groups": {"team": sent},
        "group_properties": {"$set": {"size": 3}},
    }


@pytest.mark.parametrize(
    ("group_type", "group_name", "field"),
    [
        ("", "a", "group_type"),
        (None, "a", "group_type"),
        ("team", "", "group_name"),
        ("team", 7, "group_name"),
        ("team", {"a"}, "group_name"),
        ("team", [], "group_name"),
        ("team", ["a", ""], "group_name[1]"),
        ("team", ["x"] * (facts.MAX_GROUP_VALUES + 1), "group_name"),
    ],
)
def test_groups_that_would_not_be_seen_are_refused(
    group_type: Any, group_name: Any, field: str
) -> None:
    identify = Identify().set("size", 3)
    assert refusal(group_identify_members, group_type, group_name, identify).field == field


@pytest.mark.parametrize(("method", "operator"), [*EVERYTHING.items(), ("clear_all", "$clearAll")])
def test_groups_know_the_operators_of_the_specs_only(method: str, operator: str) -> None:
    values = [] if method == "clear_all" else ["size", 3]
    identify = getattr(Identify(), method)(*values)
    if operator in facts.GROUP_PROPERTY_OPERATORS:
        assert group_identify_members("team", "a", identify)["group_properties"]
    else:
        error = refusal(group_identify_members, "team", "a", identify)
        assert error.field == "identify"
        assert f"{method} is for users; groups know set, set_once, add, append, unset" in str(error)
