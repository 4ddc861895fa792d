"""Each query of the dashboard as a value: its arguments, checked, by wire name.

`amp.dashboard` sends what these functions describe, `amp.dashboard.cost` says what it would cost.
What the arguments mean stands with the methods of `amp.dashboard`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from amplitude_api import facts

from amplitude_sdk.queries import terms
from amplitude_sdk.queries.arguments import Arguments, Brackets, Date
from amplitude_sdk.queries.checks import as_whole
from amplitude_sdk.queries.events import EventQuery, wire_event
from amplitude_sdk.queries.segments import Segments

__all__ = [
    "Event",
    "average_session_length",
    "chart",
    "chart_csv",
    "composition",
    "events",
    "funnel",
    "realtime",
    "retention",
    "revenue_ltv",
    "segmentation",
    "session_lengths",
    "sessions_per_user",
    "user_activity",
    "user_search",
    "users",
]

Event = str | EventQuery | Mapping[str, Any]


def users(
    start: Date,
    end: Date,
    *,
    metric: terms.UserMetric = "active",
    interval: terms.Interval = 1,
    segments: Segments | None = None,
    group_by: str | Sequence[str] | None = None,
) -> Arguments:
    """Active or new users."""
    arguments = Arguments("getUsers").dates(start, end).choice("m", "metric", metric)
    return arguments.interval("i", interval).split(segments, group_by)


def session_lengths(
    start: Date,
    end: Date,
    *,
    bin_unit: terms.BinUnit | None = None,
    bin_min: float | None = None,
    bin_max: float | None = None,
    bin_size: float | None = None,
) -> Arguments:
    """Sessions by length."""
    arguments = Arguments("getSessionLengths").dates(start, end)
    return arguments.bins(bin_unit, bin_min, bin_max, bin_size)


def average_session_length(start: Date, end: Date) -> Arguments:
    """The average length of sessions."""
    return Arguments("getAverageSessionLength").dates(start, end)


def sessions_per_user(start: Date, end: Date) -> Arguments:
    """The average number of sessions."""
    return Arguments("getSessionsPerUser").dates(start, end)


def composition(property: str, start: Date, end: Date) -> Arguments:  # noqa: A002  the API's own word
    """Users by the values of a property."""
    return Arguments("getComposition").dates(start, end).text("p", "property", property)


def events() -> Arguments:
    """The event types of the project."""
    return Arguments("listEvents")


def segmentation(
    event: Event,
    start: Date,
    end: Date,
    *,
    second_event: Event | None = None,
    metric: terms.SegmentationMetric = "uniques",
    user_type: terms.SegmentationUserType | None = None,
    interval: terms.Interval = 1,
    segments: Segments | None = None,
    group_by: str | Sequence[str] | None = None,
    limit: int | None = None,
    formula: str | None = None,
    rolling_window: int | None = None,
    rolling_average: int | None = None,
) -> Arguments:
    """An event over time."""
    arguments = Arguments("getSegmentation").dates(start, end).add("e", wire_event(event))
    if second_event is not None:
        arguments.add("e2", wire_event(second_event, "second_event"))
    arguments.metric(metric, event).choice("n", "user_type", user_type)
    arguments.interval("i", interval).split(segments, group_by).limit(limit)
    arguments.formula(formula, metric=metric)
    arguments.whole("rollingWindow", "rolling_window", rolling_window, least=1)
    return arguments.whole("rollingAverage", "rolling_average", rolling_average, least=1)


def funnel(
    events: Sequence[Event],
    start: Date,
    end: Date,
    *,
    mode: terms.FunnelMode = "ordered",
    user_type: terms.UserType | None = None,
    interval: terms.Interval | None = None,
    segments: Segments | None = None,
    group_by: str | Sequence[str] | None = None,
    conversion_window: int | timedelta | None = None,
    limit: int | None = None,
) -> Arguments:
    """Users on their way through several events."""
    arguments = Arguments("getFunnel").dates(start, end).steps(events)
    arguments.choice("mode", "mode", mode).choice("n", "user_type", user_type)
    arguments.interval("i", interval).split(segments, group_by).limit(limit)
    return arguments.seconds("cs", "conversion_window", conversion_window)


def retention(
    start_event: Event,
    return_event: Event,
    start: Date,
    end: Date,
    *,
    mode: terms.RetentionMode = "n-day",
    brackets: Brackets | None = None,
    interval: terms.Interval = 1,
    segments: Segments | None = None,
    group_by: str | Sequence[str] | None = None,
) -> Arguments:
    """Users who come back."""
    arguments = Arguments("getRetention").dates(start, end)
    arguments.add("se", wire_event(start_event, "start_event"))
    arguments.add("re", wire_event(return_event, "return_event"))
    arguments.choice("rm", "mode", mode).brackets(brackets, mode=mode)
    return arguments.interval("i", interval).split(segments, group_by)


def revenue_ltv(
    start: Date,
    end: Date,
    *,
    metric: terms.LtvMetric = 0,
    interval: terms.Interval = 1,
    segments: Segments | None = None,
    group_by: str | Sequence[str] | None = None,
) -> Arguments:
    """The lifetime value of new users."""
    arguments = Arguments("getRevenueLtv").dates(start, end).ltv_metric(metric)
    return arguments.interval("i", interval).split(segments, group_by)


def user_activity(
    amplitude_id: int | str,
    *,
    offset: int | None = None,
    limit: int | None = None,
    direction: terms.Direction | None = None,
) -> Arguments:
    """The summary and the events of a user."""
    number = as_whole(amplitude_id)
    user = amplitude_id if number is None else str(number)
    arguments = Arguments("getUserActivity").text("user", "amplitude_id", user)
    arguments.whole("offset", "offset", offset, least=0)
    arguments.whole("limit", "limit", limit, least=0, most=facts.MAX_ACTIVITY_LIMIT)
    return arguments.choice("direction", "direction", direction)


def user_search(query: str) -> Arguments:
    """Users by an id, or by the beginning of one."""
    return Arguments("searchUsers").text("user", "query", query)


def realtime(*, interval: int | None = None) -> Arguments:
    """Users who are active now."""
    return Arguments("getRealtime").whole("i", "interval", interval, least=1)


def chart(chart_id: str) -> Arguments:
    """The results of a saved chart."""
    return Arguments("getChartResults").text("chart_id", "chart_id", chart_id)


def chart_csv(chart_id: str) -> Arguments:
    """The results of a saved chart as a table."""
    return Arguments("getChartCsv").text("chart_id", "chart_id", chart_id)
