"""Several rounds in which both sides of every comparison take turns, so that noise meets both."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.emulator.asking import asker
from benchmarks.emulator.dashboard_server import AUTHORIZATION
from benchmarks.emulator.processes import DashboardProcess, ingestion_process
from benchmarks.emulator.questions.catalogue import QUESTIONS
from benchmarks.emulator.uploads import LARGE, SMALL, bodies, throughput
from benchmarks.processes import run_program
from benchmarks.turns import rotated

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.emulator.asking import Asker
    from benchmarks.emulator.questions.question import Question
    from benchmarks.emulator.uploads import Size

__all__ = ["Asked", "Dashboard", "Ingestion", "play_dashboard", "play_ingestion", "starts"]

_SEED: Final = 1
_LONG_ENOUGH: Final = 0.1
_MOST_TIMES: Final = 20


class Took(NamedTuple):
    """What an answer took, in seconds: of the clock, and of all processors."""

    clock: float
    cpu: float


class Asked(NamedTuple):
    """One question in one round.

    A question whose answer takes long is asked once. Shorter ones are asked several times, as the
    noise of a single one would be as large as what is measured; the median counts.

    Attributes:
        emulator: the reply over HTTP, until its last byte has come.
        bare: the bare statement in the same process, until its rows are Python objects.
    """

    emulator: Took
    bare: Took


@dataclass(slots=True)
class Dashboard:
    """All rounds at one number of events.

    Attributes:
        rounds: by the names of the questions.
        peak_bytes: the most memory the process had at once, before any bare statement ran.
        fill_seconds: how long making the events took, with the start of the process.
    """

    events: int
    rounds: list[dict[str, Asked]] = field(default_factory=list)
    peak_bytes: int = 0
    fill_seconds: float = 0.0


@dataclass(slots=True)
class Ingestion:
    """Events per second of all rounds, at one size of requests."""

    size: Size
    stored: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


def play_dashboard(
    events: int, rounds: int, names: list[str], say: Callable[[str], None]
) -> Dashboard:
    """Fill an emulator, see that both sides compute the same numbers, and let them take turns.

    Raises:
        RuntimeError: the numbers differ.
    """
    result = Dashboard(events)
    start = time.perf_counter()
    with TemporaryDirectory() as folder:
        database = Path(folder) / "emulator.duckdb"
        with DashboardProcess(database, events, _SEED) as server:
            result.fill_seconds = time.perf_counter() - start
            say(f"{events:,} events in {result.fill_seconds:.0f} s")
            with asker(server.port, AUTHORIZATION) as connection:
                for name in names:
                    _reply(connection, server, QUESTIONS[name])
            result.peak_bytes = server.told("spent")["peak_bytes"]
            for name in names:
                found = server.told("check", name)["differences"]
                if found:
                    raise RuntimeError(f"{len(found)} numbers differ: {found[:5]}")
            for turn in range(rounds):
                say(f"dashboard, {events:,} events, round {turn + 1} of {rounds}")
                # A connection for each round: an idle one would be closed meanwhile.
                with asker(server.port, AUTHORIZATION) as connection:
                    asked = {
                        name: _asked(connection, server, QUESTIONS[name], turn)
                        for name in rotated(names, turn)
                    }
                result.rounds.append(asked)
    return result


def _asked(connection: Asker, server: DashboardProcess, question: Question, turn: int) -> Asked:
    """Ask both sides by turns, the one first in one round and the other in the next.

    Each is asked once before the clock starts: whoever reads a column first fetches it for both.
    """
    _reply(connection, server, question)
    _bare(server, question)
    replies: list[Took] = []
    bare: list[Took] = []
    while not replies or (
        sum(each.clock for each in replies) < _LONG_ENOUGH and len(replies) < _MOST_TIMES
    ):
        if turn % 2:
            bare.append(_bare(server, question))
        replies.append(_reply(connection, server, question))
        if not turn % 2:
            bare.append(_bare(server, question))
    return Asked(_typical(replies), _typical(bare))


def _typical(times: list[Took]) -> Took:
    return Took(median(each.clock for each in times), median(each.cpu for each in times))


def _bare(server: DashboardProcess, question: Question) -> Took:
    told = server.told("bare", question.name)
    return Took(told["seconds"], told["cpu"])


def _reply(connection: Asker, server: DashboardProcess, question: Question) -> Took:
    target = f"/api{question.path}?{question.query}"
    before: float = server.told("spent")["cpu"]
    start = time.perf_counter()
    connection.reply(target)
    spent = time.perf_counter() - start
    after: float = server.told("spent")["cpu"]
    return Took(spent, after - before)


def play_ingestion(rounds: int, events: int, say: Callable[[str], None]) -> list[Ingestion]:
    """Send the same uploads to the emulator and to a server that stores nothing, by turns."""
    results = [Ingestion(LARGE), Ingestion(SMALL)]
    with ingestion_process(stores=True) as emulator, ingestion_process(stores=False) as server:
        for turn in range(rounds + 1):
            for result in results:
                share = events if result.size is LARGE else events // 5
                requests = bodies(result.size, share, turn)
                sent = len(requests) * result.size.events
                sides = [(emulator, result.stored), (server, result.answered)]
                for side, found in rotated(sides, turn):
                    speed = throughput(side.port, requests, sent)
                    if turn:  # the first one warms both up
                        found.append(speed)
            say(f"ingestion, round {turn} of {rounds}")
    if emulator.seen["events"] != server.seen["events"]:
        raise RuntimeError(
            f"of {server.seen['events']} events {emulator.seen['events']} are stored"
        )
    return results


_START: Final = """
import time

import httpx  # belongs to the client, with or without an emulator

start = time.perf_counter()
from amplitude_sdk.emulator import Emulator

emulator = Emulator()
client = httpx.Client(transport=emulator.transport(), base_url="http://emulator")
reply = client.post("/2/httpapi", json={"api_key": "key", "events": [{"user_id": "a user", "event_type": "E"}]})
spent = time.perf_counter() - start
assert reply.status_code == 200
client.close()
emulator.close()
print(spent)
"""


def starts(processes: int) -> list[float]:
    """The seconds from the import of the emulator to its first answer, in fresh interpreters."""
    return [float(run_program(_START).output) for _ in range(processes)]
