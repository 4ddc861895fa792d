"""Lifetime value against an independent computation from the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics.dashboard_calls import answer, refill
from tests.emulator.analytics.journeys import days, logs, segments
from tests.emulator.analytics.slow_cohorts import lifetime_value

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


@st.composite
def queries(draw: st.DrawFn) -> dict[str, Any]:
    """A query of lifetime value."""
    g = draw(st.sampled_from([None, None, "country"]))
    return {
        **draw(days(60)),
        "m": draw(st.sampled_from([0, 1, 2, 3])),
        "i": draw(st.sampled_from([1, 7, 30])),
        "s": draw(segments) if g is None else [[]],
        "g": g,
    }


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    log=st.one_of(logs(3, dense=False), logs(40, dense=False)),
    asked=st.lists(queries(), min_size=3, max_size=5),
)
def test_lifetime_values_equal_slow_ones(
    emulator: Emulator, http: httpx.Client, log: list[dict[str, Any]], asked: list[dict[str, Any]]
) -> None:
    refill(emulator, http, log)
    now_ms = emulator.clock.now_ms()
    for query in asked:
        answered = answer(http, "revenue/ltv", **query)["data"]
        expected = [
            (label, series)
            for segment in query["s"]
            for label, series in lifetime_value(log, query, segment, now_ms).items()
        ]
        assert answered["seriesLabels"] == ([label for label, _ in expected] if log else [])
        for found, (_, series) in zip(answered["series"], expected, strict=bool(log)):
            assert {**found, "values": None} == {**series, "values": None}
            assert list(found["values"]) == list(series["values"])
            for date, values in series["values"].items():
                assert found["values"][date] == pytest.approx(values)
