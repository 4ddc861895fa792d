"""What queries return: curated attributes, rows of a table, and everything else under `raw`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.results import (
    Chart,
    ChartTable,
    Distribution,
    EventCatalogue,
    TimeSeries,
)
from amplitude_sdk.queries.users import UserActivity, UserSearch

FIRST, SECOND = date(2026, 3, 1), date(2026, 3, 2)
CSV = (
    '"\tSongs played"\r\n"\tUniques, daily"\r\n\r\n'
    '"\tSegment","\t2026-03-01","\t2026-03-02"\r\n'
    '"\tNetherlands","214","201"\r\n"\tBelgium, ""north""","98","103"\r\n'
)


def series(**data: Any) -> TimeSeries:
    return TimeSeries.parse({"data": {"xValues": ["2026-03-01", "2026-03-02"], **data}})


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


@pytest.mark.parametrize(
    ("members", "labels"),
    [
        ({"seriesLabels": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesLabels": [0, 1]}, ("0", "1")),
        ({"seriesLabels": [[0, "iOS"], [1, None]]}, ("0; iOS", "1; ")),
        ({"seriesLabels": [None, ""]}, ("", "")),
        ({"seriesLabels": ["iOS"]}, ("iOS", "")),
        ({"seriesLabels": ["iOS", "Android", "Web"]}, ("iOS", "Android")),
        ({"seriesMeta": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesMeta": [{"segmentIndex": 0}, {"segmentIndex": 1}]}, ("", "")),
        ({"seriesLabels": [], "seriesMeta": ["iOS", "Android"]}, ("iOS", "Android")),
        ({"seriesLabels": None}, ("", "")),
        ({}, ("", "")),
    ],
)
def test_labels_stand_in_one_of_two_places(members: dict[str, Any], labels: Any) -> None:
    assert series(series=[[1], [2]], **members).labels == labels


def test_numbers_may_come_as_text_and_lists_as_null() -> None:
    assert series(series=[["1.5", "2"]]).series == ((1.5, 2),)
    assert series(series=[None]).rows() == []
    empty = TimeSeries.parse({"data": {"xValues": None, "series": None, "seriesCollapsed": None}})
    assert (empty.points, empty.series, empty.collapsed, empty.rows()) == ((), (), (), [])
    assert series(series=[[1]], seriesCollapsed=[[], [{}]]).collapsed == (None, None)


def test_hours_are_times_of_the_zone_of_the_project() -> None:
    read = TimeSeries.parse(
        {"data": {"xValues": ["2026-03-01T00:00:00", "2026-03-01T01:00:00"], "series": [[1, 2]]}}
    )
    assert [row["date"] for row in read.rows()] == [
        datetime(2026, 3, 1, 0),  # noqa: DTZ001
        datetime(2026, 3, 1, 1),  # noqa: DTZ001
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ([], "the body should be an object, got an array"),
        ({"data": []}, "data should be an object, got an array"),
        ({"data": {"series": [["x"]]}}, r"data.series\[0\] should be a number, got 'x'"),
        ({"data": {"series": [[1]], "seriesLabels": [{}]}}, "should be a text, got an object"),
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


def test_a_search_counts_and_iterates_its_matches() -> None:
    match = {"user_id": None, "amplitude_id": 412907753402, "last_seen": None}
    read = UserSearch.parse({"type": "match_user_prefix", "matches": [match]})
    assert (len(read), read.type) == (1, "match_user_prefix")
    assert [(each.amplitude_id, each.user_id) for each in read] == [(412907753402, None)]
    assert read.rows() == [match]
    nobody = UserSearch.parse({"type": "nomatch", "matches": None})
    assert (len(nobody), nobody.rows()) == (0, [])


def test_activity_has_a_row_for_each_event() -> None:
    read = UserActivity.parse({"userData": {"num_events": 1}, "events": [{"event_type": "A"}]})
    assert read.user == {"num_events": 1}
    assert read.rows() == [{"event_type": "A"}]
    read.rows()[0]["event_type"] = "changed"
    assert read.events == ({"event_type": "A"},)


def test_a_chart_is_whatever_it_is() -> None:
    for data in ([1], {"series": []}, None, "x"):
        assert Chart.parse({"data": data}).data == data


def test_the_table_of_a_chart_comes_without_titles_and_marks() -> None:
    read = ChartTable.parse({"data": CSV})
    assert read.text == CSV
    assert read.table[0] == ("Songs played",)
    assert read.rows() == [
        {"Segment": "Netherlands", "2026-03-01": "214", "2026-03-02": "201"},
        {"Segment": 'Belgium, "north"', "2026-03-01": "98", "2026-03-02": "103"},
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (None, []),
        ("", []),
        ('"a","b"\r\n"1","2"\r\n', [{"a": "1", "b": "2"}]),
        ('"a"\r\n\r\n', []),
        ('"title"\r\n\r\n"a"\r\n"1"\r\n\r\n"2"\r\n', [{"a": "1"}, {"a": "2"}]),
    ],
)
def test_a_table_may_be_empty_or_have_no_title(text: str | None, rows: list[Any]) -> None:
    assert ChartTable.parse({"data": text}).rows() == rows


def test_a_cell_that_is_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(DecodeError, match="data should be CSV text"):
        ChartTable.parse({"data": '"' + "x" * 200_000 + '"'})


def test_the_raw_reply_takes_no_part_in_comparison_or_display() -> None:
    one = EventCatalogue.parse({"data": [{"value": "A"}]})
    other = EventCatalogue.parse({"data": [{"value": "A", "beta": 1}], "wasCached": True})
    assert one == other
    assert one.raw != other.raw
    assert "wasCached" not in repr(other)
