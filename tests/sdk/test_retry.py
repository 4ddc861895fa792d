"""When to repeat: a table, an amount of jitter, and two limits."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import RetryPolicy
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.retry import Happened, is_retryable

NOT_SENT = Happened(sent=False)
LOST = Happened()


def status(code: int, retry_after: float | None = None) -> Happened:
    return Happened(status_code=code, retry_after=retry_after)


def longest(_: float, most: float) -> float:
    return most


@pytest.mark.parametrize(
    ("happened", "safe", "never"),
    [
        (NOT_SENT, True, True),
        (LOST, True, False),
        (status(408), True, False),
        (status(429), True, True),
        (status(429, 7.0), True, True),
        (status(500), True, False),
        (status(502), True, False),
        (status(503), True, False),
        (status(504), True, False),
        (status(520), True, False),
        (status(302), False, False),
        (status(400), False, False),
        (status(401), False, False),
        (status(403), False, False),
        (status(404), False, False),
        (status(409), False, False),
        (status(413), False, False),
        (status(418), False, False),
    ],
)
def test_what_may_be_repeated(happened: Happened, *, safe: bool, never: bool) -> None:
    assert is_retryable("safe", happened) is safe
    assert is_retryable("keyed", happened) is safe
    assert is_retryable("never", happened) is never


@pytest.mark.parametrize("safety", ["safe", "keyed", "never"])
@pytest.mark.parametrize(
    "happened", [NOT_SENT, LOST, status(400), status(408), status(429), status(500), status(520)]
)
def test_there_is_a_wait_exactly_where_repeating_is_allowed(
    safety: str, happened: Happened
) -> None:
    wait = RetryPolicy().wait(safety, happened, attempt=1, elapsed=0.0)
    assert (wait is not None) is is_retryable(safety, happened)


@pytest.mark.parametrize(
    ("asked", "wait"), [(0.0, 0.0), (7.5, 7.5), (60.0, 60.0), (60.1, None), (86_400.0, None)]
)
def test_what_the_reply_asks_for_is_waited_unless_it_is_too_long(
    asked: float, wait: float | None
) -> None:
    policy = RetryPolicy(max_retry_after=60.0)
    assert policy.wait("safe", status(429, asked), attempt=1, elapsed=0.0) == wait
    assert policy.wait("safe", status(503, asked), attempt=1, elapsed=0.0) == wait


def test_the_backoff_doubles_up_to_its_limit() -> None:
    policy = RetryPolicy(max_attempts=9, base_delay=0.5, max_delay=8.0, deadline=None)
    waits = [
        policy.wait("safe", LOST, attempt=attempt, elapsed=0.0, uniform=longest)
        for attempt in range(1, 9)
    ]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 8.0, 8.0, 8.0]


@given(
    base=st.just(0.0) | st.floats(1e-3, 1e6),
    most=st.floats(0, 1e6),
    attempt=st.integers(1, 10_000),
)
def test_jitter_is_full_from_nothing_to_the_backoff(base: float, most: float, attempt: int) -> None:
    policy = RetryPolicy(max_attempts=10_001, base_delay=base, max_delay=most, deadline=None)
    bounds: list[tuple[float, float]] = []

    def uniform(low: float, high: float) -> float:
        bounds.append((low, high))
        return high

    policy.wait("safe", LOST, attempt=attempt, elapsed=0.0, uniform=uniform)

    backoff = base * 2.0 ** min(attempt - 1, 900)
    assert bounds == [(0.0, min(most, backoff))]


@given(attempt=st.integers(1, 5), delay=st.floats(0.001, 100))
def test_the_real_source_of_jitter_stays_within_the_backoff(attempt: int, delay: float) -> None:
    policy = RetryPolicy(max_attempts=6, base_delay=delay, max_delay=delay, deadline=None)
    wait = policy.wait("safe", LOST, attempt=attempt, elapsed=0.0)
    assert wait is not None
    assert 0.0 <= wait <= delay


@pytest.mark.parametrize(("attempt", "goes_on"), [(1, True), (2, True), (3, False), (4, False)])
def test_attempts_count_the_first_one(attempt: int, *, goes_on: bool) -> None:
    wait = RetryPolicy(max_attempts=3).wait("safe", LOST, attempt=attempt, elapsed=0.0)
    assert (wait is not None) is goes_on


def test_one_attempt_never_repeats() -> None:
    assert RetryPolicy(max_attempts=1).wait("safe", NOT_SENT, attempt=1, elapsed=0.0) is None


@given(elapsed=st.floats(0, 200), asked=st.floats(0, 60))
def test_no_attempt_starts_after_the_deadline(elapsed: float, asked: float) -> None:
    wait = RetryPolicy(deadline=120.0).wait("safe", status(429, asked), attempt=1, elapsed=elapsed)
    assert wait == (asked if elapsed + asked < 120.0 else None)


def test_without_a_deadline_only_attempts_count() -> None:
    wait = RetryPolicy(deadline=None).wait("safe", status(429, 5.0), attempt=1, elapsed=1e9)
    assert wait == 5.0


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"max_attempts": 0}, "max_attempts"),
        ({"max_attempts": -1}, "max_attempts"),
        ({"max_attempts": "3"}, "max_attempts"),
        ({"max_attempts": 2.5}, "max_attempts"),
        ({"max_attempts": True}, "max_attempts"),
        ({"base_delay": "1"}, "base_delay"),
        ({"max_delay": None}, "max_delay"),
        ({"deadline": "120"}, "deadline"),
        ({"base_delay": -0.1}, "base_delay"),
        ({"max_delay": nan}, "max_delay"),
        ({"max_retry_after": -inf}, "max_retry_after"),
        ({"deadline": 0}, "deadline"),
        ({"deadline": nan}, "deadline"),
    ],
)
def test_a_policy_that_means_nothing_is_refused(values: dict[str, Any], named: str) -> None:
    with pytest.raises(ConfigurationError, match=f"retry: .*{named}|retry: {named}"):
        RetryPolicy(**values)


def test_a_policy_is_a_value() -> None:
    assert RetryPolicy() == RetryPolicy()
    assert len({RetryPolicy(), RetryPolicy(), RetryPolicy(max_attempts=2)}) == 2
    with pytest.raises(FrozenInstanceError):
        RetryPolicy().max_attempts = 9
