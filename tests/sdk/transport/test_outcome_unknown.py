"""Attempts that may have been applied: what their repetitions, and their errors, make of it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from amplitude_sdk import RetryPolicy, errors
from tests.sdk.clients import Service, call, ok

LOST = httpx.ReadError("connection reset by peer")
REFUSED = httpx.ConnectError("connection refused")
GONE = httpx.Response(404, json={"success": False, "error": {"message": "Not Found"}})
PAGE = httpx.Response(404, html="<title>nothing here</title>")
CATALOGUE = ok({"data": []})

DELETES = [
    pytest.param(lambda amp: amp.annotations.delete(7), id="annotation"),
    pytest.param(lambda amp: amp.annotations.categories.delete(7), id="category"),
]


def update(amp: Any) -> Any:
    return amp.annotations.update(7, label="Launch")


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def create(amp: Any) -> Any:
    return amp.annotations.categories.create("Launches")


def failed(colour: str, service: Service, use: Any, **options: Any) -> Any:
    with pytest.raises(errors.AmplitudeError) as raised:
        call(colour, service, use, **options)
    return raised.value


@pytest.mark.parametrize("delete", DELETES)
@pytest.mark.parametrize("gone", [GONE, PAGE, httpx.Response(404)], ids=["json", "html", "empty"])
@pytest.mark.parametrize(
    "trouble",
    [
        [LOST],
        [httpx.ReadTimeout("")],
        [httpx.Response(503)],
        [httpx.Response(408)],
        [LOST, REFUSED, httpx.Response(429)],
    ],
    ids=["lost", "late", "503", "408", "lost, then not sent, then throttled"],
)
def test_what_is_gone_after_a_delete_that_may_have_worked_is_deleted(
    colour: str, delete: Any, gone: httpx.Response, trouble: list[Any]
) -> None:
    service = Service(*trouble, gone)
    assert call(colour, service, delete) is None
    assert len(service.requests) == len(trouble) + 1


@pytest.mark.parametrize("delete", DELETES)
@pytest.mark.parametrize("reply", [(200, b""), (204, b""), (200, b"\r\n")], ids=str)
def test_a_delete_is_done_when_the_reply_has_nothing_to_say(
    colour: str, delete: Any, reply: tuple[int, bytes]
) -> None:
    status, content = reply
    assert call(colour, Service(httpx.Response(status, content=content)), delete) is None


@pytest.mark.parametrize("delete", DELETES)
@pytest.mark.parametrize(
    "trouble",
    [[], [REFUSED], [httpx.Response(429)]],
    ids=["first try", "not sent", "throttled"],
)
def test_what_is_missing_without_a_delete_that_may_have_worked_was_never_there(
    colour: str, delete: Any, trouble: list[Any]
) -> None:
    error = failed(colour, Service(*trouble, GONE), delete)
    assert type(error) is errors.NotFoundError
    assert [attempt.status_code for attempt in error.attempts][-1] == 404


@pytest.mark.parametrize("use", [update, read])
def test_a_404_to_any_other_repetition_is_an_error(colour: str, use: Any) -> None:
    error = failed(colour, Service(LOST, GONE), use)
    assert type(error) is errors.NotFoundError
    assert len(error.attempts) == 2


@pytest.mark.parametrize("delete", DELETES)
def test_another_refusal_of_a_repeated_delete_is_an_error(colour: str, delete: Any) -> None:
    error = failed(colour, Service(LOST, httpx.Response(403)), delete)
    assert type(error) is errors.PermissionDeniedError


@pytest.mark.parametrize("use", [update, read, *DELETES])
def test_what_may_have_arrived_is_not_called_unsent_because_the_last_try_was(
    colour: str, use: Any
) -> None:
    error = failed(colour, Service(LOST, REFUSED), use)
    assert type(error) is errors.OutcomeUnknownError
    assert [attempt.sent for attempt in error.attempts] == [True, False, False, False]
    assert "failed 4 times: connection refused" in str(error)
    assert "repeating this call is safe" in str(error)


@pytest.mark.parametrize("reply", [httpx.Response(429), httpx.Response(429, text="slow down")])
def test_what_was_turned_away_and_then_not_sent_was_not_sent(
    colour: str, reply: httpx.Response
) -> None:
    error = failed(colour, Service(reply, REFUSED), create)
    assert type(error) is errors.NotSentError
    assert [attempt.sent for attempt in error.attempts] == [True, False, False, False]


def test_the_tries_before_a_reply_that_cannot_be_read_are_on_record(colour: str) -> None:
    for reply in (httpx.Response(200, text="{"), httpx.Response(200, json={"data": 7})):
        error = failed(colour, Service(LOST, httpx.Response(503), reply), read)
        assert type(error) is errors.DecodeError
        assert [attempt.status_code for attempt in error.attempts] == [None, 503]


def test_an_attempt_gets_no_more_time_than_the_call_has_left(colour: str) -> None:
    busy = httpx.Response(429, headers={"retry-after": "7"})
    service = Service(busy, busy, CATALOGUE)
    policy = RetryPolicy(deadline=20.0)
    call(colour, service, read, retry=policy, timeout=10)
    call(colour, service, lambda amp: amp.dashboard.events(timeout=2), retry=policy, timeout=10)
    given = [set(request.extensions["timeout"].values()) for request in service.requests]
    assert given == [{10.0}, {10.0}, {6.0}, {2.0}]


def test_a_timeout_beyond_the_deadline_of_the_call_is_cut(colour: str) -> None:
    service = Service(CATALOGUE)
    call(colour, service, read, retry=RetryPolicy(deadline=2.5), timeout=30)
    assert set(service.requests[0].extensions["timeout"].values()) == {2.5}


@pytest.mark.parametrize("asked", ["0", "Sun, 01 Mar 2020 12:00:00 GMT"])
def test_a_reply_that_asks_for_no_wait_gets_a_backoff(colour: str, clock: Any, asked: str) -> None:
    busy = httpx.Response(503, headers={"retry-after": asked})
    policy = RetryPolicy(max_attempts=30, deadline=None)
    error = failed(colour, Service(busy), read, retry=policy, clock=clock)
    assert len(set(clock.waits)) == 29  # drawn at random
    assert [attempt.waited for attempt in error.attempts] == [*clock.waits, 0.0]
