"""`EventQuery`: immutable, hashable, and spelled as the API spells events."""

from __future__ import annotations

import copy
import doctest
import json
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime, timedelta, timezone
from pickle import dumps, loads
from typing import Any, get_type_hints

import numpy as np
import pandas as pd
import pytest
from amplitude_api import facts
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import EventQuery, user_property
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries import events
from amplitude_sdk.queries.events import Filter, wire_event, wire_values
from amplitude_sdk.queries.terms import OPERATORS

PLAY = EventQuery("Play Song")
ROCK = {
    "subprop_type": "event",
    "subprop_key": "genre",
    "subprop_op": "is",
    "subprop_value": ["rock"],
}
NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose


def test_a_name_alone_is_an_event() -> None:
    assert PLAY.to_wire() == {"event_type": "Play Song"}


def test_conditions_and_group_bys_are_chained_in_order() -> None:
    query = (
        PLAY.where("event", "genre", "is", ["rock"])
        .where("user", "gp:plan", "is not", "free")
        .group_by("user", "platform")
        .group_by("event", "genre")
    )
    plan = {
        "subprop_type": "user",
        "subprop_key": "gp:plan",
        "subprop_op": "is not",
        "subprop_value": ["free"],
    }
    assert query.to_wire() == {
        "event_type": "Play Song",
        "filters": [ROCK, plan],
        "group_by": [
            {"type": "user", "value": "platform"},
            {"type": "event", "value": "genre"},
        ],
    }


def test_each_method_returns_a_new_query() -> None:
    PLAY.where("event", "genre", "is", ["rock"])
    PLAY.group_by("user", "platform")
    assert EventQuery("Play Song") == PLAY
    with pytest.raises(FrozenInstanceError):
        PLAY.event_type = "Stop"


def test_equal_queries_are_one_key() -> None:
    first, second = (PLAY.where("event", "genre", "is", ["rock"]) for _ in range(2))
    assert first == second
    assert len({first, second, PLAY, PLAY.group_by("user", "platform")}) == 3


BUILT = [
    "EventQuery('Play Song')",
    "EventQuery('ce:It\\'s \"quoted\"')",
    "EventQuery('_active').where('user', 'gp:plan', 'is not', ['free', 'trial'])",
    "EventQuery('A').where('event', 'n', 'less', ['2']).group_by('user', 'platform')",
    "EventQuery('A').group_by('event', '$price').group_by('user', 'gp:plan')",
]


@pytest.mark.parametrize("expression", BUILT)
def test_a_query_shows_the_expression_that_builds_it(expression: str) -> None:
    assert repr(eval(expression, {"EventQuery": EventQuery})) == expression


def test_the_example_of_the_documentation_is_true() -> None:
    assert doctest.testmod(events) == (0, 1)


@pytest.mark.parametrize("expression", BUILT)
@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, lambda q: loads(dumps(q))])
def test_a_query_travels(expression: str, duplicate: Any) -> None:
    query = eval(expression, {"EventQuery": EventQuery})
    assert duplicate(query) == query
    assert hash(duplicate(query)) == hash(query)


def test_a_query_made_of_its_parts_is_the_same() -> None:
    query = PLAY.where("event", "genre", "is", ["rock"]).group_by("user", "platform")
    filters: Any = [Filter("event", "genre", "is", ("rock",))]
    group_bys: Any = [["user", "platform"]]
    assert EventQuery("Play Song", filters, group_bys) == query
    assert hash(EventQuery("Play Song", filters, group_bys)) == hash(query)


@pytest.mark.parametrize("owner", [EventQuery, Filter, EventQuery.where, EventQuery.group_by])
def test_annotations_can_be_read_at_run_time(owner: Any) -> None:
    assert get_type_hints(owner)


@pytest.mark.parametrize(
    ("constant", "name"),
    [
        (EventQuery.ANY_ACTIVE, "_active"),
        (EventQuery.ANY, "_all"),
        (EventQuery.NEW, "_new"),
        (EventQuery.REVENUE, "revenue_amount"),
        (EventQuery.VERIFIED_REVENUE, "verified_revenue"),
        (EventQuery.UNVERIFIED_REVENUE, "unverified_revenue"),
    ],
)
def test_the_special_events_are_constants(constant: EventQuery, name: str) -> None:
    assert constant.event_type == name


def test_a_custom_event_carries_its_prefix_once() -> None:
    assert EventQuery.custom("Purchase").event_type == "ce:Purchase"
    assert EventQuery.custom("ce:Purchase").event_type == "ce:Purchase"


def test_a_custom_user_property_carries_its_prefix_once() -> None:
    assert user_property("plan") == user_property("gp:plan") == "gp:plan"


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_documented_operator_is_taken(operator: Any) -> None:
    (condition,) = PLAY.where("event", "genre", operator, "rock").filters
    assert condition.to_wire()["subprop_op"] == operator


