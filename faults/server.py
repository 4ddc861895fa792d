"""The fault server: a behaviour behind a loopback socket, in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import socket
import time
from contextlib import suppress
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Final, Literal

from faults.service import Arrival, json_answer
from faults.storage import Snapshot, Storage
from faults.wire import Connection, Hangup, parse_body

if TYPE_CHECKING:
    from multiprocessing.connection import Connection as Pipe
    from types import TracebackType
    from typing import Self

    from faults.behaviours import Behaviour
    from faults.service import Answer
    from faults.wire import Head

__all__ = ["PATH", "FaultServer"]

PATH: Final = "/2/httpapi"

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
    service = _Service(behaviour)
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


class _Service:
    """Accepts, and lets the behaviour decide."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.storage = Storage()
        self.healed = False
        self._behaviour = behaviour
        self._lock = Lock()
        self._first: float | None = None
        self._numbered = 0
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def listen_after(self, seconds: float) -> None:
        """Bound, but not listening, the port refuses connections; end that."""
        if not seconds:
            self._listen()
            return
        timer = Timer(seconds, self._listen)
        timer.daemon = True
        timer.start()

    def _listen(self) -> None:
        self._listener.listen(1024)
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            accepted, _ = self._listener.accept()
            Thread(target=self._talk, args=(Connection(accepted),), daemon=True).start()

    def _talk(self, connection: Connection) -> None:
        # A client that is gone, or was told to go, is what this server is for.
        with suppress(Hangup, OSError):
            while self._exchange(connection):
                pass
        connection.close()

    def _exchange(self, connection: Connection) -> bool:
        """One request; False ends the connection."""
        head = connection.read_head()
        number, elapsed = self._number()
        if self._behaviour.interrupts(number, elapsed):
            connection.read_a_little()
            self.storage.broken_off()
            connection.reset()
            return False
        body = connection.read_body(head)
        arrival, answer = self._decide(head, body, number)
        if answer.delay:
            time.sleep(answer.delay)
            if connection.is_deserted:
                self.storage.reply_lost(arrival)
        return self._end(connection, head, answer)

    def _number(self) -> tuple[int, float]:
        with self._lock:
            now = time.monotonic()
            self._first = now if self._first is None else self._first
            self._numbered += 1
            return self._numbered - 1, now - self._first

    def _decide(self, head: Head, body: bytes, number: int) -> tuple[Arrival, Answer]:
        key, events = parse_body(body)
        with self._lock:  # what is decided first is stored first
            elapsed = time.monotonic() - (self._first or 0.0)
            arrival = Arrival(number, elapsed, len(body), key, events, self.healed)
            known = (head.method, head.path) == ("POST", PATH)
            answer = (
                self._behaviour.decide(arrival)
                if known
                else json_answer(404, "Invalid request path")
            )
            self.storage.record(arrival, answer)
        return arrival, answer

    def _end(self, connection: Connection, head: Head, answer: Answer) -> bool:
        if answer.manner == "close":
            connection.close()
        elif answer.manner == "reset":
            connection.reset()
        elif answer.manner == "truncate":
            connection.reply_in_part(answer)
        else:
            connection.reply(answer, close=not head.keeps_alive)
            return head.keeps_alive
        return False
