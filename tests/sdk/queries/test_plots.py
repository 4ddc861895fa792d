"""Plots of every kind of result: valid, drawn for real, and unable to act."""

from __future__ import annotations

import copy
import io
import json
import os
import pickle
import subprocess
import sys
from typing import Any

import altair as alt
import pytest
import vl_convert

from amplitude_sdk.queries.results import EventCatalogue, TimeSeries
from tests.sdk.queries.tabular import EMPTY, FULL, TABLES

MARKS = {
    "days": "line",
    "hours": "line",
    "times": "line",
    "bins": "bar",
    "catalogue": "bar",
    "funnel": "bar",
    "segments": "bar",
    "lifetime": "line",
    "chart": "line",
    "search": "tick",
    "activity": "tick",
    "lifetime, a view": "bar",
    "lifetimes, a view": "line",
    "funnel, a view": "line",
    "the curve of cohorts": "line",
}
HOSTILE = "</script><script>alert(1)</script><!-- \x1b \u202e"


def svg(chart: Any) -> str:
    return vl_convert.vegalite_to_svg(chart.to_dict())


def specification(name: str) -> dict[str, Any]:
    made: dict[str, Any] = TABLES[name].plot().to_dict()
    return made


def values(chart: Any) -> list[dict[str, Any]]:
    """The rows a chart holds."""
    (rows,) = chart.to_dict()["datasets"].values()
    return rows


@pytest.mark.parametrize("name", TABLES)
def test_every_result_is_drawn(name: str) -> None:
    chart = TABLES[name].plot()
    assert isinstance(chart, alt.Chart | alt.LayerChart | alt.FacetChart)
    alt.Chart.from_dict(chart.to_dict(), validate=True)
    drawn = svg(chart)
    assert drawn.startswith("<svg")
    assert "mark-" in drawn
    assert "NaN" not in drawn
    assert json.dumps(chart.to_dict(), allow_nan=False)


@pytest.mark.parametrize("name", EMPTY)
def test_a_result_without_rows_is_an_empty_chart(name: str) -> None:
    _, empty = EMPTY[name]
    assert svg(empty.plot()).startswith("<svg")


@pytest.mark.parametrize("name", MARKS)
def test_a_kind_of_result_has_its_kind_of_mark(name: str) -> None:
    assert specification(name)["mark"]["type"] == MARKS[name]


def test_a_chart_is_saved_as_bytes_or_as_a_page() -> None:
    picture, page = io.BytesIO(), io.StringIO()
    FULL["days"].plot().save(picture, format="png")
    FULL["days"].plot().save(page, format="html")
    assert picture.getvalue().startswith(b"\x89PNG")
    assert '"iOS"' in page.getvalue()


def test_a_chart_is_a_value() -> None:
    chart = FULL["days"].plot()
    assert pickle.loads(pickle.dumps(chart)).to_dict() == chart.to_dict()
    assert copy.deepcopy(chart).to_dict() == chart.to_dict() == FULL["days"].plot().to_dict()


def test_charts_have_as_many_rows_as_results() -> None:
    many = [f"bin {n}" for n in range(6000)]
    body = {"data": [{"value": name, "totals": 1} for name in many]}
    assert len(values(EventCatalogue.parse(body).plot())) == 6000


@pytest.mark.parametrize(
    ("name", "date"),
    [("days", "2026-03-01"), ("hours", "2026-03-01T00:00:00Z"), ("times", "23:55")],
)
def test_times_are_drawn_where_they_are(name: str, date: str) -> None:
    chart = FULL[name].plot()
    assert values(chart)[0]["date"] == date
    place = chart.to_dict()["encoding"]["x"]
    if name == "times":
        assert (place["type"], place["sort"]) == ("ordinal", None)
    else:
        assert (place["type"], place["scale"]) == ("temporal", {"type": "utc"})


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_a_day_is_that_day_wherever_the_reader_is(zone: str) -> None:
    code = (
        "from tests.sdk.queries.tabular import FULL; import vl_convert;"
        "print(vl_convert.vegalite_to_svg(FULL['days'].plot().to_dict()))"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"TZ": here},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for here in (zone, "UTC")
    }
    assert len(drawn) == 1


def test_a_tooltip_says_times_in_words() -> None:
    chart = FULL["hours"].plot()
    assert values(chart)[1]["date in words"] == "2026-03-01 01:00:00"
    tips = {tip["title"]: tip for tip in chart.to_dict()["encoding"]["tooltip"]}
    assert tips["date"]["field"] == "date in words"
    assert [tips[name]["type"] for name in ("date", "label", "value")] == [
        "nominal",
        "nominal",
        "quantitative",
    ]


def test_what_needs_no_color_has_none() -> None:
    one = TimeSeries.parse({"data": {"xValues": ["2026-03-01"], "series": [[1]]}})
    assert "color" not in one.plot().to_dict()["encoding"]
    assert FULL["days"].plot().to_dict()["encoding"]["color"]["sort"] == ["iOS", "Android"]


def test_groups_have_panels_or_stand_beside_each_other() -> None:
    assert specification("lifetimes")["encoding"]["row"]["sort"] == ["0", "1"]
    assert "row" not in specification("lifetime")["encoding"]
    assert specification("segments")["encoding"]["xOffset"]["sort"] == ["segment 0", "segment 1"]
    assert specification("funnel")["encoding"]["xOffset"]["field"] == "group"
    assert specification("grouped")["facet"]["row"]["sort"] == ["NL", "BE"]
    assert "layer" in specification("retention")


def test_a_heat_map_writes_shares_and_pales_what_is_not_over() -> None:
    drawn = svg(FULL["retention"].plot())
    assert all(share in drawn for share in ("75%", "20%", "25%"))
    rect, text = specification("retention")["layer"]
    assert rect["mark"]["type"] == "rect"
    assert rect["encoding"]["opacity"]["condition"]["test"] == "datum['incomplete']"
    assert text["encoding"]["text"]["format"] == ".0%"


@pytest.mark.parametrize("name", ["retention, a view", "grouped, a view"])
def test_the_matrix_has_the_plot_of_its_retention(name: str) -> None:
    assert specification(name) == specification(name.partition(",")[0])


def test_bars_are_in_the_order_of_the_reply() -> None:
    assert specification("bins")["encoding"]["x"]["sort"] is None
    assert specification("catalogue")["encoding"]["y"]["sort"] == "-x"


def test_names_cannot_act_in_the_page_of_a_chart() -> None:
    body = {"data": {"xValues": [HOSTILE], "series": [[1], [2]], "seriesLabels": [HOSTILE, "b"]}}
    chart = TimeSeries.parse(body).plot()
    for page in (chart.to_html(), chart._repr_mimebundle_()["text/html"]):
        assert "alert(1)" in page
        assert "</script><script>alert" not in page
        assert "<!--" not in page.split("alert(1)", 1)[1]
    assert "<" not in values(chart)[0]["label"]
    assert values(chart)[0]["label"].endswith(r"-- \x1b \u202e")


def test_objects_are_left_out_of_plots() -> None:
    assert "event_properties" not in json.dumps(TABLES["activity"].plot().to_dict())
