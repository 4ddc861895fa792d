"""`query_budget`: clients keep their project within its documented limits, together."""

from __future__ import annotations

import asyncio
import logging
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from amplitude_api import facts

from amplitude_sdk import Amplitude, AsyncAmplitude, RetryPolicy
from amplitude_sdk.errors import (
    ConfigurationError,
    NotFoundError,
    NotSentError,
    RateLimitError,
    ServerError,
)
from tests.sdk.calls import ANNOTATIONS, RELEASES
from tests.sdk.client.loopback import counting
from tests.sdk.clients import KEY, ONCE, SECRET, Service, call, nothing_found, ok

if TYPE_CHECKING:
    from tests.sdk.clients import Clock

FIVE_MINUTES = "cost within five minutes (cost_per_five_minutes)"
SLOTS = facts.CONCURRENT_REQUESTS
ALL = facts.COST_PER_FIVE_MINUTES
BUSY = httpx.Response(503, text="busy")
TURNED_AWAY = httpx.Response(429, headers={"retry-after": "1"}, json={"error": "too many"})


def query(amp: Any, cost: int) -> Any:
    """Ask for something that costs so much: one a day."""
    start = date(2000, 1, 1)
    return amp.dashboard.composition("platform", start, start + timedelta(days=cost - 1))


def spend(cost: int, **options: Any) -> None:
    """Let a client of the project spend so much."""
    call("sync", Service(nothing_found()), lambda amp: query(amp, cost), **options)


def held(colour: str, use: Any, service: Any = None, **options: Any) -> RateLimitError:
    """The error of a call that is kept back."""
    with pytest.raises(RateLimitError) as caught:
        call(colour, service or Service(nothing_found()), use, **options)
    return caught.value


# What a call does that a limit holds back.


def test_raise_refuses_at_once_what_a_limit_holds_back(colour: str, clock: Clock) -> None:
    spend(958)
    service = Service(nothing_found())
    error = held(colour, lambda amp: query(amp, 342), service, clock=clock, query_budget="raise")
    assert (error.limit, error.retry_after) == ("cost_per_five_minutes", 300.0)
    assert (error.status_code, error.attempts, error.body) == (429, (), None)
    assert error.request is not None
    assert error.request.operation == "getComposition"
    assert str(error).startswith(
        f"getComposition was not sent: a project may have 1,000 {FIVE_MINUTES}; 958 are taken, it "
        "takes 342, and there is room in 300.0 s (GET "
    )
    assert str(error).endswith(
        ". Call again later, ask for fewer days or conditions, or leave the limits to the service "
        "with query_budget=None"
    )
    assert service.requests == []
    assert clock.waits == []


def test_wait_waits_as_long_as_it_takes_within_the_deadline(colour: str, clock: Clock) -> None:
    policy = RetryPolicy(deadline=400.0)
    spend(958)
    service = Service(nothing_found())
    call(colour, service, lambda amp: query(amp, 342), clock=clock, retry=policy)
    assert sum(clock.waits) == 300.0
    assert len(service.requests) == 1


def test_wait_is_the_default_and_refuses_what_would_take_longer_than_the_deadline(
    colour: str, clock: Clock
) -> None:
    spend(958)
    error = held(colour, lambda amp: query(amp, 342), clock=clock)
    assert (error.limit, error.retry_after) == ("cost_per_five_minutes", 300.0)
    assert clock.waits == []


def test_without_a_deadline_it_waits_without_end(colour: str, clock: Clock) -> None:
    def search(amp: Any) -> Any:
        return amp.dashboard.user_search("mira")

    for _ in range(facts.USER_QUERIES_PER_HOUR):
        call("sync", Service(nothing_found()), search)
    policy = RetryPolicy(deadline=None)
    call(colour, Service(nothing_found()), search, clock=clock, retry=policy)
    assert sum(clock.waits) == 3600.0


def test_what_waiting_took_is_not_left_for_the_attempt(colour: str, clock: Clock) -> None:
    spend(958)
    service = Service(nothing_found())
    policy = RetryPolicy(deadline=310.0)
    call(colour, service, lambda amp: query(amp, 342), clock=clock, retry=policy)
    assert set(service.requests[0].extensions["timeout"].values()) == {10.0}


