"""Sending: what is repeated, what is waited for, and what a call comes to."""

from __future__ import annotations

import gzip
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk import RetryPolicy, errors
from tests.sdk.clients import KEY, ONCE, SECRET, Service, call, ok

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sdk.clients import Clock

CATALOGUE = ok({"data": [{"value": "Play Song", "display": "Play Song", "totals": 3}]})
RELEASE = ok({"release": {"id": "1", "release_start": "2026-03-01 00:00:00"}})
LOST = httpx.ReadError("connection reset by peer")
REFUSED = httpx.ConnectError("connection refused")


def read(amp: Any) -> Any:
    """A safe operation."""
    return amp.dashboard.events()


def write(amp: Any) -> Any:
    """An operation that must not be applied twice."""
    return amp.releases.create(version="1", title="One", release_start="2026-03-01 00:00:00")


def failed(colour: str, service: Service, use: Callable[[Any], Any], **options: Any) -> Any:
    with pytest.raises(errors.AmplitudeError) as raised:
        call(colour, service, use, **options)
    return raised.value


TROUBLE = [
    LOST,
    REFUSED,
    httpx.ReadTimeout(""),
    *(httpx.Response(s) for s in (408, 429, 500, 503, 520)),
]


@pytest.mark.parametrize("trouble", TROUBLE, ids=str)
def test_a_safe_operation_is_repeated_until_it_succeeds(colour: str, trouble: Any) -> None:
    service = Service(trouble, trouble, CATALOGUE)
    assert len(call(colour, service, read)) == 1
    assert len(service.requests) == 3
    first, *others = [(each.url, each.headers, each.content) for each in service.requests]
    assert all(other == first for other in others)


@pytest.mark.parametrize(
    "trouble", [REFUSED, httpx.ConnectTimeout(""), httpx.Response(429)], ids=str
)
def test_a_write_is_repeated_when_nothing_was_applied(colour: str, trouble: Any) -> None:
    service = Service(trouble, RELEASE)
    assert call(colour, service, write).id == "1"
    assert len(service.requests) == 2


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        (LOST, None),
        (httpx.ReadTimeout(""), None),
        (httpx.RemoteProtocolError("peer closed connection"), None),
        *((httpx.Response(status), status) for status in (408, 500, 502, 503, 504, 520)),
    ],
    ids=str,
)
def test_a_write_that_may_have_been_applied_is_not_repeated(
    colour: str, trouble: Any, status: int | None
) -> None:
    service = Service(trouble, RELEASE)
    error = failed(colour, service, write)
    assert type(error) is errors.OutcomeUnknownError
    assert error.status_code == status
    assert len(service.requests) == len(error.attempts) == 1
    assert "may have been applied, so it was not repeated" in str(error)
    assert "look for it among the releases in Amplitude, which no call lists, before" in str(error)
    assert error.request.operation == "createRelease"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 418])
def test_a_write_that_was_refused_was_not_applied(colour: str, status: int) -> None:
    service = Service(httpx.Response(status))
    error = failed(colour, service, write)
    assert type(error) is type(errors.ApiError.of(errors.ErrorReply(status, "")))
    assert len(service.requests) == len(error.attempts) == 1


def test_what_was_never_sent_may_be_repeated_and_says_so(colour: str, clock: Clock) -> None:
    service = Service(REFUSED)
    error = failed(colour, service, write, clock=clock)
    assert type(error) is errors.NotSentError
    assert len(service.requests) == len(error.attempts) == 4
    assert "failed 4 times: connection refused" in str(error)
    assert (
        "Nothing was sent, so repeating it is safe: check the network, the proxy and base_url"
        in (str(error))
    )
    assert [attempt.waited for attempt in error.attempts] == [*clock.waits, 0.0]


def test_a_read_without_a_reply_may_be_repeated_and_says_so(colour: str) -> None:
    error = failed(colour, Service(LOST), read)
    assert type(error) is errors.OutcomeUnknownError
    assert "The reply was lost; repeating this call is safe, later" in str(error)


def test_every_attempt_is_on_record(colour: str, clock: Clock) -> None:
    service = Service(LOST, httpx.Response(503, text="busy"), httpx.Response(404, text="gone"))
    error = failed(colour, service, read, clock=clock)
    assert type(error) is errors.NotFoundError
    assert [(a.number, a.reason, a.status_code) for a in error.attempts] == [
        (1, "connection reset by peer", None),
        (2, "busy", 503),
        (3, "gone", 404),
    ]
    assert [attempt.waited for attempt in error.attempts] == [*clock.waits, 0.0]


