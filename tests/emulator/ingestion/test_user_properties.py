from __future__ import annotations

import json
from typing import Any

import pytest
from amplitude_api.facts import USER_PROPERTY_OPERATORS

from amplitude_sdk.emulator.ingestion.user_properties import _APPLY, updated

BEFORE: dict[str, Any] = {"plan": "free", "logins": 2, "tags": ["a", "b"], "note": "x"}


def test_every_operator_of_the_specs_is_known() -> None:
    assert {*_APPLY, "$clearAll"} == set(USER_PROPERTY_OPERATORS)


@pytest.mark.parametrize(
    ("sent", "changes"),
    [
        ({"plan": "pro", "age": 7}, {"plan": "pro", "age": 7}),
        ({"$set": {"plan": "pro"}}, {"plan": "pro"}),
        ({"$setOnce": {"plan": "pro", "age": 7}}, {"age": 7}),
        ({"$add": {"logins": 3, "new": 1, "plan": 1}}, {"logins": 5, "new": 1, "plan": 1}),
        ({"$add": {"logins": -0.5}}, {"logins": 1.5}),
        ({"$add": {"logins": 2**64 - 1}}, {"logins": float(2**64 + 1)}),
        (
            {"$append": {"tags": ["b", "c"], "new": "x"}},
            {"tags": ["a", "b", "b", "c"], "new": ["x"]},
        ),
        ({"$prepend": {"tags": "c", "note": "w"}}, {"tags": ["c", "a", "b"], "note": ["w", "x"]}),
        ({"$postInsert": {"tags": ["b", "c"]}}, {"tags": ["a", "b", "c"]}),
        ({"$preInsert": {"tags": ["b", "c"]}}, {"tags": ["c", "a", "b"]}),
        ({"$remove": {"tags": ["b", "z"], "never": "x"}}, {"tags": ["a"]}),
        (
            {"$set": {"plan": "pro"}, "$add": {"logins": 1}},
            {"plan": "pro", "logins": 3},
        ),
    ],
)
def test_an_operator_changes_its_properties(sent: dict[str, Any], changes: dict[str, Any]) -> None:
    before = {**BEFORE}
    assert updated(before, sent) == {**BEFORE, **changes}
    assert before == BEFORE


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        (False, {"on": 0}, 0),
        (1, {"on": True}, True),
        (["x", False], {"on": ["x", 0]}, ["x", 0]),
        ({"deep": 1}, {"on": {"deep": True}}, {"deep": True}),
        (0, {"$set": {"on": False}}, False),
        ([1], {"$postInsert": {"on": [True]}}, [1, True]),
        ([1], {"$preInsert": {"on": [True]}}, [True, 1]),
        ([1, True], {"$remove": {"on": True}}, [1]),
    ],
)
def test_numbers_are_no_booleans(before: Any, sent: dict[str, Any], after: Any) -> None:
    found = updated({"on": before}, sent)["on"]
    assert json.dumps(found) == json.dumps(after)


def test_a_sum_no_json_integer_can_hold_is_a_float() -> None:
    total = updated({"n": 2**64 - 1}, {"$add": {"n": 1}})["n"]
    assert (total, type(total)) == (2.0**64, float)
    total = updated({"n": 2**64 - 2}, {"$add": {"n": 1}})["n"]
    assert (total, type(total)) == (2**64 - 1, int)


@pytest.mark.parametrize("present", [0, False, "", None, [], {}])
def test_set_once_leaves_whatever_is_set(present: Any) -> None:
    assert updated({"on": present}, {"$setOnce": {"on": "new"}}) == {"on": present}


def test_objects_are_the_same_in_any_order_of_their_members() -> None:
    before = {"on": [{"a": 1, "b": 2}]}
    assert updated(before, {"$postInsert": {"on": {"b": 2, "a": 1}}}) == before
    assert updated(before, {"$remove": {"on": {"b": 2, "a": 1}}}) == {"on": []}


def test_unset_removes_properties() -> None:
    after = updated(BEFORE, {"$unset": {"plan": "-", "never": "-"}})
    assert after == {name: value for name, value in BEFORE.items() if name != "plan"}


def test_clear_all_removes_everything() -> None:
    assert updated(BEFORE, {"$clearAll": "-"}) == {}
    assert updated(BEFORE, {"$set": {"plan": "pro"}, "$clearAll": "-"}) == {}
    assert updated(BEFORE, {"$clearAll": "-", "$set": {"plan": "pro"}}) == {}


def test_a_sum_that_is_no_number_any_more_changes_nothing() -> None:
    assert updated({"n": 1.7e308}, {"$add": {"n": 1.7e308}}) == {"n": 1.7e308}
