"""Asks a server, with as little work of the client's own as there can be.

A bare statement has no client, so what a client does is all on one side of the comparison: that of
the standard library takes longer to read the lines of a reply than the emulator to make them.
"""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from benchmarks.emulator.processes import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Asker", "asker"]

_READ_BYTES: Final = 256 * 1024
_SUCCESS: Final = b"HTTP/1.1 200 "
_LENGTH: Final = b"\r\ncontent-length: "


class Asker:
    """A connection that is kept open.

    Args:
        connected: to the server.
        authorization: sent with each question.
    """

    def __init__(self, connected: socket.socket, authorization: str) -> None:
        self._socket = connected
        self._rest = f" HTTP/1.1\r\nhost: x\r\nauthorization: {authorization}\r\n\r\n".encode()

    def reply(self, target: str) -> bytes:
        """Ask, and return the body of the reply once its last byte has come.

        Raises:
            RuntimeError: it is no success, or not whole.
        """
        self._socket.sendall(b"GET " + target.encode() + self._rest)
        received = self._socket.recv(_READ_BYTES)
        head, _, body = received.partition(b"\r\n\r\n")
        if not head.startswith(_SUCCESS):
            raise RuntimeError(f"{target} was answered {received!r}")
        parts = [body]
        left = int(head.partition(_LENGTH)[2].partition(b"\r\n")[0]) - len(body)
        while left:
            part = self._socket.recv(_READ_BYTES)
            if not part:
                raise RuntimeError(f"the reply to {target} was cut off")
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


@contextmanager
def asker(port: int, authorization: str) -> Iterator[Asker]:
    """A connection to a server on this machine, kept open inside."""
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as connected:
        yield Asker(connected, authorization)
