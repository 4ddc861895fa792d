"""The fault server itself: a behaviour behind a loopback socket, in threads."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from threading import Lock, Thread, Timer
from typing import TYPE_CHECKING, Final

from faults.exchange import Arrival, json_answer
from faults.storage import Storage
from faults.wire import Connection, Hangup, parse_body

if TYPE_CHECKING:
    from collections.abc import Callable

    from faults.behaviours import Behaviour
    from faults.exchange import Answer
    from faults.wire import Head

__all__ = ["PATH", "Service"]

PATH: Final = "/2/httpapi"


class Service:
    """Accepts, and lets the behaviour decide. Bound from the start, it listens when told."""

    def __init__(self, behaviour: Behaviour) -> None:
        self.storage = Storage()
        self.healed = False
        self._behaviour = behaviour
        self._lock = Lock()
        self._first: float | None = None
        self._numbered = 0
        self._threads: list[Thread] = []
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
        self._start(self._accept)

    def close(self) -> None:
        """Accept no more, and return when the clients have closed all connections."""
        with suppress(OSError):  # it may never have listened
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            self._start(self._talk, Connection(accepted))

    def _start(self, target: Callable[..., None], *arguments: object) -> None:
        thread = Thread(target=target, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _talk(self, connection: Connection) -> None:
        # A client that is gone, or was told to go, is what this server is for.
        with suppress(Hangup, OSError):
            while self._exchange(connection):
                pass
        connection.close()

    def _exchange(self, connection: Connection) -> bool:
        """One request; False ends the connection."""
        head = connection.read_head()
        self.storage.begin()
        try:
            ending = self._treat(connection, head)
        finally:
            self.storage.end()
        return ending()

    def _treat(self, connection: Connection, head: Head) -> Callable[[], bool]:
        """Read and decide; the result ends the request, and tells whether the connection goes on."""
        number, elapsed = self._number()
        if self._behaviour.interrupts(number, elapsed):
            connection.read_a_little()
            self.storage.broken_off()
            return lambda: _ended(connection.reset)
        arrival, answer = self._decide(head, connection.read_body(head), number)
        if answer.delay and connection.is_deserted_within(answer.delay):
            self.storage.reply_lost(arrival)
            return lambda: _ended(connection.close)
        return lambda: _end(connection, head, answer)

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


def _end(connection: Connection, head: Head, answer: Answer) -> bool:
    """Do as the answer says; tell whether the connection goes on."""
    if answer.manner == "close":
        return _ended(connection.close)
    if answer.manner == "reset":
        return _ended(connection.reset)
    if answer.manner == "truncate":
        return _ended(lambda: connection.reply_in_part(answer))
    connection.reply(answer, close=not head.keeps_alive)
    return head.keeps_alive


def _ended(by: Callable[[], None]) -> bool:
    by()
    return False