def test_none_sends_everything_and_counts_nothing(colour: str) -> None:
    service = Service(nothing_found())

    def use(amp: Any) -> Any:
        return query(amp, ALL)

    for _ in range(3):
        call(colour, service, use, query_budget=None)
    assert len(service.requests) == 3
    spend(ALL)


def test_the_error_survives_pickling(colour: str) -> None:
    spend(ALL)
    error = held(colour, lambda amp: query(amp, 1), query_budget="raise")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert vars(copy) == vars(error)


def test_the_limit_of_a_reply_from_the_service_is_not_named(colour: str) -> None:
    error = held(colour, lambda amp: query(amp, 1), Service(TURNED_AWAY), retry=ONCE)
    assert (error.limit, error.retry_after) == (None, 1.0)


# What is counted.


def test_every_attempt_is_counted(colour: str, clock: Clock) -> None:
    policy = RetryPolicy(max_attempts=3, base_delay=0)
    service = Service(BUSY, BUSY, BUSY)
    with pytest.raises(ServerError):
        call(colour, service, lambda amp: query(amp, 300), clock=clock, retry=policy)
    error = held(colour, lambda amp: query(amp, 101), query_budget="raise")
    assert "900 are taken" in str(error)


def test_a_repetition_that_a_limit_holds_back_tells_of_the_attempts_before(colour: str) -> None:
    policy = RetryPolicy(max_attempts=9, base_delay=0)
    service = Service(BUSY)
    error = held(colour, lambda amp: query(amp, 400), service, retry=policy)
    assert len(service.requests) == 2
    assert [attempt.status_code for attempt in error.attempts] == [503, 503]
    assert "getComposition was not sent again, after 'busy': a project may" in str(error)
    assert "tried 2 times" in str(error)


def test_replies_429_are_counted_like_others_and_teach_nothing(colour: str, clock: Clock) -> None:
    policy = RetryPolicy(max_attempts=3)
    service = Service(TURNED_AWAY, TURNED_AWAY, nothing_found())
    call(colour, service, lambda amp: query(amp, 300), clock=clock, retry=policy)
    spend(100)
    held(colour, lambda amp: query(amp, 1), query_budget="raise")


def test_what_never_left_is_not_counted(colour: str, clock: Clock) -> None:
    service = Service(httpx.ConnectError("connection refused"))
    with pytest.raises(NotSentError):
        call(colour, service, lambda amp: query(amp, 900), clock=clock)
    assert len(service.requests) == 4
    spend(ALL)


def test_a_client_that_cannot_ask_counts_nothing(colour: str) -> None:
    with pytest.raises(ConfigurationError, match="secret_key"):
        call(colour, Service(nothing_found()), lambda amp: query(amp, ALL), secret_key=None)
    spend(ALL)


@pytest.mark.parametrize("operation", [*ANNOTATIONS, *RELEASES])
def test_releases_and_annotations_cost_nothing(operation: str) -> None:
    spend(ALL)
    gone = Service(httpx.Response(404))
    with pytest.raises(NotFoundError):
        call("sync", gone, {**ANNOTATIONS, **RELEASES}[operation], query_budget="raise")


def test_uploads_have_limits_of_their_own(colour: str) -> None:
    spend(ALL)
    body = {"code": 200, "events_ingested": 1, "payload_size_bytes": 1, "server_upload_time": 1}
    event = {"event_type": "Recipe Opened", "user_id": "mira.holm"}
    report = call(
        colour, Service(ok(body)), lambda amp: amp.events.upload([event]), query_budget="raise"
    )
    assert report.accepted == 1


