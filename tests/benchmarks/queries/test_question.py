"""The question and its reply."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from amplitude_api import facts

from amplitude_sdk import Amplitude
from amplitude_sdk.queries.cost import cost_of
from amplitude_sdk.queries.dashboard import segmentation
from benchmarks.queries.question import DAYS, EVENT, PARAMETERS, PATH, REPLY, VALUES, asks
from benchmarks.queries.timing import CALLS, WARMING_UP


def target(**changes: str) -> str:
    return f"{PATH}?{urlencode({**PARAMETERS, **changes})}"


def test_the_reply_has_about_2_kb() -> None:
    assert 1950 <= len(REPLY) <= 2050


def test_the_reply_is_the_documented_one() -> None:
    data = json.loads(REPLY)["data"]
    assert data.keys() == {"series", "seriesLabels", "seriesCollapsed", "xValues"}
    assert data["series"] == [VALUES]
    assert len(data["xValues"]) == len(VALUES) == 72
    assert (data["xValues"][0], data["xValues"][-1]) == (
        "2026-03-01T00:00:00",
        "2026-03-03T23:00:00",
    )


def test_the_question_is_known_however_it_is_spelled() -> None:
    assert asks(target())
    assert asks(target(e='{ "event_type":"Play Song" }'))
    assert asks(target().replace("+", "%20"))


@pytest.mark.parametrize(
    "other",
    [
        target(start="20260302"),
        target(e='{"event_type": "Stop Song"}'),
        target(limit="5"),
        target().replace("segmentation", "list"),
        PATH,
    ],
)
def test_another_question_is_another_one(other: str) -> None:
    assert not asks(other)


def test_it_is_the_documented_operation() -> None:
    assert facts.OPERATIONS["getSegmentation"].path == PATH


def test_a_default_client_may_ask_as_often_as_is_measured() -> None:
    cost = cost_of(segmentation(EVENT, *DAYS, interval="hourly"))
    with Amplitude(api_key="any-key", secret_key="any-secret") as amp:
        assert cost == amp.dashboard.cost.segmentation(EVENT, *DAYS, interval="hourly") == 3
    assert (WARMING_UP + CALLS) * cost < facts.COST_PER_FIVE_MINUTES
