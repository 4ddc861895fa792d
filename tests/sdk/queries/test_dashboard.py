"""Each argument of each query goes to its parameter, and what is wrong is told by its name."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries import dashboard
from amplitude_sdk.queries.events import EventQuery
from amplitude_sdk.queries.segments import Segment

DAYS = ("20260301", "20260302")
SPAN = {"start": "20260301", "end": "20260302"}
DUTCH = Segment.where("country", "is", ["Netherlands"])
S = json.dumps([[{"prop": "country", "op": "is", "values": ["Netherlands"]}]])
OTHERS: dict[str, Any] = {"segments": DUTCH, "group_by": "platform"}


def sent(asked: Any) -> dict[str, Any]:
    """What a query sends, JSON as values."""
    return {name: _value(value) for name, value in asked().items()}


def _value(value: Any) -> Any:
    if isinstance(value, list):
        return [_value(each) for each in value]
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value


def event(name: str) -> dict[str, Any]:
    return {"event_type": name}


@pytest.mark.parametrize(
    ("asked", "operation", "wire"),
    [
        (
            dashboard.users(*DAYS, metric="new", interval=7, **OTHERS),
            "getUsers",
            {**SPAN, "m": "new", "i": 7, "s": S, "g": "platform"},
        ),
        (
            dashboard.session_lengths(*DAYS, bin_unit="hours", bin_min=1, bin_max=9, bin_size=2),
            "getSessionLengths",
            {
                **SPAN,
                "timeHistogramConfigBinTimeUnit": "hours",
                "timeHistogramConfigBinMin": 1,
                "timeHistogramConfigBinMax": 9,
                "timeHistogramConfigBinSize": 2,
            },
        ),
        (dashboard.average_session_length(*DAYS), "getAverageSessionLength", SPAN),
        (dashboard.sessions_per_user(*DAYS), "getSessionsPerUser", SPAN),
        (
            dashboard.composition("platform", *DAYS),
            "getComposition",
            {**SPAN, "p": "platform"},
        ),
        (dashboard.events(), "listEvents", {}),
        (
            dashboard.segmentation(
                "Play Song",
                *DAYS,
                second_event="Search",
                metric="totals",
                user_type="active",
                interval=-3_600_000,
                limit=5,
                rolling_window=2,
                rolling_average=3,
                **OTHERS,
            ),
            "getSegmentation",
            {
                **SPAN,
                "e": event("Play Song"),
                "e2": event("Search"),
                "m": "totals",
                "n": "active",
                "i": -3_600_000,
                "s": S,
                "g": "platform",
                "limit": 5,
                "rollingWindow": 2,
                "rollingAverage": 3,
            },
        ),
        (
            dashboard.segmentation("Play Song", *DAYS, metric="formula", formula="UNIQUES(A)"),
            "getSegmentation",
            {**SPAN, "e": event("Play Song"), "m": "formula", "formula": "UNIQUES(A)"},
        ),
        (
            dashboard.funnel(
                ["Search", "Play Song"],
                *DAYS,
                mode="unordered",
                user_type="new",
                interval=7,
                conversion_window=timedelta(hours=1),
                limit=5,
                **OTHERS,
            ),
            "getFunnel",
            {
                **SPAN,
                "e": [event("Search"), event("Play Song")],
                "mode": "unordered",
                "n": "new",
                "i": 7,
                "s": S,
                "g": "platform",
                "cs": 3600,
                "limit": 5,
            },
        ),
        (
            dashboard.retention(
                "Search",
                "Play Song",
                *DAYS,
                mode="bracket",
                brackets=[[0, 1]],
                interval=7,
                **OTHERS,
            ),
            "getRetention",
            {
                **SPAN,
                "se": event("Search"),
                "re": event("Play Song"),
                "rm": "bracket",
                "rb": [[0, 1]],
                "i": 7,
                "s": S,
                "g": "platform",
            },
        ),
        (
            dashboard.revenue_ltv(*DAYS, metric="paying_users", interval=7, **OTHERS),
            "getRevenueLtv",
            {**SPAN, "m": 3, "i": 7, "s": S, "g": "platform"},
        ),
        (
            dashboard.user_activity(5, offset=1, limit=2, direction="earliest"),
            "getUserActivity",
            {"user": "5", "offset": 1, "limit": 2, "direction": "earliest"},
        ),
        (dashboard.user_search("mira"), "searchUsers", {"user": "mira"}),
        (dashboard.realtime(interval=5), "getRealtime", {"i": 5}),
        (dashboard.chart("abc"), "getChartResults", {"chart_id": "abc"}),
        (dashboard.chart_csv("abc"), "getChartCsv", {"chart_id": "abc"}),
    ],
)
def test_every_argument_goes_to_its_parameter(
    asked: Any, operation: str, wire: dict[str, Any]
) -> None:
    found = sent(asked)
    assert asked.operation.id == operation
    assert found == {name: _value(value) for name, value in wire.items()}


def use(name: str, *arguments: Any, **named: Any) -> Any:
    return lambda: getattr(dashboard, name)(*arguments, **named)


WRONG: dict[str, Any] = {
    "metric of users": ("metric", use("users", *DAYS, metric="other")),
    "interval of users": ("interval", use("users", *DAYS, interval=2)),
    "property": ("property", use("composition", "", *DAYS)),
    "second event": ("second_event", use("segmentation", "A", *DAYS, second_event="")),
    "user type": ("user_type", use("segmentation", "A", *DAYS, user_type="other")),
    "rolling window": ("rolling_window", use("segmentation", "A", *DAYS, rolling_window=0)),
    "rolling average": ("rolling_average", use("segmentation", "A", *DAYS, rolling_average=0)),
    "mode of a funnel": ("mode", use("funnel", ["A"], *DAYS, mode="other")),
    "user type of a funnel": ("user_type", use("funnel", ["A"], *DAYS, user_type="other")),
    "interval of a funnel": ("interval", use("funnel", ["A"], *DAYS, interval=2)),
    "window": ("conversion_window", use("funnel", ["A"], *DAYS, conversion_window=0)),
    "start event": ("start_event", use("retention", "", "B", *DAYS)),
    "return event": ("return_event", use("retention", "A", "", *DAYS)),
    "mode of a retention": ("mode", use("retention", "A", "B", *DAYS, mode="other")),
    "amplitude id": ("amplitude_id", use("user_activity", "")),
    "offset": ("offset", use("user_activity", 5, offset=-1)),
    "limit of an activity": (
        "limit",
        use("user_activity", 5, limit=facts.MAX_ACTIVITY_LIMIT + 1),
    ),
    "direction": ("direction", use("user_activity", 5, direction="other")),
    "query": ("query", use("user_search", "")),
    "interval of now": ("interval", use("realtime", interval=0)),
    "chart": ("chart_id", use("chart", "")),
    "chart as a table": ("chart_id", use("chart_csv", "")),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_told_by_its_name(wrong: str) -> None:
    field, ask = WRONG[wrong]
    with pytest.raises(ValidationError) as error:
        ask()
    assert error.value.field == field


def test_the_largest_activity_and_the_first_offset_are_taken() -> None:
    asked = dashboard.user_activity(5, offset=0, limit=facts.MAX_ACTIVITY_LIMIT)
    assert sent(asked)["user"] == "5"
    assert sent(dashboard.user_activity(5, limit=0))["limit"] == 0


def test_the_names_of_event_queries_stand_where_they_are_asked_for() -> None:
    event_query = EventQuery("Buy").group_by("event", "price")
    assert sent(dashboard.segmentation(event_query, *DAYS, metric="sums"))["m"] == "sums"
