"""Funnels, retention and lifetime value as attributes and rows."""

from __future__ import annotations

from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.cohorts import Funnel, LifetimeValue, Retention

STEPS = {
    "events": ["Search", "Play"],
    "cumulativeRaw": [500, 300],
    "cumulative": [1.0, 0.6],
    "stepByStep": [1.0, 0.6],
    "medianTransTimes": [0, 42000],
    "avgTransTimes": [0, 61500],
}


def cell(count: int | None, outof: int | None, **more: Any) -> dict[str, Any]:
    return {"count": count, "outof": outof, "incomplete": False, **more}


def test_a_funnel_has_a_row_for_each_group_and_step() -> None:
    read = Funnel.parse({"data": [{**STEPS, "groupValue": "Netherlands"}]})
    first, second = read.rows()
    assert first["step_conversion"] == 1.0
    assert second == {
        "group": "Netherlands",
        "step": 2,
        "event": "Play",
        "users": 300,
        "conversion": 0.6,
        "step_conversion": 0.6,
        "median_ms": 42000,
        "average_ms": 61500,
    }


def test_a_funnel_without_a_group_or_with_few_members_is_read() -> None:
    read = Funnel.parse({"data": [{"events": ["Search", "Play"], "cumulativeRaw": [5]}]})
    assert read.groups[0].group is None
    assert [(row["users"], row["median_ms"]) for row in read.rows()] == [(5, None), (None, None)]
    assert Funnel.parse({"data": []}).rows() == Funnel.parse({"data": None}).rows() == []


RETENTION = {
    "data": {
        "series": [
            {
                "dates": ["Mar 02", "Mar 01"],
                "values": {
                    "Mar 02": [cell(380, 380), cell(31, 380, incomplete=True)],
                    "Mar 01": [cell(400, 400), cell(120, 400)],
                },
                "combined": [cell(780, 780), cell(120, 400)],
            }
        ],
        "seriesLabels": ["All users"],
    }
}


def test_cohorts_run_from_the_oldest_to_the_newest() -> None:
    (read,) = Retention.parse(RETENTION).series
    assert list(read.cohorts) == ["Mar 01", "Mar 02"]
    assert read.label == "All users"
    assert read.combined[1].rate == 0.3


def test_the_first_cell_is_the_cohort_and_not_an_interval() -> None:
    rows = Retention.parse(RETENTION).rows()
    assert [(row["cohort"], row["interval"], row["count"]) for row in rows] == [
        ("Mar 01", 0, 120),
        ("Mar 02", 0, 31),
    ]
    assert rows[0] == {
        "label": "All users",
        "cohort": "Mar 01",
        "interval": 0,
        "count": 120,
        "outof": 400,
        "rate": 0.3,
        "incomplete": False,
    }
    assert rows[1]["incomplete"] is True


@pytest.mark.parametrize(
    ("count", "outof", "rate"), [(1, 4, 0.25), (0, 4, 0.0), (0, 0, None), (None, 4, None)]
)
def test_an_empty_cohort_has_no_rate(count: Any, outof: Any, rate: float | None) -> None:
    values = {"Mar 01": [cell(count, outof)]}
    (read,) = Retention.parse({"data": {"series": [{"values": values}]}}).series
    assert read.cohorts["Mar 01"][0].rate == rate


def test_dates_without_values_and_values_without_dates_are_no_trouble() -> None:
    entry = {"dates": ["Mar 02", "Mar 01"], "values": {"Mar 02": [], "Mar 03": []}}
    (read,) = Retention.parse({"data": {"series": [entry]}}).series
    assert list(read.cohorts) == ["Mar 02", "Mar 03"]


LIFETIME = {
    "data": {
        "seriesLabels": [0, ["NL", "pro"]],
        "series": [
            {
                "dates": ["Mar 02", "Mar 01"],
                "values": {
                    "Mar 02": {"count": 50, "paid": 5, "total_amount": 50.0, "r1d": 1.0},
                    "Mar 01": {
                        "count": 40,
                        "paid": 4,
                        "total_amount": "60.0",
                        "r1d": 0.5,
                        "r2d": None,
                    },
                },
            },
            {"dates": None, "values": None},
        ],
    }
}


def test_lifetime_value_has_a_row_for_each_label_and_date() -> None:
    read = LifetimeValue.parse(LIFETIME)
    assert [each.label for each in read.series] == ["0", "NL; pro"]
    assert read.rows() == [
        {
            "label": "0",
            "date": "Mar 01",
            "count": 40,
            "paid": 4,
            "total_amount": 60.0,
            "r1d": 0.5,
            "r2d": None,
        },
        {"label": "0", "date": "Mar 02", "count": 50, "paid": 5, "total_amount": 50.0, "r1d": 1.0},
    ]


@pytest.mark.parametrize(
    ("parse", "body"),
    [
        (Funnel.parse, {"data": {"events": []}}),
        (Funnel.parse, {"data": [["events"]]}),
        (Retention.parse, {"data": {"series": [{"values": {"Mar 01": {"count": 1}}}]}}),
        (Retention.parse, {"data": {"series": [{"values": {"Mar 01": [{"count": 1.5}]}}]}}),
        (LifetimeValue.parse, {"data": {"series": [{"values": {"Mar 01": {"r1d": "much"}}}]}}),
    ],
)
def test_another_shape_is_a_decode_error(parse: Any, body: Any) -> None:
    with pytest.raises(DecodeError, match="should be"):
        parse(body)
