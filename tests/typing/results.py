"""Read by type checkers and never run: what a caller sees of results."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, assert_type

import altair as alt
import pandas as pd
import polars as pl

from amplitude_sdk import types


def every_table_offers_the_same(table: types.Table) -> None:
    """Rows, frames, the Arrow stream and a plot."""
    assert_type(table.rows(), list[dict[str, Any]])
    assert_type(table.schema, tuple[types.Column, ...])
    assert_type(table.to_pandas(), pd.DataFrame)
    assert_type(table.to_polars(), pl.DataFrame)
    assert_type(table.__arrow_c_stream__(), object)
    assert_type(table.plot(), alt.Chart | alt.LayerChart | alt.FacetChart)
    table.to_arrow().column("value").to_pylist()
    pl.DataFrame(table)
    table.plot().save("chart.html")


def every_result_of_rows_is_a_table(
    series: types.TimeSeries, funnel: types.Funnel, retention: types.Retention
) -> None:
    """Views among them."""
    tables: list[types.Table] = [series, funnel, retention, funnel.by_day(), retention.curve()]
    assert_type(tables[0].rows(), list[dict[str, Any]])
    assert_type(series.plot(), alt.Chart)
    assert_type(series.points, tuple[date | str | None, ...])
    assert_type(series.series, tuple[tuple[float | None, ...], ...])
    assert_type(funnel.by_day(), types.View)
    assert_type(funnel.groups[0].steps[0].drop_off, float | None)
    assert_type(retention.matrix("count"), types.View)
    assert_type(retention.series[0].cohorts[0].intervals[0].rate, float | None)
    assert_type(retention.series[0].cohorts[0].users, int | None)


def lifetime_value_has_curves(value: types.LifetimeValue) -> None:
    """By cohort and of all of them."""
    assert_type(value.series[0].cohorts[0].curve[0].value, float | None)
    assert_type(value.series[0].cohorts[0].per_user, float | None)
    assert_type(value.curve(), types.View)
    assert_type(value.totals(), types.View)


def users_have_typed_members(activity: types.UserActivity, found: types.UserSearch) -> None:
    """Whatever the service writes them as."""
    assert_type(activity.user.revenue, float | None)
    assert_type(activity.user.location, tuple[float, float] | None)
    assert_type(activity.events[0].event_time, datetime | str | None)
    assert_type(activity.events[0].event_properties, dict[str, Any])
    assert_type([match.last_seen for match in found], list[date | str | None])
    assert_type(found.matches[0].amplitude_id, int | None)


def charts_are_read_as_what_they_are(chart: types.Chart, table: types.ChartTable) -> None:
    """By the type of the query they were made by."""
    assert_type(chart.read_as(types.Funnel), types.Funnel)
    assert_type(chart.read_as(types.TimeSeries), types.TimeSeries)
    assert_type(chart.read_as(types.LifetimeValue), types.LifetimeValue)
    assert_type(table.long(), types.View)
    assert_type(table.titles, tuple[str, ...])
