"""The server processes of a run, and what they are told on their standard input."""

from __future__ import annotations

import json
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from typing import IO, TYPE_CHECKING, Any, Final, cast

from benchmarks.processes import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["PATIENCE", "DashboardProcess", "connected", "ingestion_process"]

PATIENCE: Final = 600  # seconds after which a server is taken to hang


class DashboardProcess(ServerProcess):
    """An emulator full of events; it runs bare statements in the same process when told to.

    Args:
        path: of the database.
        events: how many.
        seed: of the events.
    """

    def __init__(self, path: Path, events: int, seed: int) -> None:
        options = ("--path", str(path), "--events", str(events), "--seed", str(seed))
        super().__init__("benchmarks.emulator.dashboard_server", *options)

    def told(self, command: str, question: str = "") -> dict[str, Any]:
        """Tell it a command of `dashboard_server`, and return what it says."""
        heard, said = (
            cast("IO[str]", pipe) for pipe in (self._process.stdin, self._process.stdout)
        )
        heard.write(f"{command} {question}\n")
        heard.flush()
        answer: dict[str, Any] = json.loads(said.readline())
        return answer


def ingestion_process(*, stores: bool) -> ServerProcess:
    """An empty emulator, or the same server that answers uploads without storing them."""
    return ServerProcess(
        "benchmarks.emulator.ingestion_server", "--stores" if stores else "--no-stores"
    )


@contextmanager
def connected(port: int) -> Iterator[HTTPConnection]:
    """A connection to a server on this machine, kept open inside."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.connect()
        yield connection
