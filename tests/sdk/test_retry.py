"""When to repeat: a table, an amount of jitter, and two limits."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from itertools import cycle
from math import inf, nan
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk import RetryPolicy
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.retry import (
    Happened,
    is_already_deleted,
    is_outcome_unknown,
    is_retryable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_SENT = Happened(sent=False)
LOST = Happened()


def status(code: int, retry_after: float | None = None) -> Happened:
    return Happened(status_code=code, retry_after=retry_after)


def most(_: float, highest: float) -> float:
    """The longest of all jitter."""
    return highest


def least(lowest: float, _: float) -> float:
    """The shortest of all jitter."""
    return lowest


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
        (status(599), True, False),
        (status(501), False, False),
        (status(100), False, False),
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
    ("asked", "wait"), [(7.5, 7.5), (60.0, 60.0), (60.1, None), (86_400.0, None)]
)
def test_what_the_reply_asks_for_is_waited_unless_it_is_too_long(
    asked: float, wait: float | None
) -> None:
    policy = RetryPolicy(max_retry_after=60.0)
    assert policy.wait("safe", status(429, asked), attempt=1, elapsed=0.0) == wait
    assert policy.wait("safe", status(503, asked), attempt=1, elapsed=0.0) == wait


@pytest.mark.parametrize("asked", [None, 0.0, 0.001, 3.9])
def test_a_reply_that_asks_for_less_than_the_backoff_is_not_stormed(asked: float | None) -> None:
    wait = RetryPolicy().wait("safe", status(429, asked), attempt=3, elapsed=0.0, uniform=most)
    assert wait == max(asked or 0.0, 2.0)


def test_the_backoff_doubles_up_to_its_limit() -> None:
    policy = RetryPolicy(max_attempts=9, base_delay=0.5, max_delay=8.0, deadline=None)
    waits = [
        policy.wait("safe", LOST, attempt=attempt, elapsed=0.0, uniform=most)
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
    wait = RetryPolicy(deadline=120.0).wait(
        "safe", status(429, asked), attempt=1, elapsed=elapsed, uniform=least
    )
    assert wait == (asked if elapsed + asked < 120.0 else None)


@pytest.mark.parametrize(
    ("deadline", "elapsed", "timeout"),
    [
        (None, 1e9, 30.0),
        (120.0, 0.0, 30.0),
        (120.0, 90.0, 30.0),
        (120.0, 100.0, 20.0),
        (2.0, 0.0, 2.0),
        (2.0, 1.75, 0.25),
        (2.0, 2.0, 0.001),
        (2.0, 2.5, 0.001),
    ],
)
def test_an_attempt_gets_what_the_deadline_leaves(
    deadline: float | None, elapsed: float, timeout: float
) -> None:
    assert RetryPolicy(deadline=deadline).timeout(30.0, elapsed) == timeout


@pytest.mark.parametrize(("elapsed", "wait"), [(59.0, 60.0), (60.0, None)])
def test_no_attempt_starts_at_the_deadline(elapsed: float, wait: float | None) -> None:
    policy = RetryPolicy(deadline=120.0, base_delay=0.0)
    assert policy.wait("safe", status(429, 60.0), attempt=1, elapsed=elapsed) == wait


def test_without_a_deadline_only_attempts_count() -> None:
    wait = RetryPolicy(deadline=None).wait("safe", status(429, 5.0), attempt=1, elapsed=1e9)
    assert wait == 5.0


ATTEMPTS = "max_attempts is a whole number, got "
FIRST = "max_attempts counts the first try, so it is at least 1"
DEADLINE = "deadline is in seconds and positive; None for no bound"


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"max_attempts": 0}, FIRST),
        ({"max_attempts": -1}, FIRST),
        ({"max_attempts": "3"}, ATTEMPTS + "'3'"),
        ({"max_attempts": 2.5}, ATTEMPTS + "2.5"),
        ({"max_attempts": True}, ATTEMPTS + "True"),
        ({"base_delay": "1"}, "base_delay is in seconds, a number, got '1'"),
        ({"base_delay": True}, "base_delay is in seconds, a number, got True"),
        ({"max_delay": None}, "max_delay is in seconds, a number, got None"),
        ({"deadline": "120"}, "deadline is in seconds, a number, got '120'"),
        ({"base_delay": -0.1}, "base_delay is in seconds and cannot be negative"),
        ({"max_delay": nan}, "max_delay is in seconds and cannot be negative"),
        ({"max_retry_after": -inf}, "max_retry_after is in seconds and cannot be negative"),
        ({"deadline": 0}, DEADLINE),
        ({"deadline": nan}, DEADLINE),
    ],
)
def test_a_policy_that_means_nothing_is_refused(values: dict[str, Any], problem: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        RetryPolicy(**values)
    assert str(refused.value) == f"retry: {problem}"


def test_the_default_policy_tries_four_times_within_two_minutes() -> None:
    assert RetryPolicy() == RetryPolicy(
        max_attempts=4, base_delay=0.5, max_delay=8.0, max_retry_after=60.0, deadline=120.0
    )


def test_nothing_is_known_of_an_attempt_but_that_it_was_sent() -> None:
    assert Happened() == Happened(status_code=None, sent=True, retry_after=None)


outcomes = st.builds(
    Happened,
    status_code=st.none() | st.sampled_from([400, 404, 408, 409, 429, 500, 501, 503, 520]),
    sent=st.booleans(),
    retry_after=st.none() | st.just(0.0) | st.floats(0, 100),
).map(lambda each: each if each.sent else NOT_SENT)
policies = st.builds(
    RetryPolicy,
    max_attempts=st.integers(1, 6),
    base_delay=st.floats(0, 10),
    max_delay=st.floats(0, 50),
    max_retry_after=st.floats(0, 80),
    deadline=st.none() | st.floats(0.1, 200),
)


class Played(NamedTuple):
    """A call that went through a list of outcomes: what it met, what it waited, how long it took."""

    met: list[Happened]
    waits: list[float]
    took: float


def played(
    policy: RetryPolicy, safety: str, coming: Iterator[Happened], lasting: float, jitter: float
) -> Played:
    """Play a call whose attempts last `lasting` seconds, or as long as their timeout lets them."""
    met: list[Happened] = []
    waits: list[float] = []
    elapsed = 0.0
    while True:
        elapsed += policy.timeout(lasting, elapsed)
        met.append(next(coming))
        wait = policy.wait(
            safety,
            met[-1],
            attempt=len(met),
            elapsed=elapsed,
            uniform=lambda low, high: low + jitter * (high - low),
        )
        if wait is None:
            return Played(met, waits, elapsed)
        waits.append(wait)
        elapsed += wait


calls = st.builds(
    lambda policy, safety, coming, lasting, jitter: (
        policy,
        safety,
        played(policy, safety, cycle(coming), lasting, jitter),
    ),
    policies,
    st.sampled_from(["safe", "keyed", "never"]),
    st.lists(outcomes, min_size=1, max_size=6),
    st.floats(0.01, 60),
    st.floats(0, 1),
)


@given(calls)
def test_a_call_ends_within_its_attempts_and_its_deadline(
    call: tuple[RetryPolicy, str, Played],
) -> None:
    policy, _, it = call
    assert len(it.met) <= policy.max_attempts
    assert policy.deadline is None or it.took <= policy.deadline + 0.001


@given(calls)
def test_a_wait_is_what_was_asked_for_or_at_most_the_longest_backoff(
    call: tuple[RetryPolicy, str, Played],
) -> None:
    policy, _, it = call
    for happened, wait in zip(it.met, it.waits, strict=False):
        asked = happened.retry_after or 0.0
        assert asked <= wait <= max(asked, policy.max_delay)
        assert asked <= policy.max_retry_after


@given(calls)
def test_only_a_last_attempt_may_settle_what_cannot_be_repeated(
    call: tuple[RetryPolicy, str, Played],
) -> None:
    _, safety, it = call
    for happened in it.met[:-1]:
        assert happened.status_code not in {400, 404, 409, 501}
        assert safety != "never" or not is_outcome_unknown(happened)


@pytest.mark.parametrize(
    ("happened", "unknown"),
    [
        (LOST, True),
        (NOT_SENT, False),
        (status(408), True),
        (status(500), True),
        (status(503), True),
        (status(520), True),
        (status(429), False),
        (status(404), False),
        (status(409), False),
        (status(501), False),
        (status(302), False),
    ],
)
def test_what_leaves_open_whether_it_was_done(happened: Happened, *, unknown: bool) -> None:
    assert is_outcome_unknown(happened) is unknown


@pytest.mark.parametrize(
    ("method", "code", "earlier", "done"),
    [
        ("DELETE", 404, [LOST], True),
        ("DELETE", 404, [status(503)], True),
        ("DELETE", 404, [NOT_SENT, LOST, status(429)], True),
        ("DELETE", 404, [], False),
        ("DELETE", 404, [NOT_SENT], False),
        ("DELETE", 404, [status(429), NOT_SENT], False),
        ("DELETE", 403, [LOST], False),
        ("DELETE", 409, [LOST], False),
        ("GET", 404, [LOST], False),
        ("PUT", 404, [LOST], False),
        ("POST", 404, [LOST], False),
    ],
)
def test_a_404_to_a_repeated_delete_says_that_it_was_done_before(
    method: str, code: int, earlier: list[Happened], *, done: bool
) -> None:
    assert is_already_deleted(method, code, earlier) is done


def test_a_policy_is_a_value() -> None:
    assert RetryPolicy() == RetryPolicy()
    assert len({RetryPolicy(), RetryPolicy(), RetryPolicy(max_attempts=2)}) == 2
    with pytest.raises(FrozenInstanceError):
        RetryPolicy().max_attempts = 9
