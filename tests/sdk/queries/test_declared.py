"""Results are declared: by the call that asked for them, and by types that can be read at run time."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_type_hints

import pytest

from amplitude_sdk import types
from tests.sdk.calls import DASHBOARD
from tests.sdk.clients import Service, call, ok

SPAN = ("20260301", "20260302")
PUBLIC = [getattr(types, name) for name in types.__all__]
RESULTS = [each for each in PUBLIC if is_dataclass(each) and ".queries." in each.__module__]
EMPTY: dict[str, Any] = {"data": {}}


@pytest.mark.parametrize(
    ("use", "kind"),
    [
        (DASHBOARD["getUsers"], "day"),
        (DASHBOARD["getAverageSessionLength"], "day"),
        (DASHBOARD["getSessionsPerUser"], "day"),
        (DASHBOARD["getSegmentation"], "day"),
        (lambda amp: amp.dashboard.segmentation("A", *SPAN, interval="weekly"), "day"),
        (lambda amp: amp.dashboard.segmentation("A", *SPAN, interval="hourly"), "moment"),
        (lambda amp: amp.dashboard.segmentation("A", *SPAN, interval=-300000), "moment"),
        (DASHBOARD["getRealtime"], "text"),
    ],
)
def test_the_interval_of_a_call_says_what_its_dates_are(colour: str, use: Any, kind: str) -> None:
    assert call(colour, Service(ok(EMPTY)), use).schema[0].kind == kind


@pytest.mark.parametrize(("interval", "kind"), [(None, "day"), ("hourly", "moment")])
def test_the_days_of_a_funnel_are_what_was_asked_for(colour: str, interval: Any, kind: str) -> None:
    read = call(
        colour,
        Service(ok({"data": []})),
        lambda amp: amp.dashboard.funnel(["A"], *SPAN, interval=interval),
    )
    assert {column.name: column.kind for column in read.by_day().schema}["date"] == kind


@pytest.mark.parametrize(("metric", "number"), [(0, 0), ("arppu", 1), ("total_revenue", 2), (3, 3)])
def test_lifetime_value_knows_its_metric(colour: str, metric: Any, number: int) -> None:
    read = call(
        colour, Service(ok(EMPTY)), lambda amp: amp.dashboard.revenue_ltv(*SPAN, metric=metric)
    )
    assert read.metric == number


@pytest.mark.parametrize("kind", RESULTS, ids=lambda kind: kind.__name__)
def test_the_types_of_members_can_be_read_at_run_time(kind: Any) -> None:
    assert {*kind.__dataclass_fields__} <= {*get_type_hints(kind)}
