"""Far ends that misbehave on a real socket of this machine."""

from __future__ import annotations

import select
import socket
import struct
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Misbehaving:
    """Accepts connections on a loopback port, reads a request, then does as its behaviour says."""

    def __init__(self, behave: Callable[[socket.socket], None]) -> None:
        self._behave = behave
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = []
        self.requests: list[bytes] = []
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(connection)
            self.requests.append(read_request(connection))
            self._behave(connection)

    def close(self) -> None:
        """Stop listening; connections left open by a silent behaviour are closed too."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(timeout=5)
        for connection in self._open:
            connection.close()


def read_request(connection: socket.socket) -> bytes:
    """Read the head of a request and as much body as it announces."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536)
    head, _, body = received.partition(b"\r\n\r\n")
    announced = [
        line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")
    ]
    length = int(announced[0].split(b":")[1]) if announced else 0
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def misbehaving(behave: Callable[[socket.socket], None]) -> Iterator[Misbehaving]:
    """A server for the length of a test."""
    server = Misbehaving(behave)
    try:
        yield server
    finally:
        server.close()


@contextmanager
def nobody_listens() -> Iterator[str]:
    """The URL of a port that is taken, so that nobody else gets it, and refuses connections."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def resets(connection: socket.socket) -> None:
    """Break the connection off."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def closes(connection: socket.socket) -> None:
    """Hang up politely without a reply."""
    connection.close()


def is_silent(connection: socket.socket) -> None:
    """Keep the connection and say nothing."""


def answers(
    status: str, body: bytes = b"", *, length: int | None = None, headers: str = ""
) -> Callable[[socket.socket], None]:
    """Reply, announcing perhaps more than comes, and hang up."""
    announced = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Length: {announced}\r\nConnection: close\r\n{headers}\r\n"
    return says(head.encode() + body)


def says(reply: bytes) -> Callable[[socket.socket], None]:
    """Send some bytes and hang up."""

    def behave(connection: socket.socket) -> None:
        connection.sendall(reply)
        connection.close()

    return behave


def drips(connection: socket.socket) -> None:
    """Begin a reply of success, and go on with a byte now and then until the other side leaves."""
    with suppress(OSError):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while not select.select([connection], [], [], 0.01)[0]:
            connection.sendall(b" ")
