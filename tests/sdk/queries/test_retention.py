"""Retention: the cohort apart from its intervals, as rows, as a matrix and as a curve."""

from __future__ import annotations

from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.retention import Retention
from amplitude_sdk.queries.tables import Column


def cell(count: int | None, outof: int | None, **more: Any) -> dict[str, Any]:
    return {"count": count, "outof": outof, "incomplete": False, **more}


REPLY = {
    "data": {
        "series": [
            {
                "dates": ["Mar 02", "Mar 01"],
                "values": {
                    "Mar 02": [cell(380, 380), cell(190, 380, incomplete=True)],
                    "Mar 01": [cell(400, 400), cell(120, 400), cell(40, 400)],
                },
                "combined": [cell(780, 780), cell(120, 400), cell(40, 400)],
            }
        ],
        "seriesLabels": ["All users"],
    }
}


def test_cohorts_run_from_the_oldest_to_the_newest() -> None:
    (read,) = Retention.parse(REPLY).series
    assert [cohort.start for cohort in read.cohorts] == ["Mar 01", "Mar 02"]
    assert read.label == "All users"


def test_the_first_cell_is_the_cohort_and_not_an_interval() -> None:
    (read,) = Retention.parse(REPLY).series
    assert [cohort.users for cohort in read.cohorts] == [400, 380]
    assert read.combined.users == 780
    assert read.combined.intervals[0].rate == 0.3
    rows = Retention.parse(REPLY).rows()
    assert [(row["cohort"], row["interval"], row["count"]) for row in rows] == [
        ("Mar 01", 0, 120),
        ("Mar 01", 1, 40),
        ("Mar 02", 0, 190),
    ]
    assert rows[2] == {
        "label": "All users",
        "cohort": "Mar 02",
        "interval": 0,
        "count": 190,
        "outof": 380,
        "rate": 0.5,
        "incomplete": True,
    }


@pytest.mark.parametrize(
    ("measure", "kind", "first", "second"),
    [
        ("rate", "number", (0.3, 0.1), (0.5, None)),
        ("count", "whole", (120, 40), (190, None)),
        ("incomplete", "flag", (False, False), (True, None)),
    ],
)
def test_the_matrix_has_a_row_for_each_cohort_and_a_column_for_each_interval(
    measure: Any, kind: Any, first: Any, second: Any
) -> None:
    read = Retention.parse(REPLY).matrix(measure)
    assert read.schema[3:] == (Column("0", kind), Column("1", kind))
    assert read.rows() == [
        {"label": "All users", "cohort": "Mar 01", "users": 400, "0": first[0], "1": first[1]},
        {"label": "All users", "cohort": "Mar 02", "users": 380, "0": second[0], "1": second[1]},
    ]


def test_the_curve_is_that_of_all_cohorts_together() -> None:
    assert Retention.parse(REPLY).curve().rows()[1] == {
        "label": "All users",
        "interval": 1,
        "count": 40,
        "outof": 400,
        "rate": 0.1,
        "incomplete": False,
    }


def test_a_reply_without_users_has_columns_all_the_same() -> None:
    for data in ({}, {"series": None}, {"series": []}, {"series": [{"values": None}]}):
        read = Retention.parse({"data": data})
        assert read.rows() == read.matrix().rows() == read.curve().rows() == []
        assert [column.name for column in read.matrix().schema] == ["label", "cohort", "users"]


@pytest.mark.parametrize(
    ("count", "outof", "rate"), [(1, 4, 0.25), (0, 4, 0.0), (0, 0, None), (None, 4, None)]
)
def test_an_empty_cohort_has_no_rate(count: Any, outof: Any, rate: float | None) -> None:
    values = {"Mar 01": [cell(9, 9), cell(count, outof)]}
    (read,) = Retention.parse({"data": {"series": [{"values": values}]}}).series
    assert read.cohorts[0].intervals[0].rate == rate


def test_dates_without_values_and_values_without_dates_are_no_trouble() -> None:
    entry = {"dates": ["Mar 02", "Mar 01"], "values": {"Mar 02": [], "Mar 03": None}}
    (read,) = Retention.parse({"data": {"series": [entry]}}).series
    assert [(each.start, each.users) for each in read.cohorts] == [
        ("Mar 02", None),
        ("Mar 03", None),
    ]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (
            {"values": {"Mar 01": {"count": 1}}},
            r"data.series\[0\].values.Mar 01 should be an array",
        ),
        (
            {"values": {"A": [{"count": 1.5}]}},
            r"data.series\[0\].values.A\[0\].count should be a wh",
        ),
        ({"combined": {}}, r"data.series\[0\].combined should be an array, got an object"),
        ({"combined": [{"incomplete": 1}]}, r"combined\[0\].incomplete should be true or false"),
        ({"dates": [[]]}, r"data.series\[0\].dates\[0\] should be a text"),
        ([], r"data.series\[0\] should be an object"),
    ],
)
def test_another_shape_is_named_by_its_place(entry: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        Retention.parse({"data": {"series": [entry]}})
