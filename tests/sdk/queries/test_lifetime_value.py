"""Lifetime value as curves over days, and as means per user."""

from __future__ import annotations

from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.lifetime_value import LifetimeValue

FIRST = {"count": 40, "paid": 4, "total_amount": "60.0", "r1d": 0.5, "r10d": 1.5, "r7new": 9.0}
SECOND = {"count": 60, "paid": 6, "total_amount": 50, "r2d": None, "r1d": 1.0, "r10d": 8.0}
REPLY = {
    "data": {
        "seriesLabels": [""],
        "series": [
            {
                "dates": ["Mar 02", "Mar 01"],
                "values": {"Mar 02": SECOND, "Mar 01": FIRST},
                "complete": {"Mar 01": {"r1d": True, "r10d": True}, "Mar 02": {"r10d": False}},
            }
        ],
    }
}


def test_a_curve_has_a_row_for_each_cohort_and_number_of_days() -> None:
    read = LifetimeValue.parse(REPLY)
    assert [(row["cohort"], row["days"], row["value"], row["complete"]) for row in read.rows()] == [
        ("Mar 01", 1, 0.5, True),
        ("Mar 01", 10, 1.5, True),
        ("Mar 02", 1, 1.0, None),
        ("Mar 02", 2, None, None),
        ("Mar 02", 10, 8.0, False),
    ]
    assert read.rows()[0] == {
        "label": "",
        "cohort": "Mar 01",
        "users": 40,
        "paying": 4,
        "total_amount": 60.0,
        "days": 1,
        "value": 0.5,
        "complete": True,
    }


def test_members_without_a_documented_meaning_are_kept_raw() -> None:
    (series,) = LifetimeValue.parse(REPLY).series
    assert series.cohorts[0].raw["r7new"] == 9.0


def test_totals_have_the_means_per_user() -> None:
    assert LifetimeValue.parse(REPLY).totals().rows()[0] == {
        "label": "",
        "cohort": "Mar 01",
        "users": 40,
        "paying": 4,
        "total_amount": 60.0,
        "per_user": 1.5,
        "per_paying_user": 15.0,
    }


@pytest.mark.parametrize(
    ("metric", "means"),
    [
        (0, [(1, 2, 100, 0.8), (10, 1, 40, 1.5)]),
        ("arpu", [(1, 2, 100, 0.8), (10, 1, 40, 1.5)]),
        ("arppu", [(1, 2, 10, 0.8), (10, 1, 4, 1.5)]),
        ("total_revenue", [(1, 2, 100, 0.015), (10, 1, 40, 0.0375)]),
        (3, [(1, 2, 100, 0.015), (10, 1, 40, 0.0375)]),
    ],
)
def test_the_mean_curve_weighs_cohorts_by_what_the_metric_is_about(metric: Any, means: Any) -> None:
    rows = LifetimeValue.parse(REPLY, metric).curve().rows()
    found = [(row["days"], row["cohorts"], row["users"], row["mean"]) for row in rows]
    assert found == [(*parts, pytest.approx(mean)) for *parts, mean in means]


def test_cohorts_of_nobody_have_no_means() -> None:
    for count in (0, None, -3):
        values = {"A": {"count": count, "paid": 0, "total_amount": 5, "r1d": 1}}
        read = LifetimeValue.parse({"data": {"series": [{"values": values}]}})
        assert read.curve().rows() == []
        assert read.totals().rows()[0]["per_paying_user"] is None


def test_a_reply_may_be_empty() -> None:
    for data in ({}, {"series": None}, {"series": [{"dates": None, "values": None}]}):
        read = LifetimeValue.parse({"data": data})
        assert read.rows() == read.totals().rows() == read.curve().rows() == []


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"values": {"A": {"r1d": "much"}}}, r"data.series\[0\].values.A.r1d should be a number"),
        ({"values": {"A": {"count": 1.5}}}, r"data.series\[0\].values.A.count should be a whole"),
        ({"values": {"A": []}}, r"data.series\[0\].values.A should be an object"),
        (
            {"values": {"A": {"r1d": 1}}, "complete": {"A": {"r1d": 1}}},
            r"data.series\[0\].complete.A.r1d should be true or false, got 1",
        ),
        ({"complete": []}, r"data.series\[0\].complete should be an object"),
    ],
)
def test_another_shape_is_named_by_its_place(entry: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        LifetimeValue.parse({"data": {"series": [entry]}})
