"""Funnels against a search through all ways."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics.dashboard_calls import answer, refill
from tests.emulator.analytics.journeys import days, events, logs, segments
from tests.emulator.analytics.slow_funnel import Slow

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

_steps = st.one_of(
    st.sampled_from(["AB", "ABC", "AA", "ABA", "AAB", "BACA", "ABAB"]).map(
        lambda names: [{"event_type": name} for name in names]
    ),
    st.lists(events("A", "A", "B", "B", "C", "_all", "Other"), min_size=1, max_size=4),
)


@st.composite
def funnels(draw: st.DrawFn) -> dict[str, Any]:
    """A funnel query; `group` is the step and the property it is grouped by."""
    steps = draw(_steps)
    groups = [None, None, (0, ("user", "country")), (0, ("event", "genre"))]
    groups.append((len(steps) - 1, ("event", "genre")))
    group = draw(st.sampled_from(groups))
    return {
        **draw(days(3)),
        "e": steps,
        "mode": draw(st.sampled_from(["ordered", "ordered", "unordered", "sequential"])),
        "n": draw(st.sampled_from(["active", "active", "new"])),
        "cs": draw(st.sampled_from([1, 2, 3600, 86_400, 90_000, 2_592_000])),
        "i": draw(st.sampled_from([1, 1, 7, 30, -3600000])),
        "s": draw(segments) if group is None else [[]],
        "limit": draw(st.sampled_from([1, 2, 100])),
        "group": group,
    }


def _parameters(query: dict[str, Any]) -> dict[str, Any]:
    parameters = {name: value for name, value in query.items() if name != "group"}
    if query["group"] is None:
        return parameters
    step, (kind, name) = query["group"]
    if kind == "user" and step == 0 and query["limit"] != 2:
        return {**parameters, "g": name}
    steps = [dict(one) for one in query["e"]]
    steps[step]["group_by"] = [{"type": kind, "value": name}]
    return {**parameters, "e": steps}


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(log=logs(4, dense=True), asked=st.lists(funnels(), min_size=3, max_size=5))
def test_funnels_equal_a_search_through_all_ways(
    emulator: Emulator, http: httpx.Client, log: list[dict[str, Any]], asked: list[dict[str, Any]]
) -> None:
    refill(emulator, http, log)
    now_ms = emulator.clock.now_ms()
    for query in asked:
        answered = answer(http, "funnels", **_parameters(query))["data"]
        expected = [
            {"meta": {"segmentIndex": index}, **result}
            for index, segment in enumerate(query["s"])
            for result in Slow(log, query, segment).answer(now_ms)
        ]
        assert [comparable(one) for one in answered] == (
            [approximate(one) for one in expected] if log else []
        )


def comparable(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result with its histograms as mappings of bins to users."""
    comparable = dict(result)
    for name in ("stepTransTimeDistribution", "stepPrevStepCountDistribution"):
        comparable[name] = [
            {(one["start"], one["end"]): one["bin_dist"]["uniques"] for one in step["bins"]}
            for step in result[name]["step_bins"]
        ]
    return comparable


def approximate(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result that equals one with averages computed in another order."""
    days_ = result["dayAvgTransTimes"]
    return {
        **result,
        "avgTransTimes": pytest.approx(result["avgTransTimes"]),
        "dayAvgTransTimes": {**days_, "series": [pytest.approx(row) for row in days_["series"]]},
    }
