"""One connection of the server: requests in, responses out, nothing decided here.

Each connection has a thread, which reads, answers and writes. Handing requests over to other threads
would take longer than many answers do.
"""

from __future__ import annotations

import logging
import selectors
import socket
import struct
import time
from contextlib import suppress
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from threading import Thread
from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.messages import Response
from amplitude_sdk.emulator.request_reader import RequestReader

if TYPE_CHECKING:
    from threading import Event

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.request_reader import Arrived

_LOG: Final = logging.getLogger("amplitude_sdk.emulator")

_IDLE_SECONDS: Final = 75
"""Longer than clients keep idle connections, so that none is closed just as a request is sent."""
_LINGER_SECONDS: Final = 1
_READ_BYTES: Final = 256 * 1024
_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
"""`SO_LINGER` with no time to linger: closing drops what is unsent and tells the client so."""
_CONTINUE: Final = b"HTTP/1.1 100 Continue\r\n\r\n"
_NO_BODY: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Connection(Thread):
    """The thread of a connection that was accepted. `stopping` is set before the server stops."""

    def __init__(self, connected: socket.socket, client: str, core: Core, stopping: Event) -> None:
        super().__init__(name="amplitude-emulator-connection", daemon=True)
        self._socket = connected
        self._core = core
        self._stopping = stopping
        self._reader = RequestReader(core.most_bytes, client)

    def run(self) -> None:
        """Answer requests until there are no more."""
        with self._socket, suppress(OSError):  # a client that is gone harms nobody
            self._socket.settimeout(_IDLE_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while data := self._socket.recv(_READ_BYTES):
                if not all(map(self._answered, self._reader.read(data))):
                    return
                if self._reader.problem is not None:
                    self._send(_plain(self._reader.problem), ends=True)
                    return
                if self._reader.is_awaited:
                    self._socket.sendall(_CONTINUE)

    def stop_reading(self) -> None:
        """Let it end with the answer to what has arrived."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)

    def abort(self) -> None:
        """End it whatever it is doing."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def _answered(self, arrived: Arrived) -> bool:
        """Answer a request, and tell whether the connection stays open."""
        request = arrived.request
        response = self._response(arrived)
        if response.delay and not self._waited(response.delay):
            return False
        if response.breaks == "reset":
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            return False
        ends = not arrived.keeps_alive or bool(response.breaks) or self._stopping.is_set()
        self._send(response, ends=ends, has_body=request.method != "HEAD")
        return not ends

    def _response(self, arrived: Arrived) -> Response:
        request = arrived.request
        try:
            return self._core.handle(request)
        except Exception:  # noqa: BLE001 -- whatever went wrong, its client is waiting
            _LOG.exception("the emulator failed to answer %s %s", request.method, request.path)
            return _plain(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _waited(self, seconds: float) -> bool:
        """Wait, unless the server stops, and tell whether the client is still there."""
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as arrivals:
            arrivals.register(self._socket, selectors.EVENT_READ)
            arrived = arrivals.select(seconds)
        if arrived and not self._stopping.is_set():
            if not self._socket.recv(1, socket.MSG_PEEK):
                return False
            self._stopping.wait(end - time.monotonic())  # the client sent its next request
        return True

    def _send(self, response: Response, *, ends: bool, has_body: bool = True) -> None:
        """Write a response at once, so that its client wakes up once; end the connection after it."""
        head = _head(response, ends=ends)
        self._socket.sendall(head + response.shown_body if has_body else head)
        if ends:
            self._end()

    def _end(self) -> None:
        """Read on until the client has closed: who is sending still would be reset otherwise."""
        self._socket.shutdown(socket.SHUT_WR)
        self._socket.settimeout(_LINGER_SECONDS)
        end = time.monotonic() + _LINGER_SECONDS
        while self._socket.recv(_READ_BYTES) and time.monotonic() < end:
            pass


def _plain(status: HTTPStatus) -> Response:
    """Return the answer to what never becomes a request."""
    return Response(status, status.phrase.encode(), {"content-type": "text/plain; charset=utf-8"})


def _head(response: Response, *, ends: bool) -> bytes:
    headers = {"date": _date(int(time.time())), **response.headers}
    if response.status not in _NO_BODY:
        headers["content-length"] = str(len(response.body))
    if ends:
        headers["connection"] = "close"
    lines = [f"{name}: {value}\r\n" for name, value in headers.items()]
    status = HTTPStatus(response.status)
    return f"HTTP/1.1 {status} {status.phrase}\r\n{''.join(lines)}\r\n".encode("latin-1")


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)
