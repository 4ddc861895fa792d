"""`Emulator`: the core behind a loopback socket, in a thread."""

from __future__ import annotations

import asyncio
import atexit
import os
import socket
from contextlib import ExitStack
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Final

import uvicorn

from amplitude_sdk.emulator.asgi import application
from amplitude_sdk.emulator.clock import Clock
from amplitude_sdk.emulator.control.definer import Definer
from amplitude_sdk.emulator.core import Core
from amplitude_sdk.emulator.state import State
from amplitude_sdk.emulator.stored_events import stored_events

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from types import TracebackType
    from typing import Self

    from amplitude_sdk.emulator.journal import JournalEntry

_BACKLOG: Final = 128
_SHUTDOWN_SECONDS: Final = 5
_CLOSING_INTERVAL_SECONDS: Final = 0.05
_KEEP_ALIVE_SECONDS: Final = 75
"""Longer than clients keep idle connections, so that none is closed just as a request is sent."""


class Emulator(Definer):
    """A local Amplitude.

    `path` names a DuckDB file that keeps the data: what was answered with 200 is in it. Without it
    they live in memory, until the emulator is closed. With `projects`, a mapping of API key to secret key, other keys are
    refused; without it every non-empty pair of keys is an isolated project of its own, in UTC.
    `port` 0 takes a free one. `clock` is what times and limits go by. `throttle=False` lifts the
    limit of events per second of one user or device, for bulk loads.

    A context manager: entering starts the server, leaving closes it. What nobody closes is closed
    when the interpreter exits. Several emulators can run in one process, each with a file of its
    own: one that is open cannot be opened a second time.
    """

    def __init__(
        self,
        *,
        path: str | PathLike[str] | None = None,
        projects: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock | None = None,
        throttle: bool = True,
    ) -> None:
        self.clock = clock or Clock()
        self._path = path
        self._projects = projects
        self._host = host
        self._port = port
        self._throttle = throttle
        self._core: Core | None = None
        self._closed = False
        self._process: int | None = None
        self._server: _Server | None = None

    @property
    def url(self) -> str:
        """Where it listens, for `base_url`. It stays the same when the server starts again."""
        if not self._port:
            raise RuntimeError("the emulator has no address yet; start it first")
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def core(self) -> Core:
        """The emulator without the server. Opened on first use.

        Raises `RuntimeError` once the emulator is closed, until it is started again.
        """
        if self._closed:
            raise RuntimeError("the emulator is closed; ask it before, or start it again")
        if self._core is None:
            state = State(
                clock=self.clock,
                path=self._path,
                credentials=self._projects,
                throttles=self._throttle,
            )
            self._core = Core(state, self._host)
            self._process = os.getpid()
            atexit.register(self._close_at_exit)
        return self._core

    @property
    def requests(self) -> list[JournalEntry]:
        """The latest requests, oldest first, without secrets."""
        return self.core.state.journal.entries()

    def start(self) -> Self:
        """Listen. Returns when connections are accepted. Does nothing when it listens already.

        Raises `OSError` when the address is taken and `RuntimeError` when the file is.
        """
        if self._server is None:
            with ExitStack() as undo:
                listener = undo.enter_context(_listener(self._host, self._port))
                self._closed = False
                self._server = _Server(self.core, listener)
                undo.pop_all()
            self._port = listener.getsockname()[1]
            self._server.start()
        return self

    def stop(self) -> None:
        """Stop listening, as in an outage. The data stay, and `start` goes on at the same address."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def close(self) -> None:
        """Stop, and let go of the data: what is not in a file is gone."""
        self.stop()
        self._closed = True
        if self._core is not None:
            self._core.state.close()
            self._core = None
            atexit.unregister(self._close_at_exit)

    def reset(self) -> None:
        """Forget all events, users, annotations, releases and requests; set the clock back."""
        self.core.state.reset()

    def events(
        self,
        event_type: str | None = None,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        api_key: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return the stored events in the order they arrived, with the members they were sent with.

        They are as the service would have stored them: `language` is the name of a language,
        repetitions are missing. `amplitude_id` and `server_upload_time` are added. `$identify` and
        `$groupidentify` are not events; ask for them by their type.
        """
        wanted = {"event_type": event_type, "user_id": user_id, "device_id": device_id}
        return stored_events(self.core.state, wanted, api_key)

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock forward."""
        self.clock.advance(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def _close_at_exit(self) -> None:
        if os.getpid() == self._process:  # what was forked has a copy whose threads are missing
            self.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class _Server(uvicorn.Server):
    """One run of the server, in a thread of its own."""

    def __init__(self, core: Core, listener: socket.socket) -> None:
        super().__init__(
            uvicorn.Config(
                application(core),
                loop="asyncio",
                http="h11",
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
        """Close all connections, each when its request is answered.

        uvicorn tells only those to close that it knows at the first moment, and then waits for one
        that was accepted a moment later until its time is up.
        """
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


def _listener(host: str, port: int) -> socket.socket:
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
