"""Segmentation, user counts and composition against an independent count of the same events."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics import slow_series
from tests.emulator.analytics.event_logs import formula_text, logs, queries, worlds
from tests.emulator.calls import segmentation, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

hundreds = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def prepare(
    emulator: Emulator, http: httpx.Client, log: list[Any], world: dict[str, Any], batch: int
) -> None:
    emulator.reset()
    http.get("/api/2/events/list")  # makes the project
    for name, events in world["custom"].items():
        emulator.define_custom_event(name, events)
    for name, user_ids in world["cohorts"].items():
        emulator.define_cohort(name, user_ids=user_ids)
    for name in world["inactive"]:
        emulator.define_event_type(name, non_active=True)
    for first in range(0, len(log), batch):
        upload(http, *log[first : first + batch])


def near(expected: dict[str, Any]) -> dict[str, Any]:
    collapsed = [pytest.approx(value["value"]) for (value,) in expected["seriesCollapsed"]]
    return {
        **expected,
        "series": [pytest.approx(values) for values in expected["series"]],
        "seriesCollapsed": [[{"value": value}] for value in collapsed],
    }


@hundreds
@given(
    log=logs,
    batch=st.integers(1, 15),
    world=worlds,
    asked=st.lists(queries(), min_size=2, max_size=4),
)
def test_segmentation_equals_a_slow_count(
    emulator: Emulator,
    http: httpx.Client,
    log: list[dict[str, Any]],
    batch: int,
    world: dict[str, Any],
    asked: list[dict[str, Any]],
) -> None:
    prepare(emulator, http, log, world, batch)
    for query in asked:
        answered = segmentation(http, query["events"][0], **_parameters(query))
        expected = near(slow_series.segmentation(log, world, query))
        assert {name: answered[name] for name in expected} == expected


@hundreds
@given(log=logs, world=worlds, query=queries(), metric=st.sampled_from(["active", "new"]))
def test_user_counts_equal_a_slow_count(
    emulator: Emulator,
    http: httpx.Client,
    log: list[dict[str, Any]],
    world: dict[str, Any],
    query: dict[str, Any],
    metric: str,
) -> None:
    prepare(emulator, http, log, world, 20)
    query = {**query, "m": metric, "i": max(1, query["i"]), "n": None}
    query = {name: value for name, value in query.items() if not name.startswith("rolling")}
    parameters = _parameters(query)
    parameters["s"] = [json.dumps(segment) for segment in parameters["s"]]
    response = http.get("/api/2/users", params=parameters)
    assert response.status_code == 200, response.text
    answered = response.json()["data"]
    expected = near(slow_series.users(log, world, query))
    assert {name: answered[name] for name in expected} == expected


@hundreds
@given(log=logs, world=worlds, query=queries(), name=st.sampled_from(["gp:tags", "country", "os"]))
def test_composition_equals_a_slow_count(
    emulator: Emulator,
    http: httpx.Client,
    log: list[dict[str, Any]],
    world: dict[str, Any],
    query: dict[str, Any],
    name: str,
) -> None:
    prepare(emulator, http, log, world, 20)
    parameters = _parameters(query)
    asked = {"start": parameters["start"], "end": parameters["end"], "p": name}
    answered = http.get("/api/2/composition", params=asked).json()["data"]
    expected = slow_series.composition(log, world, {**query, "p": name})
    assert answered["xValues"] == [value for value, _ in expected]
    assert answered["series"] == ([[count for _, count in expected]] if expected else [])


def _parameters(query: dict[str, Any]) -> dict[str, Any]:
    names = ("m", "n", "i", "limit", "rollingWindow", "rollingAverage")
    parameters = {name: query[name] for name in names if query.get(name) is not None}
    parameters |= {"start": f"{query['first']:%Y%m%d}", "end": f"{query['last']:%Y%m%d}"}
    parameters["s"] = query["segments"]
    parameters |= dict(zip(("g", "g2"), query["g"], strict=False))
    if len(query["events"]) > 1:
        parameters["e2"] = query["events"][1]
    if query["formulas"]:
        parameters["formula"] = "; ".join(map(formula_text, query["formulas"]))
    return parameters
