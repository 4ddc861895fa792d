"""Saved charts: JSON read as the query the chart is of, CSV read as a table."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries.charts import Chart, ChartTable
from amplitude_sdk.queries.funnels import Funnel
from amplitude_sdk.queries.results import TimeSeries
from amplitude_sdk.queries.tables import Column

CSV = (
    '"\tSongs played"\r\n"\tUniques, daily"\r\n\r\n'
    '"\tSegment","\t2026-03-01","\t2026-03-02"\r\n'
    '"\tNetherlands","214","201"\r\n"\tBelgium, ""north""","98","103.5"\r\n'
)


def table(text: str | None) -> ChartTable:
    return ChartTable.parse({"data": text})


def test_a_chart_is_whatever_it_is() -> None:
    for data in ([1], {"series": []}, None, "x"):
        assert Chart.parse({"data": data}).data == data


def test_a_chart_is_read_as_what_its_query_returns() -> None:
    lines = {"data": {"series": [[1]], "xValues": ["2026-03-01"]}, "novaCost": 1}
    assert Chart.parse(lines).read_as(TimeSeries) == TimeSeries.parse(lines)
    assert Chart.parse(lines).read_as(TimeSeries).raw == lines
    with pytest.raises(DecodeError, match="data should be an array, got an object"):
        Chart.parse(lines).read_as(Funnel)


def test_the_table_of_a_chart_has_titles_names_and_numbers() -> None:
    read = table(CSV)
    assert read.text == CSV
    assert read.titles == ("Songs played", "Uniques, daily")
    assert read.schema == (
        Column("Segment", "text"),
        Column("2026-03-01", "number"),
        Column("2026-03-02", "number"),
    )
    assert read.rows() == [
        {"Segment": "Netherlands", "2026-03-01": 214, "2026-03-02": 201},
        {"Segment": 'Belgium, "north"', "2026-03-01": 98, "2026-03-02": 103.5},
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (None, []),
        ("", []),
        ('"a","b"\r\n"1","2"\r\n', [{"a": 1, "b": 2}]),
        ('"a"\r\n\r\n', []),
        ('\r\n"a"\r\n"1"\r\n', [{"a": 1}]),
        ('"title"\r\n\r\n"a"\r\n"1"\r\n\r\n"2"\r\n', [{"a": 1}, {"a": 2}]),
        ('"a","b"\r\n"x"\r\n', [{"a": "x", "b": None}]),
        ('"a"\r\n"x","7"\r\n', [{"a": "x", "column 2": 7}]),
        ('"a","a","a"\r\n"x","y","z"\r\n', [{"a": "x", "a (2)": "y", "a (3)": "z"}]),
        ('"a (2)","a","a"\r\n"x","y","z"\r\n', [{"a (2)": "x", "a": "y", "a (3)": "z"}]),
        ('"","\t"\r\n"x","y"\r\n', [{"column 1": "x", "column 2": "y"}]),
    ],
)
def test_a_table_may_be_of_any_width_and_have_no_title(text: str | None, rows: list[Any]) -> None:
    assert table(text).rows() == rows


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("1", "2.5", "-3", "1e3"), (1, 2.5, -3, 1000.0)),
        (("1", "", "3"), (1, None, 3)),
        (("\t1", "2"), ("1", "2")),
        (("1", "12%"), ("1", "12%")),
        (("1", "1,234"), ("1", "1,234")),
        (("007", "8"), ("007", "8")),
        (("1", "n/a"), ("1", "n/a")),
        (("1", "NaN"), ("1", "NaN")),
        (("1", "1e999"), ("1", "1e999")),
        (("1_000",), ("1_000",)),
        (("\N{ARABIC-INDIC DIGIT THREE}",), ("\N{ARABIC-INDIC DIGIT THREE}",)),
        ((" 1",), (" 1",)),
        (("\t\tindented", "\t"), ("\tindented", "")),
    ],
)
def test_a_column_of_numbers_and_nothing_else_is_one(cells: Any, read: Any) -> None:
    lines = "".join(f'"\tx","{cell}"\r\n' for cell in cells)
    found = table(f'"Segment","n"\r\n{lines}')
    assert tuple(row["n"] for row in found.rows()) == read
    assert found.schema[1].kind == ("text" if isinstance(read[0], str) else "number")


def test_a_date_has_numbers_below_it_even_when_there_are_none() -> None:
    assert [column.kind for column in table('"Segment","2026-03-01"\r\n').schema] == [
        "text",
        "number",
    ]


def test_names_that_c_would_cut_are_the_same_everywhere() -> None:
    read = table('"a\0x","a\0y","a\ud800"\r\n"1","2","3"\r\n')
    names = ["a\ufffdx", "a\ufffdy", "a?"]
    assert [*read.rows()[0]] == read.to_polars().columns == read.to_arrow().column_names == names


def test_the_numbers_are_also_to_be_had_one_a_row() -> None:
    assert table(CSV).long().rows()[1:3] == [
        {"label": "Netherlands", "point": date(2026, 3, 2), "value": 201},
        {"label": 'Belgium, "north"', "point": date(2026, 3, 1), "value": 98},
    ]
    columns = table('"s","t","Step 1"\r\n"\tA","\tB","7"\r\n').long()
    assert columns.rows() == [{"label": "A; B", "point": "Step 1", "value": 7}]


def test_a_cell_that_is_too_long_to_be_one_is_refused() -> None:
    with pytest.raises(DecodeError, match="data should be CSV text"):
        table('"' + "x" * 200_000 + '"')
