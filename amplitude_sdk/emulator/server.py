"""The server that puts the core on a socket, in a thread of its own."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from amplitude_sdk.emulator.asgi import CONNECTION, Application

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from amplitude_sdk.emulator.core import Core

_BACKLOG: Final = 128
_SHUTDOWN_SECONDS: Final = 5
_CLOSING_INTERVAL_SECONDS: Final = 0.05
_KEEP_ALIVE_SECONDS: Final = 75
"""Longer than clients keep idle connections, so that none is closed just as a request is sent."""
_RESET_ON_CLOSE: Final = struct.pack("ii", 1, 0)
"""`SO_LINGER` with no time to linger: closing drops what is unsent and tells the client so."""


class Server(uvicorn.Server):
    """One run of the server, in a thread of its own."""

    def __init__(self, core: Core, listener: socket.socket) -> None:
        self._application = Application(core)
        super().__init__(
            uvicorn.Config(
                self._application,
                loop="asyncio",
                http=_Protocol,
                ws="none",
                lifespan="off",
                log_config=None,  # logging belongs to the program the emulator runs in
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=_KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
            )
        )
        self._listener = listener
        self._ready = Event()
        self._thread = Thread(target=self._listen, name="amplitude-emulator", daemon=True)

    def start(self) -> None:
        """Return when connections are accepted."""
        self._thread.start()
        self._ready.wait()
        if not self.started:
            raise RuntimeError("the emulator's server did not start; its log tells why")

    def stop(self) -> None:
        """Return when the last request is answered and the socket is closed."""
        self.should_exit = True
        self._thread.join()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Tell the waiting thread that the sockets are open."""
        await super().startup(sockets)
        self._ready.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Close all connections, each when its request is answered, which no delay keeps up.

        uvicorn tells only those to close that it knows at the first moment, and then waits for one
        that was accepted a moment later until its time is up.
        """
        self._application.end_delays()
        closing = asyncio.create_task(self._close_latecomers())
        await super().shutdown(sockets)
        closing.cancel()

    async def _close_latecomers(self) -> None:
        while True:
            await asyncio.sleep(_CLOSING_INTERVAL_SECONDS)
            for connection in list(self.server_state.connections):
                connection.shutdown()

    def _listen(self) -> None:
        try:
            self.run(sockets=[self._listener])
        finally:
            self._listener.close()
            self._ready.set()


class _Protocol(HttpToolsProtocol):
    """Gives the application its connection, so that it can break it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.app = _with_connection(self.app, self)

    def reset(self) -> None:
        connected = self.transport.get_extra_info("socket")
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
        self.transport.abort()

    def close(self) -> None:
        self.transport.close()


def _with_connection(app: ASGIApp, connection: _Protocol) -> ASGIApp:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        scope["extensions"] = {CONNECTION: connection}
        await app(scope, receive, send)

    return answer


def listening_socket(host: str, port: int) -> socket.socket:
    """Return a socket that listens. Raises `OSError` when the address is taken."""
    # With the protocol named, asyncio switches off Nagle's algorithm for accepted connections;
    # without, each response on a kept connection waits 40 ms for an acknowledgement.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would share a port that is taken
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener
