"""Retention against an independent count of the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics.dashboard_calls import answer, refill
from tests.emulator.analytics.journeys import days, events, logs, segments
from tests.emulator.analytics.slow_cohorts import retention

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

_brackets = st.lists(
    st.builds(lambda since, length: [since, since + length], st.integers(0, 9), st.integers(1, 12)),
    min_size=1,
    max_size=4,
)


@st.composite
def queries(draw: st.DrawFn) -> dict[str, Any]:
    """A retention query."""
    mode = draw(st.sampled_from(["n-day", "n-day", "rolling", "bracket"]))
    g = draw(st.sampled_from([None, None, "country"]))
    return {
        **draw(days(60)),
        "se": draw(events("_new", "_active", "_all", "A", "B")),
        "re": draw(events("_active", "_all", "A", "B", "C")),
        "rm": mode,
        "rb": draw(_brackets) if mode == "bracket" else None,
        "i": draw(st.sampled_from([1, 1, 7, 30])),
        "s": draw(segments) if g is None else [[]],
        "g": g,
    }


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    log=st.one_of(logs(3, dense=False), logs(10, dense=False), logs(70, dense=False)),
    asked=st.lists(queries(), min_size=3, max_size=5),
)
def test_retention_equals_a_slow_count(
    emulator: Emulator, http: httpx.Client, log: list[dict[str, Any]], asked: list[dict[str, Any]]
) -> None:
    refill(emulator, http, log)
    now_ms = emulator.clock.now_ms()
    for query in asked:
        answered = answer(http, "retention", **query)["data"]
        expected = [
            (label, series)
            for segment in query["s"]
            for label, series in retention(log, query, segment, now_ms).items()
        ]
        assert answered["series"] == ([series for _, series in expected] if log else [])
        if query["g"] is not None:
            assert answered["seriesLabels"] == [label for label, _ in expected]
