"""Far ends of this machine that fail before they have read a request, or between two of them."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.sdk.servers import read_request, resets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n"
BODY = b'{"data": []}'


class Listener:
    """Accepts connections one after the other and hands each to `behave`, with its number."""

    def __init__(self, behave: Callable[[socket.socket, int], None]) -> None:
        self._behave = behave
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.port: int = self._socket.getsockname()[1]
        self.accepted: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.accepted.append(connection)
            self._behave(connection, len(self.accepted))

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(timeout=5)
        for connection in self.accepted:
            connection.close()


@contextmanager
def listening(behave: Callable[[socket.socket, int], None]) -> Iterator[Listener]:
    """A far end for the length of a test."""
    listener = Listener(behave)
    try:
        yield listener
    finally:
        listener.close()


@contextmanager
def accepting_nobody() -> Iterator[str]:
    """The URL of a port whose queue of connections is full: further ones wait for ever."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        waiting = [_knock(port) for _ in range(4)]
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            for each in waiting:
                each.close()


def _knock(port: int) -> socket.socket:
    caller = socket.socket()
    caller.settimeout(0)
    caller.connect_ex(("127.0.0.1", port))
    return caller


def resets_unread(connection: socket.socket, number: int) -> None:
    """Break the connection off when something has come, without having read it."""
    _await_something(connection)
    resets(connection)


def closes_unread(connection: socket.socket, number: int) -> None:
    """Hang up when something has come, without having read it."""
    _await_something(connection)
    connection.close()


def _await_something(connection: socket.socket) -> None:
    connection.recv(1, socket.MSG_PEEK)


def reads_nothing(connection: socket.socket, number: int) -> None:
    """Keep the connection, and let what comes pile up."""


def stalls(connection: socket.socket, number: int) -> None:
    """Announce a reply, send half of it and fall silent."""
    read_request(connection)
    connection.sendall(OK + BODY[:5])


class ClosesIdle:
    """Answers the first request of each connection and closes it then."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.closed = threading.Semaphore(0)

    def __call__(self, connection: socket.socket, number: int) -> None:
        self.requests.append(read_request(connection))
        connection.sendall(OK + BODY)
        connection.close()
        self.closed.release()


class ClosesBusy:
    """Answers the first request of each connection, takes the second and hangs up on it."""

    def __init__(self) -> None:
        self.requests: list[bytes] = []

    def __call__(self, connection: socket.socket, number: int) -> None:
        self.requests.append(read_request(connection))
        connection.sendall(OK + BODY)
        self.requests.append(read_request(connection))
        connection.close()
