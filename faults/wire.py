"""HTTP/1.1 by hand, so that it can be broken in every place."""

from __future__ import annotations

import gzip
import select
import socket
import struct
import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import orjson

if TYPE_CHECKING:
    from faults.exchange import Answer

__all__ = ["Connection", "Hangup", "Head", "parse_body"]

_ABORT: Final = struct.pack("ii", 1, 0)
"""SO_LINGER on, no lingering: closing sends a reset instead of a goodbye."""


class Hangup(Exception):  # noqa: N818  not an error, clients may
    """The client closed its end."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a request."""

    method: str
    path: str
    headers: dict[str, str]

    @property
    def length(self) -> int:
        """Bytes of the body."""
        return int(self.headers.get("content-length", "0"))

    @property
    def keeps_alive(self) -> bool:
        """Whether the client wants to send another request on this connection."""
        return self.headers.get("connection", "").lower() != "close"


class Connection:
    """One accepted connection."""

    def __init__(self, accepted: socket.socket) -> None:
        accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = accepted
        self._buffer = b""

    def read_head(self) -> Head:
        """Wait for the head of the next request."""
        while b"\r\n\r\n" not in self._buffer:
            self._receive()
        head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        pairs = (line.partition(":") for line in lines)
        return Head(method, path, {name.lower(): value.strip() for name, _, value in pairs})

    def read_body(self, head: Head) -> bytes:
        """Read the body and undo its compression."""
        parts, missing = [self._buffer], head.length - len(self._buffer)
        while missing > 0:
            self._buffer = b""
            self._receive()
            parts.append(self._buffer)
            missing -= len(self._buffer)
        received = b"".join(parts)
        body, self._buffer = received[: head.length], received[head.length :]
        return gzip.decompress(body) if head.headers.get("content-encoding") == "gzip" else body

    def read_a_little(self) -> None:
        """Read some of the body and leave the rest."""
        if not self._buffer:
            self._receive()

    def _receive(self) -> None:
        received = self._socket.recv(262_144)
        if not received:
            raise Hangup
        self._buffer += received

    def is_deserted_within(self, seconds: float) -> bool:
        """Wait; tell at once when the client closes its end although it was to wait for the reply."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            if select.select([self._socket], [], [], left)[0]:
                return self._socket.recv(1, socket.MSG_PEEK) == b""
        return False

    def reply(self, answer: Answer, *, close: bool) -> None:
        """Send the whole reply."""
        self._socket.sendall(_head_of(answer, close=close) + answer.body)

    def reply_in_part(self, answer: Answer) -> None:
        """Announce the whole body and send half of it."""
        half = answer.body[: len(answer.body) // 2]
        self._socket.sendall(_head_of(answer, close=True) + half)
        self.close()

    def reset(self) -> None:
        """Break the connection off."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
        self._socket.close()

    def close(self) -> None:
        """Hang up politely."""
        self._socket.close()


def _head_of(answer: Answer, *, close: bool) -> bytes:
    lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in answer.headers]
    lines += [f"Content-Length: {len(answer.body)}"]
    lines += ["Connection: close"] if close else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def parse_body(body: bytes) -> tuple[str | None, list[dict[str, Any]] | None]:
    """API key and events of a request; None for what is not JSON, as NaN is not."""
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None, None
    if not isinstance(parsed, dict) or not isinstance(parsed.get("events"), list):
        return None, None
    return parsed.get("api_key"), parsed["events"]
