"""The phases of a request in which a real connection can fail, and what each of them proves."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk import Amplitude, AsyncAmplitude, RetryPolicy, errors
from tests.sdk.clients import KEY, SECRET, Clock
from tests.sdk.transport import listeners

if TYPE_CHECKING:
    from collections.abc import Callable

TWICE = RetryPolicy(max_attempts=2)
MOMENT = 0.25
"""Seconds; the timeout of attempts that are to time out."""
SMALL_BUFFER = [(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)]


def attempt(colour: str, url: str, *uses: Callable[[Any], Any], **options: Any) -> Any:
    """Let one client do several things over real connections; the last error or result comes back."""
    given = {"api_key": KEY, "secret_key": SECRET, "base_url": url, "retry": TWICE, **options}
    try:
        return _sync(given, uses) if colour == "sync" else asyncio.run(_async(given, uses))
    except errors.AmplitudeError as error:
        return error


def _sync(options: Any, uses: Any) -> Any:
    with Amplitude(**options) as amp:
        amp._sender.clock = Clock()
        return [use(amp) for use in uses][-1]


async def _async(options: Any, uses: Any) -> Any:
    async with AsyncAmplitude(**options) as amp:
        amp._sender.clock = Clock()
        return [await use(amp) for use in uses][-1]


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def change(amp: Any) -> Any:
    return amp.annotations.update(7, label="Launch")


def create(amp: Any) -> Any:
    return amp.annotations.categories.create("Launches")


def create_large(amp: Any) -> Any:
    return amp.annotations.create("Launch", "2026-03-01T00:00:00Z", details="x" * 1_000_000)


@pytest.mark.parametrize("use", [read, change, create])
def test_a_connection_that_does_not_come_about_in_time_carried_nothing(
    colour: str, use: Callable[[Any], Any]
) -> None:
    with listeners.accepting_nobody() as url:
        error = attempt(colour, url, use, timeout=MOMENT)
    assert type(error) is errors.NotSentError
    assert [each.sent for each in error.attempts] == [False, False]
    assert "timed out (ConnectTimeout)" in error.attempts[0].reason


@pytest.mark.parametrize("use", [read, change, create])
def test_a_handshake_that_fails_carried_nothing(colour: str, use: Callable[[Any], Any]) -> None:
    with listeners.listening(listeners.closes_unread) as listener:
        error = attempt(colour, f"https://127.0.0.1:{listener.port}", use)
    assert type(error) is errors.NotSentError
    assert [each.sent for each in error.attempts] == [False, False]


@pytest.mark.parametrize("behave", [listeners.resets_unread, listeners.closes_unread])
@pytest.mark.parametrize(("use", "tries"), [(read, 2), (change, 2), (create, 1), (create_large, 1)])
def test_a_connection_that_breaks_while_it_is_used_proves_nothing(
    colour: str, behave: Any, use: Callable[[Any], Any], tries: int
) -> None:
    with listeners.listening(behave) as listener:
        error = attempt(colour, listener.url, use)
    assert type(error) is errors.OutcomeUnknownError
    assert [each.sent for each in error.attempts] == [True] * tries
    assert len(listener.accepted) == tries


@pytest.mark.parametrize(("use", "tries"), [(read, 2), (change, 2), (create, 1)])
def test_half_a_reply_that_stays_half_proves_nothing(
    colour: str, use: Callable[[Any], Any], tries: int
) -> None:
    with listeners.listening(listeners.stalls) as listener:
        error = attempt(colour, listener.url, use, timeout=MOMENT)
    assert type(error) is errors.OutcomeUnknownError
    assert [each.reason for each in error.attempts] == ["timed out (ReadTimeout)"] * tries


def test_a_request_that_is_not_taken_whole_may_have_been_applied(colour: str) -> None:
    kind = httpx.HTTPTransport if colour == "sync" else httpx.AsyncHTTPTransport
    with listeners.listening(listeners.reads_nothing) as listener:
        error = attempt(
            colour,
            listener.url,
            create_large,
            timeout=MOMENT,
            transport=kind(socket_options=SMALL_BUFFER),
        )
    assert type(error) is errors.OutcomeUnknownError
    assert [each.reason for each in error.attempts] == ["timed out (WriteTimeout)"]


def test_a_connection_that_was_closed_while_idle_is_not_used_again(colour: str) -> None:
    behave = listeners.ClosesIdle()

    def read_after_closing(amp: Any) -> Any:
        behave.closed.acquire(timeout=5)
        return amp.annotations.list()

    with listeners.listening(behave) as listener:
        result = attempt(
            colour, listener.url, lambda amp: amp.annotations.list(), read_after_closing
        )
    assert result == []
    assert len(behave.requests) == len(listener.accepted) == 2


def test_a_kept_connection_that_ends_under_a_write_leaves_its_outcome_open(colour: str) -> None:
    behave = listeners.ClosesBusy()
    with listeners.listening(behave) as listener:
        error = attempt(colour, listener.url, lambda amp: amp.annotations.list(), create)
    assert type(error) is errors.OutcomeUnknownError
    assert [request.split(b" ")[0] for request in behave.requests] == [b"GET", b"POST"]
    assert len(error.attempts) == 1
