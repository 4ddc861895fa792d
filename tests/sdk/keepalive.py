"""A service of this machine that keeps connections open and answers every request on them."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class KeepAlive:
    """Answers each request with the body that `answer` makes of its target.

    Attributes:
        connections: the targets asked for on each connection, in the order of connections.
        gone: set when some client has closed a connection.
    """

    def __init__(self, answer: Callable[[str], bytes]) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self.connections: list[list[str]] = []
        self.gone = threading.Event()
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._sockets.append(connection)
            asked: list[str] = []
            self.connections.append(asked)
            thread = threading.Thread(target=self._serve, args=(connection, asked), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket, asked: list[str]) -> None:
        while (target := _target(connection)) is not None:
            asked.append(target)
            body = self._answer(target)
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                b"Content-Length: %d\r\n\r\n%b" % (len(body), body)
            )
        self.gone.set()

    @property
    def asked(self) -> list[str]:
        """All targets."""
        return [target for connection in self.connections for target in connection]

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._sockets:
            with suppress(OSError):  # the client was first
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        for thread in self._threads:
            thread.join(timeout=5)


def _target(connection: socket.socket) -> str | None:
    """What the next request asks for; None when the client is gone. Bodies are not expected."""
    received = b""
    while b"\r\n\r\n" not in received:
        try:
            more = connection.recv(65536)
        except OSError:
            return None
        if not more:
            return None
        received += more
    return received.split(b" ", 2)[1].decode()


def found(target: str) -> bytes:
    """The reply to a search names what was searched for; any other call gets an empty list."""
    query = parse_qs(urlsplit(target).query)
    if "user" not in query:
        return b'{"data": []}'
    match = {"amplitude_id": 1, "user_id": query["user"][0]}
    return json.dumps({"matches": [match], "type": "match_user_or_device_id"}).encode()


@contextmanager
def serving(answer: Callable[[str], bytes] = found) -> Iterator[KeepAlive]:
    """A service for the length of a test."""
    service = KeepAlive(answer)
    try:
        yield service
    finally:
        service.close()
