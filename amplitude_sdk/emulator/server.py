"""The server that puts the core on a socket: a thread that accepts, and one for each connection."""

from __future__ import annotations

import errno
import os
import selectors
import socket
import time
from contextlib import suppress
from threading import Event, Thread, current_thread
from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.connection import Connection
from amplitude_sdk.emulator.forked import let_go_when_forked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.emulator.core import Core

_BACKLOG: Final = 2048
"""So many clients may connect at once; of more, some would try again only after a second."""
_LAST_PORT: Final = 65_535
_SHUTDOWN_SECONDS: Final = 5
_RECOVERY_SECONDS: Final = 0.1


class Server:
    """One run of the server. It takes over the socket that listens."""

    def __init__(self, core: Core, listener: socket.socket) -> None:
        self._core = core
        self._listener = listener
        self._arrivals = selectors.DefaultSelector()
        self._stop, self._stopped = socket.socketpair()
        self._connections: list[Connection] = []
        self._stopping = Event()
        self._thread = Thread(target=self._listen, name="amplitude-emulator", daemon=True)

    def start(self) -> None:
        """Accept connections."""
        let_go_when_forked(self)
        self._listener.settimeout(0)
        for one in (self._listener, self._stopped):
            self._arrivals.register(one, selectors.EVENT_READ)
        self._thread.start()

    @property
    def is_stopping(self) -> bool:
        """Whether `stop` was called; if it was interrupted, it has to be called again."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Return when what has arrived is answered, which no delay keeps up, or in a few seconds."""
        self._stopping.set()
        with suppress(OSError):
            self._stop.send(b"!")  # nobody takes it, so that all can see it
        if self._thread.is_alive():
            self._thread.join()
        with suppress(OSError):  # not all systems do that for what only listens
            self._listener.shutdown(socket.SHUT_RDWR)  # what was forked may have it still
        self._listener.close()
        self._await_connections()
        self._close()

    def let_go(self) -> None:
        """Close what a process that was forked has of it: connections end only when all close them."""
        for connection in self._connections:
            connection.let_go()
        self._close()

    def _await_connections(self) -> None:
        end = time.monotonic() + _SHUTDOWN_SECONDS
        for connection in self._connections:
            if connection is not current_thread():
                connection.join(max(0, end - time.monotonic()))
                connection.abort()

    def _close(self) -> None:
        for one in (self._listener, self._arrivals, self._stopped, self._stop):
            one.close()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            self._arrivals.select()
            for connected, client in self._accepted(1):
                self._serve(connected, client)
        # Who connected before is answered too. First all are taken, so that who is answered and
        # connects again is not among them: that could go on without end.
        for connected, client in list(self._accepted(_BACKLOG)):
            self._serve(connected, client)

    def _accepted(self, most: int) -> Iterator[tuple[socket.socket, str]]:
        """Take connections that wait, each with the address of its client."""
        for _ in range(most):
            try:
                connected, address = self._listener.accept()
            except BlockingIOError:  # it was the call to stop, or the client is gone already
                return
            except OSError:  # too many files are open
                self._stopping.wait(_RECOVERY_SECONDS)
                return
            yield connected, str(address[0])

    def _serve(self, connected: socket.socket, client: str) -> None:
        connection = Connection(connected, client, self._core, self._stopping, self._stopped)
        self._connections = [*filter(Thread.is_alive, self._connections), connection]
        try:
            connection.start()
        except RuntimeError:  # the system has no thread left
            self._connections.remove(connection)
            connected.close()


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises `OSError` when it cannot, say, because the port is taken.

    Raises `ValueError` for a host or a port there is not.
    """
    _check_address(host, port)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would share a port that is taken
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as problem:
        listener.close()
        why = f"cannot listen on {host}, port {port}: {problem.strerror or problem}"
        hint = "; port 0 takes a free one" if problem.errno == errno.EADDRINUSE else ""
        raise OSError(problem.errno, why + hint) from None
    return listener


def _check_address(host: object, port: object) -> None:
    if not isinstance(host, str) or not host:  # an empty one would listen to all the network
        raise ValueError(f"host must be a name or an address such as '127.0.0.1', not {host!r}")
    if not isinstance(port, int) or not 0 <= port <= _LAST_PORT:
        raise ValueError(f"port must be 0 to {_LAST_PORT}, not {port!r}; 0 takes a free one")
