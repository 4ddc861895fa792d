"""Requests as the sink reads them off a socket.

Events are counted while their bytes arrive. The machine's limits save the sink even that, by saying
in a header how many they send; the verification pass counts what they claim.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Final, Protocol

from benchmarks.ingestion.event import MARK

__all__ = ["CLAIM", "Connection", "Request", "RequestReader"]

CLAIM: Final = "X-Benchmark-Events"
"""The header that says how many events a body holds."""

_BUFFER: Final = 4 << 20
_HEAD_END: Final = b"\r\n\r\n"
_GZIP: Final = 31  # zlib's window size that stands for gzip


class Connection(Protocol):
    """What the reader needs of a socket."""

    def recv_into(self, buffer: memoryview, /) -> int:
        """Fill the buffer from its start with what has arrived; 0 when the client is gone."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """One request.

    Attributes:
        path: without host and query.
        size: bytes of the body as sent.
        events: how many events it holds.
        is_last: whether the client will close the connection.
        body: decoded; empty when bodies are not kept.
    """

    path: str
    size: int
    events: int
    is_last: bool
    body: bytes


@dataclass(frozen=True, slots=True)
class _Head:
    path: str
    length: int
    claim: int | None
    is_gzip: bool
    is_last: bool


class RequestReader:
    """Reads one request after the other from a connection, into one buffer."""

    def __init__(self, connection: Connection, *, keep_bodies: bool) -> None:
        self._connection = connection
        self._keep_bodies = keep_bodies
        self._buffer = bytearray(_BUFFER)
        self._filled = 0

    def read(self) -> Request | None:
        """Wait for the next request; None when the client is gone.

        Raises:
            ValueError: more bytes than Content-Length announced.
        """
        self._filled = 0
        start = self._read_head()
        if start is None:
            return None
        head = _parse_head(bytes(self._buffer[:start]))
        events = self._read_body(start, start + head.length, head.claim)
        if events is None:
            return None
        body = b""
        if head.is_gzip or self._keep_bodies:
            body = bytes(self._buffer[start : self._filled])
        if head.is_gzip:
            body = zlib.decompress(body, wbits=_GZIP)
            events = body.count(MARK)
        return Request(head.path, head.length, events, head.is_last, body)

    def _read_head(self) -> int | None:
        """Where the body starts."""
        while (found := self._buffer.find(_HEAD_END, 0, self._filled)) < 0:
            if not self._receive(len(self._buffer)):
                return None
        return found + len(_HEAD_END)

    def _read_body(self, start: int, end: int, claim: int | None) -> int | None:
        """How many events arrived."""
        if self._filled > end:
            raise ValueError("the client sent more than one request at once")
        if end > len(self._buffer):
            self._buffer.extend(bytes(end - len(self._buffer)))
        events, counted = 0, start
        while True:
            if claim is None:
                events += self._buffer.count(MARK, counted, self._filled)
                counted = max(start, self._filled - len(MARK) + 1)  # a mark may be cut in two
            if self._filled == end:
                return events if claim is None else claim
            if not self._receive(end):
                return None

    def _receive(self, limit: int) -> int:
        with memoryview(self._buffer) as view, view[self._filled : limit] as free:
            received = self._connection.recv_into(free)
        self._filled += received
        return received


def _parse_head(head: bytes) -> _Head:
    first, *lines = head.decode("latin-1").splitlines()
    pairs = (line.split(":", 1) for line in lines if line)
    headers = {name.strip().lower(): value.strip().lower() for name, value in pairs}
    claim = headers.get(CLAIM.lower())
    return _Head(
        path=first.split()[1].partition("?")[0],
        length=int(headers.get("content-length", "0")),
        claim=None if claim is None else int(claim),
        is_gzip=headers.get("content-encoding") == "gzip",
        is_last=headers.get("connection") == "close",
    )