def test_the_wait_is_the_one_the_reply_asks_for(colour: str, clock: Clock) -> None:
    busy = httpx.Response(429, headers={"retry-after": "17"})
    assert len(call(colour, Service(busy, CATALOGUE), read, clock=clock)) == 1
    assert clock.waits == [17.0]


def test_a_wait_that_is_too_long_ends_the_call(colour: str, clock: Clock) -> None:
    service = Service(httpx.Response(429, headers={"retry-after": "3600"}))
    error = failed(colour, service, read, clock=clock)
    assert type(error) is errors.RateLimitError
    assert error.retry_after == 3600.0
    assert clock.waits == []


def test_waits_end_before_the_deadline(colour: str, clock: Clock) -> None:
    busy = httpx.Response(503, headers={"retry-after": "40"})
    policy = RetryPolicy(max_attempts=99, deadline=100.0)
    failed(colour, Service(busy), read, clock=clock, retry=policy)
    assert clock.waits == [40.0, 40.0]


def test_the_policy_of_a_copy_applies(colour: str) -> None:
    service = Service(httpx.Response(500))
    failed(colour, service, lambda amp: read(amp.with_options(retry=ONCE)))
    assert len(service.requests) == 1


def test_a_read_is_authenticated_and_introduces_itself(colour: str) -> None:
    service = Service(CATALOGUE)
    call(colour, service, read)
    headers = service.requests[0].headers
    assert headers["authorization"] == "Basic " + b64encode(f"{KEY}:{SECRET}".encode()).decode()
    assert headers["user-agent"].startswith("amplitude-sdk-unofficial/")
    assert headers["accept"] == "application/json"


def test_a_body_has_its_media_type(colour: str) -> None:
    service = Service(RELEASE)
    call(colour, service, write)
    assert service.requests[0].headers["content-type"] == "application/json"
    assert service.requests[0].method == "POST"


def test_a_timeout_of_a_call_replaces_that_of_the_client(colour: str) -> None:
    service = Service(CATALOGUE)
    call(colour, service, lambda amp: amp.dashboard.events(timeout=2.5), timeout=9)
    call(colour, service, read, timeout=9)
    of_call, of_client = (request.extensions["timeout"] for request in service.requests)
    assert set(of_call.values()) == {2.5}
    assert set(of_client.values()) == {9.0}


def test_extra_query_parameters_are_sent(colour: str) -> None:
    service = Service(CATALOGUE)
    call(colour, service, lambda amp: amp.dashboard.events(extra_query={"beta": "a+b c"}))
    assert service.requests[0].url.query == b"beta=a%2Bb%20c"


def test_redirects_are_not_followed(colour: str) -> None:
    moved = httpx.Response(302, headers={"location": "https://elsewhere.example/"})
    service = Service(moved)
    error = failed(colour, service, read)
    assert type(error) is errors.ApiError
    assert error.status_code == 302
    assert error.headers["location"] == "https://elsewhere.example/"
    assert "Redirects are not followed; check base_url" in str(error)
    assert len(service.requests) == 1


def test_a_compressed_reply_is_read(colour: str) -> None:
    reply = httpx.Response(
        200, content=gzip.compress(CATALOGUE.content), headers={"content-encoding": "gzip"}
    )
    raw = httpx.ByteStream(gzip.compress(CATALOGUE.content))
    service = Service(lambda _: httpx.Response(200, headers=reply.headers, stream=raw))
    assert len(call(colour, service, read)) == 1


def test_a_reply_whose_encoding_is_broken_counts_as_lost(colour: str) -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        headers = {"content-encoding": "gzip"}
        return httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"no gzip at all"))

    error = failed(colour, Service(broken), write)
    assert type(error) is errors.OutcomeUnknownError
    assert "content encoding is broken" in str(error)


@pytest.mark.parametrize("timeout", [0, -1, "5"])
def test_a_timeout_that_is_none_is_refused_before_sending(colour: str, timeout: Any) -> None:
    service = Service(CATALOGUE)
    error = failed(colour, service, lambda amp: amp.dashboard.events(timeout=timeout))
    assert type(error) is errors.ValidationError
    assert service.requests == []
