"""`Emulator`: its life, from the first request to the last."""

from __future__ import annotations

import atexit
import os
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING

from amplitude_sdk.emulator.clock import Clock
from amplitude_sdk.emulator.control.definer import Definer
from amplitude_sdk.emulator.control.director import Director
from amplitude_sdk.emulator.control.observer import Observer
from amplitude_sdk.emulator.core import Core
from amplitude_sdk.emulator.limits import Limits
from amplitude_sdk.emulator.projects import checked_credentials
from amplitude_sdk.emulator.server import Server, listening_socket
from amplitude_sdk.emulator.state import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from types import TracebackType
    from typing import Self

    from amplitude_sdk.emulator.in_process import AsyncInProcessTransport, InProcessTransport


class Emulator(Observer, Director, Definer):
    """A local Amplitude.

    `path` names a DuckDB file that keeps the data: what was answered with 200 is in it. Without it
    they live in memory, until the emulator is closed. With `projects`, a mapping of API key to
    secret key, other keys are refused; without it every non-empty pair of keys is an isolated
    project of its own, in UTC. `port` 0 takes a free one. `clock` is what times and limits go by.

    The documented limits hold unless they are lifted, one by one: `throttle` events per second of
    one user or device, for bulk loads; `update_limit` changes of the properties of one user in an
    hour; `size_limits` bytes and events of a request; `id_limits` the length of ids and those that
    are refused; `depth_limit` how deep properties are nested; `text_limit` the length of texts;
    `group_limits` how many groups an event has. `query_limits` do not hold unless they are asked
    for: requests at the same time, and the cost of queries within five minutes and an hour.

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
        update_limit: bool = True,
        size_limits: bool = True,
        id_limits: bool = True,
        depth_limit: bool = True,
        text_limit: bool = True,
        group_limits: bool = True,
        query_limits: bool = False,
    ) -> None:
        self.clock = _checked_clock(clock)
        self._path = path
        self._projects = None if projects is None else checked_credentials(projects)
        self._host = host
        self._port = port
        self._limits = Limits(
            throttle=throttle,
            updates=update_limit,
            size=size_limits,
            ids=id_limits,
            depth=depth_limit,
            text=text_limit,
            groups=group_limits,
            queries=query_limits,
        )
        self._core: Core | None = None
        self._opening = Lock()
        self._closed = False
        self._process: int | None = None
        self._server: Server | None = None

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

        Raises `RuntimeError` once the emulator is closed, until it is started again, and in a process
        that was forked since it was opened.
        """
        if self._closed:
            raise RuntimeError("the emulator is closed; ask it before, or start it again")
        core = self._core or self._opened()
        if not self._is_own:
            raise RuntimeError(
                "the emulator was opened by the process this one was forked from; ask it over HTTP"
            )
        return core

    def start(self) -> Self:
        """Listen. Returns when connections are accepted. Does nothing when it listens already.

        Raises `OSError` when the address is taken, `ValueError` for one there is not, and
        `RuntimeError` when the file is taken.
        """
        if self._server is not None and self._server.is_stopping:
            self.stop()  # once more: it was interrupted
        if self._server is None:
            with ExitStack() as undo:
                listener = undo.enter_context(listening_socket(self._host, self._port))
                self._closed = False
                self._server = Server(self.core, listener)
                undo.pop_all()
            self._port = listener.getsockname()[1]
            self._server.start()
        return self

    def stop(self) -> None:
        """Stop listening, as in an outage. The data stay, and `start` goes on at the same address.

        What interrupts it, like Ctrl-C, leaves it half done: call it, `close` or `start` again.
        """
        if self._server is not None and self._is_own:
            self._server.stop()
        self._server = None

    def close(self) -> None:
        """Stop, and let go of the data: what is not in a file is gone.

        In a process that was forked since, it lets go of the sockets only: the data stay with the
        process that opened them.
        """
        self.stop()
        self._closed = True
        core, self._core = self._core, None
        if core is not None and self._is_own:
            atexit.unregister(self._close_at_exit)
            core.state.close()

    def transport(self) -> InProcessTransport:
        """Return a transport for `httpx.Client` and `Amplitude` that needs no server."""
        from amplitude_sdk.emulator.in_process import InProcessTransport  # noqa: PLC0415 -- httpx is for those who use it

        return InProcessTransport(lambda: self.core)

    def async_transport(self) -> AsyncInProcessTransport:
        """Return a transport for `httpx.AsyncClient` and `AsyncAmplitude` that needs no server."""
        from amplitude_sdk.emulator.in_process import AsyncInProcessTransport  # noqa: PLC0415 -- httpx is for those who use it

        return AsyncInProcessTransport(lambda: self.core)

    def _opened(self) -> Core:
        """Return the core that is opened for all threads that ask for the first time at once."""
        with self._opening:
            if self._core is None:
                state = State(
                    clock=self.clock,
                    path=self._path,
                    credentials=self._projects,
                    limits=self._limits,
                )
                self._process = os.getpid()
                self._core = Core(state, self._host)
                atexit.register(self._close_at_exit)
            return self._core

    def _close_at_exit(self) -> None:
        if self._is_own:
            self.close()

    @property
    def _is_own(self) -> bool:
        """Whether this is the process that opened it: what was forked has a copy without threads."""
        return os.getpid() == self._process

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _checked_clock(clock: object) -> Clock:
    """Return the clock, or one that follows the machine's. Raises `TypeError` for what is none."""
    if clock is not None and not isinstance(clock, Clock):
        raise TypeError(f"clock must be a Clock, such as Clock(datetime(...)), not {clock!r}")
    return clock or Clock()
