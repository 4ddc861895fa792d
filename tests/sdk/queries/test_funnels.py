"""Funnels as steps, with what each of them loses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.funnels import Funnel

STEPS = {
    "events": ["Search", "Play"],
    "cumulativeRaw": [500, 300],
    "cumulative": [1.0, 0.6],
    "stepByStep": [1.0, 0.75],
    "medianTransTimes": [0, 42000],
    "avgTransTimes": [0, 61500],
}
DAYS = {
    "dayFunnels": {
        "series": [[300, 200], [200, 100]],
        "xValues": ["2026-03-01", "2026-03-02"],
        "isComplete": [True, False],
    },
    "dayMedianTransTimes": {"series": [[0, 41000], [0, 43000]]},
    "dayAvgTransTimes": {"series": [[0, 61000]]},
}


def funnel(*groups: Any, **options: Any) -> Funnel:
    return Funnel.parse({"data": list(groups)}, **options)


def test_a_funnel_has_a_row_for_each_group_and_step() -> None:
    entry = {**STEPS, "groupValue": "Netherlands", "meta": {"segmentIndex": 0}}
    first, second = funnel(entry).rows()
    assert (first["step_conversion"], first["dropped"], first["drop_off"]) == (1.0, 0, 0.0)
    assert second == {
        "group": "Netherlands",
        "segment": 0,
        "step": 2,
        "event": "Play",
        "users": 300,
        "conversion": 0.6,
        "step_conversion": 0.75,
        "dropped": 200,
        "drop_off": 0.25,
        "median_ms": 42000,
        "average_ms": 61500,
    }


def test_a_funnel_without_a_group_or_with_few_members_is_read() -> None:
    read = funnel({"events": ["Search", "Play"], "cumulativeRaw": [5]})
    assert (read.groups[0].group, read.groups[0].segment) == (None, None)
    assert [(row["users"], row["dropped"], row["drop_off"]) for row in read.rows()] == [
        (5, 0, None),
        (None, None, None),
    ]
    assert Funnel.parse({"data": []}).rows() == Funnel.parse({"data": None}).rows() == []


def test_a_step_without_users_breaks_the_chain_of_losses() -> None:
    read = funnel({"events": ["A", "B", "C", "D"], "cumulativeRaw": [9, None, 4, 3]})
    assert [step.dropped for step in read.groups[0].steps] == [0, None, None, 1]


def test_the_steps_of_each_day_are_a_table_of_their_own() -> None:
    read = funnel({**STEPS, **DAYS}).by_day()
    assert len(read.rows()) == 4
    assert read.rows()[3] == {
        "group": None,
        "segment": None,
        "step": 2,
        "event": "Play",
        "date": date(2026, 3, 2),
        "users": 100,
        "median_ms": 43000,
        "average_ms": None,
        "complete": False,
    }


@pytest.mark.parametrize(
    ("labels", "axis", "kind", "first"),
    [
        (["2026-03-01T00:00:00"], "day", "day", date(2026, 3, 1)),
        (["2026-03-01", "2026-03-01T05:00:00"], "day", "moment", datetime(2026, 3, 1)),  # noqa: DTZ001
        (["2026-03-01"], "moment", "moment", datetime(2026, 3, 1)),  # noqa: DTZ001
        (["2026-03-01", "Aug 14"], "day", "text", "2026-03-01"),
    ],
)
def test_days_and_hours_are_what_was_asked_for(
    labels: Any, axis: Any, kind: str, first: Any
) -> None:
    entry = {"events": ["A"], "dayFunnels": {"xValues": labels, "series": [[1], [2]]}}
    read = funnel(entry, axis=axis).by_day()
    assert [column.kind for column in read.schema if column.name == "date"] == [kind]
    assert read.rows()[0]["date"] == first


def test_days_without_funnels_have_the_kind_that_was_asked_for() -> None:
    (column,) = (each for each in funnel(axis="moment").by_day().schema if each.name == "date")
    assert column.kind == "moment"


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"events": {}}, r"data\[0\].events should be an array"),
        ({"cumulativeRaw": [1, 2.5]}, r"data\[0\].cumulativeRaw\[1\] should be a whole number"),
        ({"meta": {"segmentIndex": "x"}}, r"data\[0\].meta.segmentIndex should be a number"),
        ({"groupValue": True}, r"data\[0\].groupValue should be a text, got True"),
        ({"dayFunnels": {"series": [[1], ["x"]]}}, r"data\[0\].dayFunnels.series\[1\]\[0\] should"),
        (
            {"dayFunnels": {"isComplete": [1]}},
            r"data\[0\].dayFunnels.isComplete\[0\] should be tru",
        ),
        (["events"], r"data\[0\] should be an object, got an array"),
    ],
)
def test_another_shape_is_named_by_its_place(entry: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        funnel(entry)
