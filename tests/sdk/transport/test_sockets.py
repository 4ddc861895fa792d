"""Real connections that fail in real ways: the proof that httpx says what we take it to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk import RetryPolicy, errors
from tests.sdk import servers
from tests.sdk.clients import event
from tests.sdk.transport import connecting

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

TWICE = RetryPolicy(max_attempts=2)
PAGE = b"<html><head><title>502 Bad Gateway</title></head></html>"
JSON = b'{"data": [{"value": "Play Song", "totals": 3}]}'
UPLOADED = b'{"code": 200, "events_ingested": 1}'

LOST: dict[str, Callable[[socket.socket], None]] = {
    "reset": servers.resets,
    "closed": servers.closes,
    "truncated": servers.answers("200 OK", JSON[:10], length=len(JSON)),
    "cut in the head": servers.says(b"HTTP/1.1 200 O"),
    "gzip garbage": servers.answers("200 OK", b"no gzip", headers="Content-Encoding: gzip\r\n"),
    "no http": servers.says(b"SSH-2.0-x\r\n\r\n"),
}


def use(colour: str, url: str, do: Callable[[Any], Any], timeout: float = 5) -> Any:
    return connecting.use(colour, url, do, retry=TWICE, timeout=timeout)


def failed(colour: str, url: str, do: Callable[[Any], Any], timeout: float = 5) -> Any:
    with pytest.raises(errors.AmplitudeError) as raised:
        use(colour, url, do, timeout)
    return raised.value


def read(amp: Any) -> Any:
    return amp.dashboard.events()


def write(amp: Any) -> Any:
    return amp.annotations.categories.create("Launches")


def upload(amp: Any) -> Any:
    return amp.events.upload([event()])


@pytest.mark.parametrize("do", [read, write, upload])
def test_where_nobody_listens_nothing_is_sent(colour: str, do: Callable[[Any], Any]) -> None:
    with servers.nobody_listens() as url:
        error = failed(colour, url, do)
    error = getattr(error, "cause", error)
    assert type(error) is errors.NotSentError
    assert len(error.attempts) == 2


@pytest.mark.parametrize("behaviour", LOST)
def test_a_lost_reply_is_asked_for_again(colour: str, behaviour: str) -> None:
    with servers.misbehaving(LOST[behaviour]) as server:
        error = failed(colour, server.url, read)
    assert type(error) is errors.OutcomeUnknownError
    assert len(server.requests) == len(error.attempts) == 2
    assert "repeating this call is safe" in str(error)


@pytest.mark.parametrize("behaviour", LOST)
def test_a_write_whose_reply_is_lost_is_sent_once(colour: str, behaviour: str) -> None:
    with servers.misbehaving(LOST[behaviour]) as server:
        error = failed(colour, server.url, write)
    assert type(error) is errors.OutcomeUnknownError
    assert len(server.requests) == len(error.attempts) == 1
    assert "look for it in annotations.categories.list()" in str(error)


@pytest.mark.parametrize("behaviour", LOST)
def test_an_upload_whose_reply_is_lost_is_repeated_byte_by_byte(
    colour: str, behaviour: str
) -> None:
    with servers.misbehaving(LOST[behaviour]) as server:
        error = failed(colour, server.url, upload)
    assert type(error) is errors.UploadError
    assert type(error.cause) is errors.OutcomeUnknownError
    assert error.report.unsent == [0]
    first, second = server.requests
    assert first == second
    assert error.report.unsent_events[0]["insert_id"].encode() in first


def test_a_reply_that_does_not_come_times_out(colour: str) -> None:
    with servers.misbehaving(servers.is_silent) as server:
        error = failed(colour, server.url, write, timeout=0.05)
    assert type(error) is errors.OutcomeUnknownError
    assert "timed out (ReadTimeout)" in str(error)


def test_a_reply_that_drips_in_ends_with_the_deadline(colour: str) -> None:
    policy = RetryPolicy(max_attempts=1, deadline=0.5)
    with (
        servers.misbehaving(servers.drips) as server,
        pytest.raises(errors.OutcomeUnknownError, match="timed out") as raised,
    ):
        connecting.use(colour, server.url, read, retry=policy, timeout=60)
    assert len(raised.value.attempts) == len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("502 Bad Gateway", errors.ServerError),
        ("520 ", errors.ServerError),
        ("400 Bad Request", errors.BadRequestError),
        ("302 Found", errors.ApiError),
        ("418 I'm a teapot", errors.ApiError),
    ],
)
def test_a_page_instead_of_json_is_an_error_with_its_title(
    colour: str, status: str, kind: type[errors.ApiError]
) -> None:
    with servers.misbehaving(servers.answers(status, PAGE)) as server:
        error = failed(colour, server.url, read)
    assert type(error) is kind
    assert error.message == "502 Bad Gateway".removeprefix(f"{error.status_code} ")


def test_a_page_with_a_good_status_is_not_understood(colour: str) -> None:
    with servers.misbehaving(servers.answers("200 OK", PAGE)) as server:
        error = failed(colour, server.url, read)
    assert type(error) is errors.DecodeError


def test_a_good_reply_is_read(colour: str) -> None:
    with servers.misbehaving(servers.answers("200 OK", JSON)) as server:
        assert use(colour, server.url, read).rows()[0]["totals"] == 3
    with servers.misbehaving(servers.answers("200 OK", UPLOADED)) as server:
        assert use(colour, server.url, upload).accepted == 1
