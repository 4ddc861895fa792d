"""Requests off a socket, and the counting of their events."""

from __future__ import annotations

import gzip
import socket
import threading
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.ingestion.event import MARK
from benchmarks.ingestion.request_reader import CLAIM, Request, RequestReader

BODY = b'[{"product":"' + MARK + b'"},{"product":"' + MARK + b'"}]'


def request(body: bytes, *headers: str) -> bytes:
    head = ["POST /2/httpapi?x=1 HTTP/1.1", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*head, "", ""]).encode() + body


def read(*pieces: bytes, keep_bodies: bool = False) -> list[Request]:
    """All requests of a client that sends these pieces and goes."""
    ours, theirs = socket.socketpair()

    def send() -> None:
        with theirs:
            for piece in pieces:
                theirs.sendall(piece)

    sender = threading.Thread(target=send)
    sender.start()
    with ours:
        found = list(iter(RequestReader(ours, keep_bodies=keep_bodies).read, None))
    sender.join()
    return found


def test_a_request_is_read_with_the_number_of_its_events() -> None:
    [found] = read(request(BODY), keep_bodies=True)
    assert found == Request(path="/2/httpapi", size=len(BODY), events=2, is_last=False, body=BODY)


def test_bodies_are_not_kept_unasked() -> None:
    assert read(request(BODY))[0].body == b""


@given(cuts=st.lists(st.integers(0, len(request(BODY)))))
def test_events_are_counted_wherever_the_bytes_are_cut(cuts: list[int]) -> None:
    whole = request(BODY)
    edges = [0, *sorted(cuts), len(whole)]
    pieces = [whole[start:end] for start, end in pairwise(edges)]
    found = RequestReader(_Pieces(pieces), keep_bodies=True).read()
    assert found is not None
    assert (found.events, found.body) == (2, BODY)


class _Pieces:
    """A connection that gives exactly these pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = [each for each in pieces if each]

    def recv_into(self, free: memoryview) -> int:
        if not self._pieces:
            return 0
        piece = self._pieces.pop(0)
        free[: len(piece)] = piece
        return len(piece)


def test_a_body_beyond_the_buffer_is_read() -> None:
    body = b"x" * (5 << 20) + MARK
    [found] = read(request(body))
    assert (found.size, found.events) == (len(body), 1)


def test_a_compressed_body_is_counted_as_what_it_holds() -> None:
    packed = gzip.compress(BODY)
    [found] = read(request(packed, "Content-Encoding: gzip"))
    assert (found.size, found.events, found.body) == (len(packed), 2, BODY)


def test_a_claim_is_believed_without_counting() -> None:
    assert read(request(BODY, f"{CLAIM}: 7"))[0].events == 7


def test_requests_follow_each_other_on_one_connection() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        reader = RequestReader(ours, keep_bodies=False)
        events = []
        for _ in range(3):
            theirs.sendall(request(BODY))
            found = reader.read()
            assert found is not None
            events.append(found.events)
    assert events == [2, 2, 2]


def test_a_client_that_closes_afterwards_says_so() -> None:
    assert read(request(BODY, "Connection: close"))[0].is_last


@pytest.mark.parametrize("sent", [b"", b"POST / HT", request(BODY)[:-1]])
def test_a_client_that_leaves_early_has_sent_no_request(sent: bytes) -> None:
    assert read(sent) == []


def test_two_requests_at_once_are_an_error() -> None:
    with pytest.raises(ValueError, match="more than one request"):
        read(request(BODY) + request(BODY))
