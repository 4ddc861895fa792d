"""What queries return: curated attributes, rows of a table, and everything else under `raw`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.results import Distribution, EventCatalogue, TimeSeries, axis_of
from amplitude_sdk.queries.tables import Column

FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)
DAYS = ["2026-03-01", "2026-03-02"]


def series(**data: Any) -> TimeSeries:
    return TimeSeries.parse({"data": {"xValues": DAYS, **data}})


def test_a_time_series_has_a_row_for_each_label_and_point() -> None:
    read = series(
        series=[[1, 2], [3, None]],
        seriesLabels=["iOS", "Android"],
        seriesCollapsed=[[{"value": 2}], [{"value": 3}]],
    )
    assert read.points == (FIRST, SECOND)
    assert read.series == ((1, 2), (3, None))
    assert read.collapsed == (2, 3)
    assert read.rows() == [
        {"date": FIRST, "label": "iOS", "value": 1},
        {"date": SECOND, "label": "iOS", "value": 2},
        {"date": FIRST, "label": "Android", "value": 3},
        {"date": SECOND, "label": "Android", "value": None},
    ]


def test_numbers_may_come_as_text_and_lists_as_null() -> None:
    assert series(series=[["1.5", "2"]]).series == ((1.5, 2),)
    assert series(series=[None]).rows() == []
    empty = TimeSeries.parse({"data": {"xValues": None, "series": None, "seriesCollapsed": None}})
    assert (empty.points, empty.series, empty.collapsed, empty.rows()) == ((), (), (), [])
    assert series(series=[[1]], seriesCollapsed=[[], [{}], None]).collapsed == (None, None, None)


def test_hours_are_times_of_the_zone_of_the_project() -> None:
    hours = ["2026-03-01T00:00:00", "2026-03-01T01:00:00"]
    read = TimeSeries.parse({"data": {"xValues": hours, "series": [[1, 2]]}}, "moment")
    assert [row["date"] for row in read.rows()] == [
        datetime(2026, 3, 1, 0),  # noqa: DTZ001
        datetime(2026, 3, 1, 1),  # noqa: DTZ001
    ]


@pytest.mark.parametrize(
    ("interval", "axis"),
    [
        (None, "day"),
        (1, "day"),
        (7, "day"),
        (30, "day"),
        ("daily", "day"),
        ("monthly", "day"),
        (-3600000, "moment"),
        (-300000, "moment"),
        ("hourly", "moment"),
        ("realtime", "moment"),
    ],
)
def test_an_interval_says_what_the_axis_is(interval: Any, axis: str) -> None:
    assert axis_of(interval) == axis


@pytest.mark.parametrize("axis", ["day", "moment", "text"])
def test_the_date_of_a_series_is_what_was_asked_for_also_without_rows(axis: Any) -> None:
    assert TimeSeries.parse({"data": {}}, axis).schema == (
        Column("date", axis),
        Column("label", "text"),
        Column("value", "number"),
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([], "the body should be an object, got an array"),
        ({"data": []}, "data should be an object, got an array"),
        ({"data": {"series": [[1, "x"]]}}, r"data.series\[0\]\[1\] should be a number, got 'x'"),
        ({"data": {"series": [[1]], "seriesLabels": [{}]}}, "seriesLabels should be a text"),
        ({"data": {"xValues": ["a", True]}}, r"data.xValues\[1\] should be a text, got True"),
        (
            {"data": {"seriesCollapsed": [[], [{"value": []}]]}},
            r"data.seriesCollapsed\[1\]\[0\].value should be a number, got an array",
        ),
    ],
)
def test_another_shape_is_named_by_its_place(body: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        TimeSeries.parse(body)


def test_a_distribution_has_a_row_for_each_bin() -> None:
    body = {
        "data": {"xValues": ["0s-120s", "120s-240s"], "series": [[904, 377]], "seriesLabels": [0]}
    }
    read = Distribution.parse(body)
    assert read.label == ""
    assert read.rows() == [{"bin": "0s-120s", "count": 904}, {"bin": "120s-240s", "count": 377}]


def test_a_distribution_may_be_empty() -> None:
    for data in ({}, {"series": None, "xValues": None}, {"series": [None]}, {"series": []}):
        assert Distribution.parse({"data": data}).rows() == []


def test_a_composition_knows_its_property() -> None:
    body = {"data": {"xValues": ["iOS", None], "series": [[9, 3]], "seriesLabels": ["platform"]}}
    read = Distribution.parse(body)
    assert read.label == "platform"
    assert read.bins == ("iOS", "")


def test_a_catalogue_counts_and_iterates_its_events() -> None:
    read = EventCatalogue.parse(
        {
            "data": [
                {"value": "Play Song", "display": "Play a song", "totals": 3},
                {"name": "Search"},
            ]
        }
    )
    assert len(read) == 2
    assert [each.display for each in read] == ["Play a song", "Search"]
    assert read.rows()[1] == {"value": "Search", "display": "Search", "totals": None}


@pytest.mark.parametrize(
    ("parse", "body", "says"),
    [
        (Distribution.parse, {"data": {"series": [[1, 2.5]]}}, r"data.series\[0\]\[1\] should be"),
        (Distribution.parse, {"data": {"xValues": [[]]}}, r"data.xValues\[0\] should be a text"),
        (EventCatalogue.parse, {"data": [{}, 3]}, r"data\[1\] should be an object, got 3"),
        (EventCatalogue.parse, {"data": [{"totals": "x"}]}, r"data\[0\].totals should be a number"),
    ],
)
def test_other_shapes_are_named_by_their_place(parse: Any, body: Any, says: str) -> None:
    with pytest.raises(DecodeError, match=says):
        parse(body)


def test_the_raw_reply_takes_no_part_in_comparison_or_display() -> None:
    one = EventCatalogue.parse({"data": [{"value": "A"}]})
    other = EventCatalogue.parse({"data": [{"value": "A", "beta": 1}], "wasCached": True})
    assert one == other
    assert hash(one) == hash(other)
    assert one.raw != other.raw
    assert "wasCached" not in repr(other)
