"""The fault server in a process of its own, and the handle on it."""

from __future__ import annotations

import multiprocessing
import os
from typing import TYPE_CHECKING, Literal

from faults.service import Service
from faults.storage import Snapshot

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe
    from types import TracebackType
    from typing import Self

    from faults.behaviours import Behaviour

__all__ = ["FaultServer"]

Command = Literal["listen", "heal", "snapshot", "stop"]


class FaultServer:
    """A handle on the process that serves.

    Args:
        behaviour: what the service is like.
        listening: False refuses connections until `listen` is called.
        listen_after: refuses connections for so many seconds.
    """

    def __init__(
        self, behaviour: Behaviour, *, listening: bool = True, listen_after: float | None = None
    ) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        opens = (0.0 if listening else None) if listen_after is None else listen_after
        self._process = spawn.Process(target=_serve, args=(behaviour, opens, theirs), daemon=True)
        self._process.start()
        theirs.close()
        port = self._pipe.recv()
        self.url = f"http://127.0.0.1:{port}"

    def listen(self) -> None:
        """Accept connections from now on."""
        self._ask("listen")

    def heal(self) -> None:
        """End the outage."""
        self._ask("heal")

    def snapshot(self) -> Snapshot:
        """What was stored and sent so far."""
        snapshot = self._ask("snapshot")
        assert isinstance(snapshot, Snapshot)  # noqa: S101  the other end of our own pipe
        return snapshot

    def close(self) -> None:
        """End the process."""
        self._ask("stop")
        self._process.join()
        self._process.close()
        self._pipe.close()

    def _ask(self, command: Command) -> object:
        self._pipe.send(command)
        reply: object = self._pipe.recv()
        return reply

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def _serve(behaviour: Behaviour, opens: float | None, pipe: Pipe) -> None:
    """Do as the handle says, until it says stop or is gone."""
    service = Service(behaviour)
    if opens is not None:
        service.listen_after(opens)
    pipe.send(service.port)
    while True:
        try:
            command = pipe.recv()
        except EOFError:
            os._exit(1)  # the harness died; connections are open in threads that nobody waits for
        if command == "listen":
            service.listen_after(0)
        elif command == "heal":
            service.healed = True
        pipe.send(service.storage.snapshot() if command == "snapshot" else None)
        if command == "stop":
            pipe.close()
            os._exit(0)
