"""`Segment`: conditions on users that all hold, one JSON text a segment."""

from __future__ import annotations

import copy
import doctest
import json
from pickle import dumps, loads
from typing import Any, get_type_hints

import pytest

from amplitude_sdk import EventQuery, Segment
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries import segments
from amplitude_sdk.queries.segments import wire_segments

DUTCH = Segment.where("country", "is", ["Netherlands"])
COUNTRY = {"prop": "country", "op": "is", "values": ["Netherlands"]}
PLAN = {"prop": "gp:plan", "op": "is not", "values": ["free"]}


def decoded(given: Any) -> Any:
    wires = wire_segments(given)
    return None if wires is None else [json.loads(wire) for wire in wires]


def test_a_segment_starts_on_the_class_and_goes_on_on_the_instance() -> None:
    assert DUTCH.to_wire() == [COUNTRY]
    assert DUTCH.where("gp:plan", "is not", "free").to_wire() == [COUNTRY, PLAN]
    assert DUTCH.to_wire() == [COUNTRY]


def test_cohorts_are_a_property_of_the_user() -> None:
    assert Segment.cohort("abc").to_wire() == [
        {"prop": "userdata_cohort", "op": "is", "values": ["abc"]}
    ]
    assert Segment.cohort("abc", "def").to_wire()[0]["values"] == ["abc", "def"]


def test_who_performed_an_event_so_often() -> None:
    plain = Segment.performed("Play Song", ">=", 3).to_wire()
    assert plain == [
        {"type": "event", "event_type": "Play Song", "op": ">=", "value": 3, "filters": []}
    ]
    rock = EventQuery("Play Song").where("event", "genre", "is", ["rock"])
    within = Segment.performed(rock, ">=", 3, time_type="forEachInterval", time_value=7).to_wire()
    assert within == [
        {
            **plain[0],
            "filters": rock.to_wire()["filters"],
            "time_type": "forEachInterval",
            "time_value": 7,
        }
    ]


def test_the_comparison_of_performed_is_free_text() -> None:
    assert Segment.performed("A", "=>", 3).to_wire()[0]["op"] == "=>"


def test_equal_segments_are_one_key() -> None:
    again = Segment.where("country", "is", ["Netherlands"])
    assert again == DUTCH
    assert len({again, DUTCH, Segment.cohort("abc")}) == 2


BUILT = [
    "Segment()",
    "Segment.where('country', 'is', ['Netherlands'])",
    "Segment.where('gp:plan', 'is not', ['free', '']).cohort('abc', 'def')",
    "Segment.where('userdata_cohort', 'is not', ['abc'])",
    "Segment.performed('Play Song', '>=', 3)",
    "Segment.performed('A', '>=', 3, time_type='forEachInterval', time_value=7)",
    "Segment.performed(EventQuery('A').where('user', 'gp:x', 'less', ['2']), '<', 1)",
    "Segment.performed('A', '>', 1, time_type='allTime').where('paying', 'is', ['true'])",
]


@pytest.mark.parametrize("expression", BUILT)
def test_a_segment_shows_the_expression_that_builds_it(expression: str) -> None:
    segment = eval(expression, {"Segment": Segment, "EventQuery": EventQuery})
    assert repr(segment) == expression


def test_the_example_of_the_documentation_is_true() -> None:
    assert doctest.testmod(segments) == (0, 1)


@pytest.mark.parametrize("expression", BUILT)
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda s: loads(dumps(s))])
def test_a_segment_travels(expression: str, duplicate: Any) -> None:
    segment = eval(expression, {"Segment": Segment, "EventQuery": EventQuery})
    assert duplicate(segment) == segment
    assert hash(duplicate(segment)) == hash(segment)


@pytest.mark.parametrize("start", [Segment, DUTCH])
@pytest.mark.parametrize("name", ["where", "cohort", "performed"])
def test_conditions_are_methods_of_the_class_and_of_its_segments(start: Any, name: str) -> None:
    method = getattr(start, name)
    assert method.__doc__.startswith("Keep ")
    assert method.__name__ == name
    assert get_type_hints(method)["return"] is Segment


@pytest.mark.parametrize(
    ("given", "wires"),
    [
        (None, None),
        (DUTCH, [[COUNTRY]]),
        ([DUTCH], [[COUNTRY]]),
        ([DUTCH, Segment.cohort("abc")], [[COUNTRY], Segment.cohort("abc").to_wire()]),
        ([COUNTRY, PLAN], [[COUNTRY, PLAN]]),
        ([[COUNTRY], [PLAN]], [[COUNTRY], [PLAN]]),
        (([COUNTRY], (PLAN,)), [[COUNTRY], [PLAN]]),
        ([DUTCH, [PLAN]], [[COUNTRY], [PLAN]]),
    ],
)
def test_one_segment_or_several_built_or_raw(given: Any, wires: Any) -> None:
    assert decoded(given) == wires


@pytest.mark.parametrize(
    "given",
    [
        [],
        [[]],
        [DUTCH, []],
        Segment(),
        [Segment()],
        "country is Netherlands",
        7,
        {"prop": "country"},
        [COUNTRY, DUTCH],
        [[COUNTRY], COUNTRY],
        [["country"]],
    ],
)
def test_anything_else_is_refused(given: Any) -> None:
    with pytest.raises(ValidationError, match="segments: "):
        wire_segments(given)


def test_a_raw_condition_without_a_json_form_is_refused() -> None:
    with pytest.raises(ValidationError, match="segments: has no JSON form"):
        wire_segments([{"prop": "country", "op": "is", "values": {1, 2}}])


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda: Segment.where("country", "equals", ["NL"]), "op"),
        (lambda: Segment.where("country", "is", []), "values"),
        (Segment.cohort, "cohort_ids"),
        (lambda: Segment.cohort(["abc", "def"]), "cohort_ids"),
        (lambda: Segment.where(None, "is", ["NL"]), "prop"),
        (lambda: Segment.where("", "is", ["NL"]), "prop"),
        (lambda: Segment.where("country", "is", {"NL": 1}), "values"),
        (lambda: Segment.where("age", "is", float("nan")), "values"),
        (lambda: Segment((DUTCH,)), "conditions"),
        (lambda: Segment.performed(None, ">=", 1), "event_type"),
        (lambda: Segment.performed(EventQuery("A").group_by("user", "x"), ">", 1), "event_type"),
        (lambda: Segment.performed("", ">=", 1), "event_type"),
        (lambda: Segment.performed("A", "", 1), "op"),
        (lambda: Segment.performed("A", None, 1), "op"),
        (lambda: Segment.performed("A", "=>", "3"), "value"),
        (lambda: Segment.performed("A", op=">=", value=True), "value"),
        (lambda: Segment.performed("A", ">=", 1.5), "value"),
        (
            lambda: Segment.performed("A", ">=", 1, time_type="forEachInterval", time_value="7"),
            "time_value",
        ),
        (lambda: Segment.performed("A", ">=", 1, time_type="always"), "time_type"),
        (lambda: Segment.performed("A", ">=", 1, time_type="forEachInterval"), "time_value"),
        (lambda: Segment.performed("A", ">=", 1, time_value=7), "time_value"),
        (lambda: Segment.performed("A", ">=", 1, time_type="allTime", time_value=7), "time_value"),
    ],
)
def test_conditions_the_api_does_not_take_are_refused(use: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        use()
    assert refused.value.field == field
