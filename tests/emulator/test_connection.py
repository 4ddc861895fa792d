"""What a connection does with what clients send, down to the bytes."""

from __future__ import annotations

import gzip
import json
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator
from tests.emulator.calls import event
from tests.emulator.wire import connected, rest, until, wait_until

if TYPE_CHECKING:
    from amplitude_sdk.emulator.messages import Request

UNKNOWN = b"GET /nothing HTTP/1.1\r\nhost: x\r\n\r\n"
LAST = b"GET /last HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"


def upload_of(*events: dict[str, Any], head: bytes = b"") -> tuple[bytes, bytes]:
    """The head and the body of an upload."""
    body = json.dumps({"api_key": "key-1", "events": events}).encode()
    lines = b"POST /2/httpapi HTTP/1.1\r\nhost: x\r\ncontent-length: %d\r\n" % len(body)
    return lines + head + b"\r\n", body


def exchanged(emulator: Emulator, *parts: bytes) -> bytes:
    """What comes back when parts are sent with pauses between."""
    with connected(emulator) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for part in parts:
            connection.sendall(part)
            time.sleep(0.02)
        return rest(connection)


def test_requests_are_answered_in_their_order_on_one_connection(emulator: Emulator) -> None:
    answers = exchanged(emulator, UNKNOWN * 3 + LAST)
    assert answers.count(b"HTTP/1.1 404 Not Found\r\n") == 4
    assert answers.count(b"\r\nconnection: close\r\n") == 1
    assert [one.path for one in emulator.requests] == ["/nothing"] * 3 + ["/last"]


def test_a_request_may_come_in_pieces(emulator: Emulator) -> None:
    head, body = upload_of(event(), head=b"connection: close\r\n")
    answer = exchanged(emulator, head[:9], head[9:-1], head[-1:] + body[:5], body[5:])
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(emulator.events()) == 1


def test_a_body_may_come_in_chunks(emulator: Emulator) -> None:
    _, body = upload_of(event("Ä"))
    head = b"POST /2/httpapi HTTP/1.1\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    chunks = [b"%x\r\n%s\r\n" % (len(one), one) for one in (body[:7], body[7:])]
    assert exchanged(emulator, head, *chunks, b"0\r\n\r\n").startswith(b"HTTP/1.1 200 OK\r\n")
    assert [one["event_type"] for one in emulator.events()] == ["Ä"]


