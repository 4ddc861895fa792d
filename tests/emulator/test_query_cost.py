from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from amplitude_api.facts import OPERATIONS

from amplitude_sdk import Amplitude, EventQuery, Segment
from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.contract import contract
from amplitude_sdk.emulator.query_cost import query_cost
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Callable

MONTH = (date(2026, 2, 1), date(2026, 3, 2))
IOS = Segment.where("platform", "is", "iOS")
ANDROID = Segment.where("platform", "is", "Android").where("language", "is", "English")
GROUPED = EventQuery("Play Song").group_by("event", "genre")


def asked(operation_id: str, **query: str | list[str]) -> int:
    """Return the cost of a query as it is sent."""
    texts = {name: [one] if isinstance(one, str) else one for name, one in query.items()}
    operation = OPERATIONS[operation_id]
    return query_cost(operation, contract(operation_id).parameters({}, texts))


def test_the_documented_funnel_costs_1800() -> None:
    steps = ['{"event_type": "Search"}', '{"event_type": "Play"}', '{"event_type": "Share"}']
    ios = '[{"prop": "platform", "op": "is", "values": ["iOS"]}]'
    by_city = asked("getFunnel", e=steps, s=[ios], g="city", start="20260201", end="20260302")
    # The example has two group-bys; the operation takes one of them (T-D26).
    assert by_city == 1_800 - 30 * 4 * 6


def test_the_documented_simple_query_has_ten_conditions() -> None:
    english = '[{"prop": "language", "op": "is", "values": ["English"]}]'
    query = {"e": '{"event_type": "A"}', "g": "country", "g2": "platform", "s": [english]}
    assert asked("getSegmentation", start="20260201", end="20260201", **query) == 10


@pytest.mark.parametrize(
    "ask",
    [
        lambda queries: queries.users(*MONTH, segments=IOS, group_by="country"),
        lambda queries: queries.composition("platform", *MONTH),
        lambda queries: queries.session_lengths(*MONTH),
        lambda queries: queries.average_session_length(*MONTH),
        lambda queries: queries.sessions_per_user(*MONTH),
        lambda queries: queries.segmentation("Play Song", *MONTH, segments=[IOS, ANDROID]),
        lambda queries: queries.segmentation(GROUPED, *MONTH, second_event="Search"),
        lambda queries: queries.funnel([GROUPED, "Search"], *MONTH, segments=IOS),
        lambda queries: queries.retention("_active", "_active", *MONTH, group_by="country"),
        lambda queries: queries.revenue_ltv(*MONTH),
    ],
)
def test_the_cost_is_the_one_that_clients_compute(ask: Callable[[Any], Any]) -> None:
    emulator = Emulator(clock=Clock(WEDNESDAY))
    transport = emulator.transport()
    with Amplitude(
        api_key="key-1", secret_key="secret-1", transport=transport, query_budget=None
    ) as amp:
        ask(amp.dashboard)
        (request,) = emulator.requests
        assert request.operation is not None
        assert asked(request.operation, **request.query) == ask(amp.dashboard.cost)
    emulator.close()


@pytest.mark.parametrize(("start", "end"), [("20260231", "20260301"), ("20260302", "20260301")])
def test_days_that_make_no_sense_count_as_one(start: str, end: str) -> None:
    assert asked("getUsers", start=start, end=end) == 1


def test_what_has_no_documented_cost_costs_nothing() -> None:
    assert asked("listAnnotations") == 0
