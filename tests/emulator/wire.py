"""Talks to the emulator in bytes, where a client would be too polite."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.emulator import Emulator

_PATIENCE_SECONDS = 20


def connected(emulator: Emulator) -> socket.socket:
    """A connection to the emulator."""
    address = urlsplit(emulator.url)
    return socket.create_connection((address.hostname, address.port or 0), _PATIENCE_SECONDS)


def rest(connection: socket.socket) -> bytes:
    """All that comes until the emulator ends the connection."""
    return b"".join(iter(lambda: connection.recv(65536), b""))


def until(connection: socket.socket, end: bytes) -> bytes:
    """All that comes until something does."""
    received = b""
    while end not in received:
        part = connection.recv(65536)
        assert part, f"the connection ended after {received!r}"
        received += part
    return received


def wait_until(holds: Callable[[], bool]) -> None:
    """Return when it holds."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it does not come to hold"
        time.sleep(0.01)