def test_a_client_that_asks_whether_to_go_on_is_told_to(emulator: Emulator) -> None:
    head, body = upload_of(event(), head=b"expect: 100-continue\r\n")
    with connected(emulator) as connection:
        connection.sendall(head)
        assert until(connection, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(body)
        assert until(connection, b"}").startswith(b"HTTP/1.1 200 OK\r\n")
        connection.sendall(head + body)
        assert until(connection, b"}").startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(emulator.events()) == 2


def test_another_protocol_is_declined_by_going_on(emulator: Emulator) -> None:
    head, body = upload_of(event(), head=b"connection: upgrade\r\nupgrade: h2c\r\n")
    answers = exchanged(emulator, head, body + LAST)
    assert answers.startswith(b"HTTP/1.1 200 OK\r\n")
    assert answers.count(b"HTTP/1.1 404 Not Found\r\n") == 1
    assert len(emulator.events()) == 1


def test_a_tunnel_is_refused(emulator: Emulator) -> None:
    answers = exchanged(emulator, b"CONNECT x:1 HTTP/1.1\r\nhost: x:1\r\n\r\n" + LAST)
    assert answers.count(b"HTTP/1.1 404 Not Found\r\n") == 2


def test_the_old_protocol_is_not_told_to_go_on(emulator: Emulator) -> None:
    head, body = upload_of(event(), head=b"expect: 100-continue\r\n")
    answer = exchanged(emulator, head.replace(b"HTTP/1.1", b"HTTP/1.0"), body)
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")


def test_the_old_protocol_ends_the_connection(emulator: Emulator) -> None:
    answer = exchanged(emulator, b"GET /nothing HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 404 Not Found\r\n")
    assert b"\r\nconnection: close\r\n" in answer


def test_a_target_may_name_the_host(emulator: Emulator) -> None:
    exchanged(emulator, LAST.replace(b"/last", b"http://x:1/api/last?i=1"))
    assert [(one.path, one.query) for one in emulator.requests] == [("/api/last", {"i": ["1"]})]


@pytest.mark.parametrize("what", ["HEAD", "304"])
def test_some_answers_have_no_body(emulator: Emulator, what: str) -> None:
    page = exchanged(emulator, LAST.replace(b"/last", b"/"))
    tag = next(one for one in page.split(b"\r\n") if one.startswith(b"etag: "))
    request = LAST.replace(b"/last", b"/").replace(b"etag", b"if-none-match")
    if what == "HEAD":
        answer = exchanged(emulator, request.replace(b"GET", b"HEAD"))
        length = int(answer.split(b"content-length: ")[1].split(b"\r\n")[0])
        assert length == len(page) - page.index(b"\r\n\r\n") - 4 > 0
    else:
        answer = exchanged(emulator, request[:-2] + b"if-none-match" + tag[4:] + b"\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 304 Not Modified\r\n")
        assert b"content-length" not in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_status_without_a_body_has_none(emulator: Emulator) -> None:
    emulator.fault(status=204)
    answer = exchanged(emulator, LAST)
    assert answer.startswith(b"HTTP/1.1 204 No Content\r\n")
    assert answer.endswith(b"\r\n\r\n")
    assert b"content-length" not in answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400 Bad Request"),
        (b"GET / HTTP/9.9\r\n\r\n", b"400 Bad Request"),
        (b"\x16\x03\x01\x02\x00\x01\x00", b"400 Bad Request"),
        (b"POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", b"400 Bad Request"),
        (b"GET / HTTP/1.1\r\nx: " + b"x" * 400_000, b"431 Request Header Fields Too Large"),
        (
            b"GET / HTTP/1.1\r\nx: " + b"x" * 66_000 + b"\r\n\r\n",
            b"431 Request Header Fields Too Large",
        ),
        (b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 66_000, b"431 Request Header Fields Too Large"),
    ],
)
def test_what_is_no_request_is_refused(emulator: Emulator, sent: bytes, status: bytes) -> None:
    answer = exchanged(emulator, sent, UNKNOWN)
    assert answer.startswith(b"HTTP/1.1 " + status + b"\r\n")
    assert answer.endswith(b"\r\n\r\n" + status[4:])
    assert emulator.requests == []


@pytest.mark.parametrize("line", [b"", b"connection: upgrade\r\nupgrade: h2c\r\n"])
def test_what_follows_a_head_that_is_too_long_is_not_read(emulator: Emulator, line: bytes) -> None:
    long = b"GET /long HTTP/1.1\r\n" + line + b"x: " + b"x" * 66_000 + b"\r\n\r\n"
    answers = exchanged(emulator, UNKNOWN + long + LAST)
    assert answers.startswith(b"HTTP/1.1 404 Not Found\r\n")
    assert answers.endswith(b"Request Header Fields Too Large")
    assert [one.path for one in emulator.requests] == ["/nothing"]


def test_a_head_may_be_long(emulator: Emulator) -> None:
    request = b"GET /nothing HTTP/1.1\r\nx: " + b"x" * 60_000 + b"\r\n\r\n"
    head, body = upload_of(event("x" * 100_000))
    answers = exchanged(emulator, request[:9], request[9:] + head + body + LAST[:9], LAST[9:])
    assert answers.count(b"HTTP/1.1 404 Not Found\r\n") == 2
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 1


