"""A server that accepts everything at once: `python -m benchmarks.ingestion.sink`, a process of its own.

It writes its port, serves until a line (or the end) of standard input, and then writes what it
received. With `--verify` it also reads every event and tells ids apart; that is not for timed runs.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from benchmarks.ingestion.request_reader import RequestReader
from benchmarks.ingestion.services import SERVICES

if TYPE_CHECKING:
    from benchmarks.ingestion.request_reader import Request

__all__ = ["Received", "serve"]


@dataclass(slots=True)
class Received:
    """What arrived.

    Attributes:
        insert_ids: how many different ones; 0 unless verified.
        orders: how many different order numbers; 0 unless verified.
        refused: paths that belong to no service, with the number of requests.
    """

    connections: int = 0
    requests: int = 0
    events: int = 0
    bytes: int = 0
    insert_ids: int = 0
    orders: int = 0
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def bytes_per_event(self) -> float:
        """On the wire, without heads."""
        return self.bytes / self.events


class _Ledger:
    """Adds up requests of all connections."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._received = Received()
        self._insert_ids: set[str] = set()
        self._orders: set[int] = set()
        self._refused: Counter[str] = Counter()

    def connection(self) -> None:
        with self._lock:
            self._received.connections += 1

    def refused(self, path: str) -> None:
        with self._lock:
            self._refused[path] += 1

    def request(self, request: Request) -> None:
        with self._lock:
            self._received.requests += 1
            self._received.events += request.events
            self._received.bytes += request.size

    def identities(self, pairs: list[tuple[str, int]]) -> None:
        with self._lock:
            self._insert_ids.update(insert_id for insert_id, _ in pairs)
            self._orders.update(order for _, order in pairs)

    def total(self) -> Received:
        with self._lock:
            self._received.insert_ids = len(self._insert_ids)
            self._received.orders = len(self._orders)
            self._received.refused = dict(self._refused)
            return self._received


def _answer(connection: socket.socket, ledger: _Ledger, *, verify: bool) -> None:
    """Serve one connection until its client is gone."""
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    ledger.connection()
    with connection:
        reader = RequestReader(connection, keep_bodies=verify)
        while (request := reader.read()) is not None:
            service = SERVICES.get(request.path)
            if service is None:
                ledger.refused(request.path)
                connection.sendall(_response("404 Not Found", {}))
                return
            ledger.request(request)
            if verify:
                ledger.identities(service.identities(request.body))
            connection.sendall(_response("200 OK", service.reply(request)))
            if request.is_last:
                return


def _response(status: str, reply: dict[str, object]) -> bytes:
    body = json.dumps(reply).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return head.encode() + b"\r\n" + body


def _accept(listener: socket.socket, ledger: _Ledger, *, verify: bool) -> None:
    while True:
        connection, _ = listener.accept()
        threading.Thread(
            target=_answer, args=(connection, ledger), kwargs={"verify": verify}, daemon=True
        ).start()


def serve(*, verify: bool) -> None:
    """Run the sink between the two messages on standard output."""
    ledger = _Ledger()
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        threading.Thread(
            target=_accept, args=(listener, ledger), kwargs={"verify": verify}, daemon=True
        ).start()
        print(listener.getsockname()[1], flush=True)
        sys.stdin.readline()
    print(json.dumps(asdict(ledger.total())), flush=True)


if __name__ == "__main__":
    serve(verify="--verify" in sys.argv[1:])