def test_a_query_that_exceeds_a_limit_alone_is_sent_with_a_warning(
    colour: str, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(nothing_found())
    call(colour, service, lambda amp: query(amp, 1800), query_budget="raise")
    warnings = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert [record.getMessage() for record in warnings] == [
        f"getComposition takes 1,800, more than the 1,000 {FIVE_MINUTES}; it is sent alone"
    ]
    assert len(service.requests) == 1
    held(colour, lambda amp: query(amp, 1), query_budget="raise")


# Whose budget it is.


@pytest.mark.parametrize("other", ["sync", "async"])
def test_all_clients_of_a_project_share_its_budget(colour: str, other: str) -> None:
    call(colour, Service(nothing_found()), lambda amp: query(amp, ALL))
    held(other, lambda amp: query(amp, 1), query_budget="raise")


@pytest.mark.parametrize(
    "options",
    [
        {"api_key": "another-key"},
        {"region": "eu"},
        {"base_url": "http://127.0.0.1:9"},
    ],
)
def test_another_key_or_host_is_another_project(colour: str, options: dict[str, Any]) -> None:
    spend(ALL)
    call(
        colour,
        Service(nothing_found()),
        lambda amp: query(amp, ALL),
        query_budget="raise",
        **options,
    )


def test_a_url_of_the_same_host_is_the_same_project(colour: str) -> None:
    spend(ALL)
    options = {"base_url": "https://AMPLITUDE.com/", "query_budget": "raise"}
    held(colour, lambda amp: query(amp, 1), **options)


def test_a_copy_shares_the_budget_and_may_do_something_else_about_it(colour: str) -> None:
    spend(ALL)
    held(colour, lambda amp: query(amp.with_options(query_budget="raise"), 1))
    service = Service(nothing_found())
    call(colour, service, lambda amp: query(amp.with_options(query_budget=None), 1))
    assert len(service.requests) == 1


# At the same time, on real connections.


def test_threads_and_tasks_of_a_project_have_five_requests_at_a_time() -> None:
    with counting(together=SLOTS) as server:
        options: Any = {"api_key": KEY, "secret_key": SECRET, "base_url": server.url}

        async def tasks() -> list[Any]:
            async with AsyncAmplitude(**options) as amp:
                return await asyncio.gather(*(query(amp, 1) for _ in range(4 * SLOTS)))

        with (
            Amplitude(**options) as one,
            Amplitude(**options) as other,
            ThreadPoolExecutor(4 * SLOTS) as threads,
        ):
            made = [threads.submit(query, amp, 1) for amp in (one, other) * (2 * SLOTS)]
            asked = asyncio.run(tasks())
            asked += [each.result() for each in made]
        assert len(asked) == server.total == 8 * SLOTS
        assert server.most == SLOTS


def test_without_a_budget_there_may_be_more() -> None:
    with counting(together=2 * SLOTS) as server:
        options: Any = {"base_url": server.url, "query_budget": None}
        with (
            Amplitude(api_key=KEY, secret_key=SECRET, **options) as amp,
            ThreadPoolExecutor(2 * SLOTS) as threads,
        ):
            list(threads.map(lambda _: query(amp, 1), range(2 * SLOTS)))
        assert server.most == 2 * SLOTS


def test_a_cancelled_query_gives_its_place_back() -> None:
    async def use() -> None:
        async with AsyncAmplitude(
            api_key=KEY, secret_key=SECRET, base_url=server.url, query_budget="raise"
        ) as amp:
            running = [asyncio.create_task(query(amp, 1)) for _ in range(SLOTS)]
            await asyncio.to_thread(server.until_there_were, SLOTS)
            with pytest.raises(RateLimitError, match="concurrent_requests"):
                await query(amp, 1)
            for each in running:
                each.cancel()
            await asyncio.gather(*running, return_exceptions=True)
            last = [asyncio.create_task(query(amp, 1)) for _ in range(SLOTS)]
            await asyncio.to_thread(server.until_there_were, 2 * SLOTS)
            for each in last:
                each.cancel()
            await asyncio.gather(*last, return_exceptions=True)

    with counting(together=10 * SLOTS) as server:
        asyncio.run(use())


def test_an_interrupted_query_gives_its_place_back(colour: str) -> None:
    def interrupted(_: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt

    for _ in range(2 * SLOTS):
        with pytest.raises(KeyboardInterrupt):
            call(colour, Service(interrupted), lambda amp: query(amp, 1), query_budget="raise")
    call(colour, Service(nothing_found()), lambda amp: query(amp, 1), query_budget="raise")


def test_who_only_tracks_events_loads_nothing_of_it() -> None:
    program = "import sys; from amplitude_sdk import Amplitude; Amplitude(api_key='k'); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "amplitude_sdk.client._sync" in run.stdout.split()
    assert "amplitude_sdk.budget.ledger" not in run.stdout.split()