def test_what_follows_a_body_changes_nothing(emulator: Emulator) -> None:
    _, body = upload_of(event())
    head = b"POST /2/httpapi HTTP/1.1\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    chunks = b"%x\r\n%s\r\n0\r\ncontent-encoding: gzip\r\n\r\n" % (len(body), body)
    assert exchanged(emulator, head + chunks).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_reply_may_be_read_slowly(emulator: Emulator) -> None:
    emulator.seed([{"user_id": f"user-{n}", "event_type": "x" * 900} for n in range(9_000)])
    with connected(emulator) as connection:
        connection.sendall(b"GET /_emulator/export HTTP/1.0\r\nhost: 127.0.0.1\r\n\r\n")
        first = until(connection, b"\r\n\r\n")
        length = int(first.split(b"content-length: ")[1].split(b"\r\n")[0])
        assert length > 5_000_000
        time.sleep(0.1)
        assert len(first.partition(b"\r\n\r\n")[2] + rest(connection)) == length


def test_what_came_before_nonsense_is_answered(emulator: Emulator) -> None:
    answers = exchanged(emulator, UNKNOWN + b"nonsense\r\n\r\n")
    assert answers.startswith(b"HTTP/1.1 404 Not Found\r\n")
    assert answers.count(b"HTTP/1.1 400 Bad Request\r\n") == 1


def test_a_body_that_is_too_large_is_read_to_its_end_and_refused(emulator: Emulator) -> None:
    body = b"x" * 5_000_000
    head = b"POST /2/httpapi HTTP/1.1\r\ncontent-length: %d\r\nconnection: close\r\n\r\n" % len(
        body
    )
    assert exchanged(emulator, head + body).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize("delay", [0, 0.1])
def test_a_client_that_has_said_all_is_answered(emulator: Emulator, delay: float) -> None:
    if delay:
        emulator.fault(delay=delay)
    with connected(emulator) as connection:
        connection.sendall(UNKNOWN)
        connection.shutdown(socket.SHUT_WR)
        assert rest(connection).startswith(b"HTTP/1.1 404 Not Found\r\n")


def test_a_delay_goes_on_although_the_next_request_has_come(emulator: Emulator) -> None:
    emulator.fault(delay=0.3, times=1)
    before = time.monotonic()
    answers = exchanged(emulator, UNKNOWN, LAST)
    assert time.monotonic() - before >= 0.3
    assert answers.count(b"HTTP/1.1 404 Not Found\r\n") == 2


@pytest.mark.parametrize("effect", [{"reset": True}, {"truncate": True}])
def test_what_follows_a_request_that_is_broken_off_keeps_nothing_up(effect: dict[str, Any]) -> None:
    with Emulator() as emulator, connected(emulator) as connection:
        emulator.fault(**effect)
        connection.sendall(UNKNOWN * 3)
        wait_until(lambda: len(emulator.requests) == 1)
        before = time.monotonic()
        emulator.stop()
        assert time.monotonic() - before < 4
        assert len(emulator.requests) == 1


def test_an_error_of_a_test_is_logged_and_answered(
    emulator: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(request: Request) -> bool:
        raise LookupError(request.method)

    emulator.fault(match=fails)
    assert exchanged(emulator, LAST).startswith(b"HTTP/1.1 500 Internal Server Error\r\n")
    (record,) = caplog.records
    assert record.getMessage() == "the emulator failed to answer GET /last"
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], LookupError)


def test_answers_do_not_wait_for_acknowledgements() -> None:
    with Emulator() as emulator, connected(emulator) as connection:
        connection.sendall(UNKNOWN)
        until(connection, b"}")
        assert emulator._server is not None
        (served,) = emulator._server._connections
        assert served._socket.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_compressed_body_is_read(emulator: Emulator) -> None:
    _, body = upload_of(event())
    packed = gzip.compress(body)
    head = (
        b"POST /2/httpapi HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n"
        b"connection: close\r\n\r\n" % len(packed)
    )
    assert exchanged(emulator, head + packed).startswith(b"HTTP/1.1 200 OK\r\n")
