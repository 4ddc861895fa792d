"""Segmentation against an independent count of the same events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emulator.analytics.event_logs import logs, queries
from tests.emulator.analytics.slow_counter import count
from tests.emulator.calls import segmentation, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(log=logs, batch=st.integers(1, 15), asked=st.lists(queries(), min_size=4, max_size=8))
def test_segmentation_equals_a_slow_count(
    emulator: Emulator,
    http: httpx.Client,
    log: list[dict[str, Any]],
    batch: int,
    asked: list[dict[str, Any]],
) -> None:
    emulator.reset()
    for first in range(0, len(log), batch):
        upload(http, *log[first : first + batch])

    for query in asked:
        answered = segmentation(http, query["events"][0], **_parameters(query))
        expected = count(log, query)
        assert {name: answered[name] for name in expected} == expected


def _parameters(query: dict[str, Any]) -> dict[str, Any]:
    parameters = {name: query[name] for name in ("m", "i", "start", "end", "limit")}
    parameters["s"] = query["segments"]
    if query["g"] is not None:
        parameters["g"] = query["g"]
    if len(query["events"]) > 1:
        parameters["e2"] = query["events"][1]
    return parameters
