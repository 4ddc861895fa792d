"""`kill -9` at random moments: what of the acknowledged events does the next process still have?"""

from __future__ import annotations

import functools
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from faults.accounts import account_of
from faults.behaviours import ALWAYS, AfterFirst, Healthy, Outage
from faults.events import expected_members
from faults.journal import read_journal
from faults.judge import Evidence, judge
from faults.lag import sleep_beside
from faults.processes import child, ended
from faults.replies import UNAVAILABLE
from faults.server import FaultServer
from faults.task import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from faults.behaviours import Behaviour
    from faults.journal import Process
    from faults.judge import Verdict
    from faults.task import Sdk

__all__ = ["Kill", "Round", "Sync", "judge_kill", "kill_round", "rounds"]

Sync = Literal["always", "batch"]

WINDOW_SECONDS: Final = 0.05
WINDOW_EVENTS: Final = 1000
"""What "batch" may lose: acknowledged so late, and followed by no more than so many."""

_COUNT: Final = 20_000
_PACE_SECONDS: Final = 2.0
_LATEST_SECONDS: Final = 1.0
_START_SECONDS: Final = 30.0
_DRAIN_SECONDS: Final = 120.0
_LOOK_SECONDS: Final = 0.002
_LIVES: Final = 2
_INTERVALS: Final = (None, 0.05)
_NEVER: Final = ("duplicated", "damaged", "disordered")
_SERVICES: Final[tuple[Behaviour, ...]] = (
    Healthy(),
    AfterFirst(ALWAYS, delay=0.05),
    Outage(UNAVAILABLE),
)


@dataclass(frozen=True, slots=True)
class Kill:
    """The end of a process.

    Attributes:
        moment: when (monotonic, ns).
        lag: seconds for which the machine let the process wait just before: nobody keeps a promise
            about milliseconds without a processor.
    """

    moment: int
    lag: float = 0.0


@dataclass(frozen=True, slots=True)
class Round:
    """One process killed, or several one after the other, and what became of their events.

    Attributes:
        sync: the durability asked for.
        sdk: which client of ours.
        verdict: the counts, of acknowledged events.
        recovered: how many the last process found in the outbox.
        overdue: lost although the promise covers them.
        age: of the oldest lost event when its process was killed, in seconds.
        lag: for how long the machine let the process wait before a kill, in seconds.
        complaints: what is wrong.
    """

    sync: Sync
    sdk: Sdk
    verdict: Verdict
    recovered: int
    overdue: int
    age: float
    lag: float
    complaints: tuple[str, ...]


def rounds(seed: int, count: int) -> list[tuple[Sync, Sdk, str]]:
    """Durability, client and dice of each round; every fifth is one of the async client."""
    syncs: tuple[Sync, ...] = ("always", "batch")
    return [
        (sync, "async" if number % 5 == 4 else "ours", f"{seed}/{sync}/{number}")  # noqa: PLR2004
        for sync in syncs
        for number in range(count)
    ]


def kill_round(sync: Sync, sdk: Sdk, dice: str) -> Round:
    """Track, kill, once or several times; let the next process send what is left; judge."""
    random = Random(dice)  # noqa: S311  moments, not secrets
    behaviour, interval = random.choice(_SERVICES), random.choice(_INTERVALS)
    with tempfile.TemporaryDirectory(prefix="faults-") as name, FaultServer(behaviour) as server:
        task = _task(sync, sdk, Path(name), server.url, interval)
        killed = [
            _kill(replace(task, first=1 + life * task.count), random.uniform(0, _LATEST_SECONDS))
            for life in range(random.randint(1, _LIVES))
        ]
        server.heal()
        wrong = ended(child(replace(task, program="drain"), _errors_of(task)), _DRAIN_SECONDS)
        expects = functools.partial(expected_members, task.flavour)
        evidence = Evidence(read_journal(Path(task.journal)), server.snapshot(), expects)
        result = judge_kill(sync, sdk, evidence, killed)
        more = () if wrong is None else (f"the next process {wrong}",)
        return replace(result, complaints=(*result.complaints, *more))


def _task(sync: Sync, sdk: Sdk, folder: Path, url: str, interval: float | None) -> Task:
    return Task(
        sdk=sdk,
        program="endless",
        url=url,
        journal=str(folder / "journal"),
        count=_COUNT,
        pace=_PACE_SECONDS,
        outbox=str(folder / "outbox.sqlite"),
        outbox_sync=sync,
        flush_interval=interval,
    )


def _errors_of(task: Task) -> Path:
    return Path(task.journal).with_name("stderr")


def _kill(task: Task, moment: float) -> Kill:
    """Kill the process some time after its first event."""
    process = child(task, _errors_of(task))
    begun, ends = f"{process.pid} acknowledged ".encode(), time.monotonic() + _START_SECONDS
    journal = Path(task.journal)
    while not (journal.exists() and begun in journal.read_bytes()):
        if process.poll() is not None or time.monotonic() > ends:
            process.kill()
            raise RuntimeError(f"nothing was tracked: {_errors_of(task).read_text()[-2000:]}")
        time.sleep(_LOOK_SECONDS)
    lag = sleep_beside(process.pid, moment)
    killed = time.monotonic_ns()
    process.kill()
    process.wait()
    return Kill(killed, lag)


def judge_kill(sync: Sync, sdk: Sdk, evidence: Evidence, killed: Sequence[Kill]) -> Round:
    """Count what is lost, and how much of it "batch" was allowed to lose.

    The processes of the evidence are those that were `killed`, and the one that sent what was left.
    """
    verdict = judge(evidence)
    victims, later = evidence.processes[: len(killed)], evidence.processes[len(killed) :]
    missing = evidence.accepted - evidence.stored - evidence.failed
    lives = list(zip(victims, killed, strict=True))
    overdue = sum(len(_overdue(sync, victim, missing, end)) for victim, end in lives)
    ages = [
        (end.moment - moment) / 1e9
        for victim, end in lives
        for number, moment in victim.acknowledged.items()
        if number in missing
    ]
    reports = [process.report for process in later if process.report]
    return Round(
        sync=sync,
        sdk=sdk,
        verdict=verdict,
        recovered=sum(report["recovered"] for report in reports),
        overdue=overdue,
        age=max(ages, default=0.0),
        lag=max(end.lag for end in killed),
        complaints=(
            *([f"{overdue} lost although the promise covers them"] if overdue else []),
            *(f"{getattr(verdict, name)} {name}" for name in _NEVER if getattr(verdict, name)),
            *(words for process in later for words in account_of(process)),
            *([] if reports else ["the next process did not come to its end"]),
        ),
    )


def _overdue(sync: Sync, process: Process, missing: set[int], killed: Kill) -> set[int]:
    """Of the missing events of one process, those that had to be durable when it was killed."""
    mine = process.acknowledged
    latest = sorted(mine, key=mine.__getitem__)[-WINDOW_EVENTS:] if sync == "batch" else []
    since = killed.moment - int((WINDOW_SECONDS + killed.lag) * 1e9)
    return (missing & mine.keys()) - {number for number in latest if mine[number] >= since}
