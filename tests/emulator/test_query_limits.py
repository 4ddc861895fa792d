from __future__ import annotations

from contextlib import ExitStack
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api.facts import OPERATIONS

from amplitude_sdk import Amplitude
from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.call import Call
from amplitude_sdk.emulator.contract import contract
from amplitude_sdk.emulator.messages import Request
from amplitude_sdk.emulator.query_limits import QueryLimits
from amplitude_sdk.emulator.replies import RefusedError
from amplitude_sdk.errors import RateLimitError
from tests.emulator.calls import details, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

SECRETS = ("key-1", "secret-1")
FIRST = date(2023, 1, 1)


@pytest.fixture
def limited() -> Iterator[Emulator]:
    emulator = Emulator(clock=Clock(WEDNESDAY), query_limits=True)
    yield emulator
    emulator.close()


@pytest.fixture
def http(limited: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(transport=limited.transport(), base_url="http://any", auth=SECRETS) as client:
        yield client


def composition(http: httpx.Client, days: int) -> httpx.Response:
    """Ask for something that costs one a day."""
    end = FIRST + timedelta(days=days - 1)
    span = {"start": f"{FIRST:%Y%m%d}", "end": f"{end:%Y%m%d}"}
    return http.get("/api/2/composition", params={"p": "platform", **span})


def spend(http: httpx.Client, *days: int) -> None:
    for each in days:
        assert composition(http, each).status_code == 200


def test_a_thousand_of_cost_are_for_five_minutes(limited: Emulator, http: httpx.Client) -> None:
    spend(http, 700, 300)
    refusal = composition(http, 1)
    assert refusal.status_code == 429
    assert details(refusal) == (
        "The limit of the project is 1000 cost within 5 minutes: 1000 spent, 1 asked for"
    )
    limited.advance(minutes=5)
    spend(http, 1)


def test_what_is_refused_is_not_spent(http: httpx.Client) -> None:
    spend(http, 730)
    assert composition(http, 730).status_code == 429
    spend(http, 270)


def test_a_query_that_costs_more_than_a_limit_is_answered_and_counts(
    limited: Emulator, http: httpx.Client
) -> None:
    spend(http, 730, 1095)
    assert composition(http, 1).status_code == 429
    limited.advance(minutes=5)
    spend(http, 1)


def test_within_an_hour_there_is_a_limit_too(limited: Emulator, http: httpx.Client) -> None:
    spend(http, *[1_080] * 100)
    limited.advance(minutes=59)
    refusal = composition(http, 1)
    assert refusal.status_code == 429
    assert "108000 cost within 60 minutes: 108000 spent, 1 asked for" in details(refusal)
    limited.advance(minutes=1)
    spend(http, 1)


def test_360_searches_are_for_an_hour(limited: Emulator, http: httpx.Client) -> None:
    upload(http, {"event_type": "A", "user_id": "user-1"})
    for _ in range(360):
        assert http.get("/api/2/usersearch", params={"user": "user-1"}).status_code == 200
    refusal = http.get("/api/2/usersearch", params={"user": "user-1"})
    assert refusal.status_code == 429
    assert "360 user activities and searches within 60 minutes" in details(refusal)
    spend(http, 30)
    limited.advance(hours=1)
    assert http.get("/api/2/usersearch", params={"user": "user-1"}).status_code == 200


def test_projects_are_limited_each_by_itself(http: httpx.Client) -> None:
    spend(http, 730, 1095)
    other = http.get(
        "/api/2/composition",
        params={"p": "platform", "start": "20230101", "end": "20230101"},
        auth=("key-2", "secret-2"),
    )
    assert other.status_code == 200


def test_reset_and_a_clock_that_is_set_back_begin_anew(
    limited: Emulator, http: httpx.Client
) -> None:
    spend(http, 1095)
    limited.reset()
    spend(http, 730)
    limited.advance(seconds=-1)
    spend(http, 730)


def test_annotations_cost_nothing(http: httpx.Client) -> None:
    spend(http, 1095)
    assert http.get("/api/3/annotations").status_code == 200


def test_queries_are_not_limited_unless_asked_for(http: httpx.Client) -> None:
    emulator = Emulator(clock=Clock(WEDNESDAY))
    with httpx.Client(transport=emulator.transport(), base_url="http://any", auth=SECRETS) as free:
        spend(free, 730, 730, 730)
    emulator.close()


def call(emulator: Emulator, operation_id: str, **query: str) -> Call:
    """A request that has arrived."""
    operation = OPERATIONS[operation_id]
    texts: dict[str, list[str]] = {name: [one] for name, one in query.items()}
    parameters: dict[str, Any] = contract(operation_id).parameters({}, texts)
    state = emulator.core.state
    project = state.projects.of_key("key-1")
    assert project is not None
    return Call(operation, Request("GET", operation.path), parameters, project, state)


@pytest.mark.parametrize(
    ("operation_id", "query", "most", "words"),
    [
        ("listEvents", {}, 5, "5 requests at the same time"),
        ("listAnnotations", {}, 5, "5 requests at the same time"),
        (
            "searchUsers",
            {"user": "user-1"},
            10,
            "10 user activities and searches at the same time",
        ),
    ],
)
def test_only_so_many_run_at_the_same_time(
    limited: Emulator, operation_id: str, query: dict[str, str], most: int, words: str
) -> None:
    limits = QueryLimits()

    def running() -> AbstractContextManager[None]:
        return limits.running(call(limited, operation_id, **query), 0)

    with ExitStack() as others:
        for _ in range(most - 1):
            others.enter_context(running())
        with running():
            with pytest.raises(RefusedError) as refusal:
                others.enter_context(running())
            assert refusal.value.response.status == 429
            assert words.encode() in refusal.value.response.body
        others.enter_context(running())


def test_a_request_that_fails_leaves_its_place(limited: Emulator, http: httpx.Client) -> None:
    for _ in range(10):
        assert http.get("/api/3/annotations/1").status_code == 404
        assert limited.requests[-1].operation == "getAnnotation"


def test_the_budget_of_a_client_keeps_within_the_limits(limited: Emulator) -> None:
    held = 0
    with Amplitude(
        api_key="budgeted",
        secret_key="secret-1",
        transport=limited.transport(),
        query_budget="raise",
    ) as amp:
        for days in (400, 1_500, 1, 700, 200, 90, 20, 1, 300) * 3:
            try:
                amp.dashboard.composition("platform", FIRST, FIRST + timedelta(days=days - 1))
            except RateLimitError:  # before it was sent
                held += 1
    statuses = {request.status for request in limited.requests}
    assert (statuses, held > 0) == ({200}, True)
    assert held + len(limited.requests) == 27