@pytest.mark.parametrize(
    ("values", "wire"),
    [
        ("rock", ["rock"]),
        (["rock", "pop"], ["rock", "pop"]),
        (("rock",), ["rock"]),
        ((each for each in "ab"), ["a", "b"]),
        (7, ["7"]),
        ([1, 2.5, True, False], ["1", "2.5", "true", "false"]),
        (True, ["true"]),
        (date(2026, 3, 1), ["2026-03-01"]),
        (NAIVE, ["2026-03-01T09:30:00"]),
        (NAIVE.replace(tzinfo=UTC), ["2026-03-01T09:30:00"]),
        (NAIVE.replace(tzinfo=timezone(timedelta(hours=2))), ["2026-03-01T07:30:00"]),
        ("", [""]),
    ],
)
def test_values_are_written_as_the_text_they_are_compared_with(
    values: Any, wire: list[str]
) -> None:
    (condition,) = PLAY.where("event", "genre", "is", values).filters
    assert condition.to_wire()["subprop_value"] == wire


def test_values_of_a_frame_are_values() -> None:
    assert wire_values(pd.Series([1, 2])) == ("1", "2")
    assert wire_values(np.int64(3)) == ("3",)


def test_equal_sets_are_equal_values() -> None:
    one, other = {8, 0}, {0, 8}  # the same hash, so that they iterate in another order
    assert wire_values(one) == wire_values(other) == ("0", "8")


@given(st.lists(st.text(), min_size=1))
def test_texts_are_sent_unchanged(values: list[str]) -> None:
    assert wire_values(values) == tuple(values)


@pytest.mark.parametrize(
    ("use", "field", "says"),
    [
        (lambda: EventQuery(""), "event", "non-empty text"),
        (lambda: EventQuery(7), "event", "non-empty text"),
        (lambda: PLAY.where("group", "x", "is", ["y"]), "type", 'use "event" or "user"'),
        (lambda: PLAY.group_by("group", "x"), "type", 'use "event" or "user"'),
        (lambda: PLAY.where("event", "x", "equals", ["y"]), "op", "use one of is, is not"),
        (lambda: PLAY.where("event", "x", "is", []), "values", "at least one value"),
        (lambda: PLAY.where("event", "x", "is", None), "values", "None has no text form"),
        (lambda: PLAY.where("event", "x", "is", np.bool_(1)), "values", "has no text form"),
        (lambda: PLAY.where("event", "x", "is", b"ab"), "values", "b'ab' has no text form"),
        (lambda: PLAY.where("event", "x", "is", pd.NaT), "values", "NaT is no time"),
        (lambda: PLAY.where("event", "x", "is", [None]), "values", "no text form"),
        (lambda: PLAY.where("event", "x", "is", [["y"]]), "values", "no text form"),
        (
            lambda: PLAY.group_by("user", "a").group_by("user", "b").group_by("user", "c"),
            "group_by",
            f"at most {facts.MAX_EVENT_GROUP_BYS}",
        ),
    ],
)
def test_what_the_api_does_not_take_is_refused(use: Any, field: str, says: str) -> None:
    with pytest.raises(ValidationError) as refused:
        use()
    assert refused.value.field == field
    assert says in refused.value.problem


@pytest.mark.parametrize(
    ("event", "wire"),
    [
        ("Play Song", {"event_type": "Play Song"}),
        (PLAY, {"event_type": "Play Song"}),
        ({"event_type": "Play Song", "beta": [1]}, {"event_type": "Play Song", "beta": [1]}),
    ],
)
def test_an_event_is_a_name_a_query_or_the_raw_mapping(event: Any, wire: dict[str, Any]) -> None:
    assert json.loads(wire_event(event)) == wire


@pytest.mark.parametrize("event", ["", None, 7, [], {}, {"event_type": ""}, {"event_type": 7}])
def test_anything_else_is_refused_by_the_name_of_its_argument(event: Any) -> None:
    with pytest.raises(ValidationError, match="second_event: an event is a non-empty name"):
        wire_event(event, "second_event")


@pytest.mark.parametrize("groups", [5, {"type": "user", "value": "plan"}, [{}, {}, {}]])
def test_a_raw_event_is_not_split_by_more_than_an_event_takes(groups: Any) -> None:
    with pytest.raises(ValidationError, match="event: its group_by is a list of at most 2"):
        wire_event({"event_type": "x", "group_by": groups})


@pytest.mark.parametrize("value", [object(), "\ud800", {1: 2}])
def test_a_raw_event_without_a_json_form_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match="event: has no JSON form"):
        wire_event({"event_type": "x", "filters": value})


@pytest.mark.parametrize(
    ("use", "field"),
    [
        (lambda: PLAY.where("event", "", "is", "rock"), "key"),
        (lambda: PLAY.where("event", None, "is", "rock"), "key"),
        (lambda: PLAY.where(["event"], "genre", "is", "rock"), "type"),
        (lambda: Filter("event", "genre", "is", ()), "values"),
        (lambda: EventQuery("A", ({"subprop_key": "genre"},)), "filters"),
        (lambda: EventQuery("A", 7), "filters"),
        (lambda: EventQuery("A", (), ("platform",)), "group_by"),
        (lambda: EventQuery("A", (), (("user", "platform"),) * 3), "group_by"),
        (lambda: EventQuery("A", (), 7), "group_by"),
        (lambda: PLAY.group_by("user", ""), "name"),
        (lambda: EventQuery.custom(""), "name"),
        (lambda: user_property(None), "name"),
        (lambda: wire_values({"rock": 1}), "values"),
        (lambda: wire_values([1.5, float("nan")]), "values"),
        (lambda: wire_values(float("inf")), "values"),
    ],
)
def test_names_are_filled_and_values_are_values(use: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        use()
    assert refused.value.field == field
