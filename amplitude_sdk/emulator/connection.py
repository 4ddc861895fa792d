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
from contextlib import closing, suppress
from email.utils import formatdate
from functools import lru_cache
from http import HTTPStatus
from threading import TIMEOUT_MAX, Thread
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
_SELECTOR: Final[type[selectors.BaseSelector]] = getattr(
    selectors, "PollSelector", selectors.SelectSelector
)
"""Needs no file of its own, and where there is a choice, takes files of any number."""
_NO_BODY: Final = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Connection(Thread):
    """The thread of a connection that was accepted.

    `stopping` is set, and `stopped` can be read, once the server is about to stop: then what has
    begun to arrive is answered, and nothing more.
    """

    def __init__(
        self,
        connected: socket.socket,
        client: str,
        core: Core,
        stopping: Event,
        stopped: socket.socket,
    ) -> None:
        super().__init__(name="amplitude-emulator-connection", daemon=True)
        self._socket = connected
        self._core = core
        self._stopping = stopping
        self._stopped = stopped
        self._reader = RequestReader(core.most_bytes, client)

    def run(self) -> None:
        """Answer requests until there are no more."""
        with closing(self._reader), self._socket, suppress(OSError):  # a client may be gone
            self._socket.settimeout(_IDLE_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with _SELECTOR() as arrivals:
                for one in (self._socket, self._stopped):
                    arrivals.register(one, selectors.EVENT_READ)
                while self._went_on(arrivals):
                    pass

    def abort(self) -> None:
        """End it whatever it is doing."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def let_go(self) -> None:
        """Close this process's socket; that of the process it was forked from stays open."""
        self._socket.close()

    def _went_on(self, arrivals: selectors.BaseSelector) -> bool:
        """Wait for what arrives next, answer it, and tell whether the connection stays open."""
        ready = [key.fileobj for key, _ in arrivals.select(_IDLE_SECONDS)]
        if self._socket not in ready and not (ready and self._reader.is_inside):
            return False  # it is idle, for long or as the server stops
        data = self._socket.recv(_READ_BYTES)
        if not data or not all(map(self._answered, self._reader.read(data))):
            return False
        if self._reader.problem is not None:
            self._send(_plain(self._reader.problem), ends=True)
            return False
        if interim := self._reader.take_interim():
            self._socket.sendall(interim)
        return True

    def _answered(self, arrived: Arrived) -> bool:
        """Answer a request, and tell whether the connection stays open."""
        request = arrived.request
        response = self._response(arrived)
        if response.delay:
            self._stopping.wait(min(response.delay, TIMEOUT_MAX))
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
            if not self._stopping.is_set():  # what takes long may find the store closed
                _LOG.exception("the emulator failed to answer %s %s", request.method, request.path)
            return _plain(HTTPStatus.INTERNAL_SERVER_ERROR)

    def _send(self, response: Response, *, ends: bool, has_body: bool = True) -> None:
        """Write a response at once, so that its client wakes up once; end the connection after it."""
        head = _head(response, ends=ends)
        left = memoryview(head + response.shown_body if has_body else head)
        while left:  # sendall() would bound the time of the whole, however fast its client reads
            left = left[self._socket.send(left) :]
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
