"""`kill -9` at random moments: what of the acknowledged events does the next process still have?"""

from __future__ import annotations

import functools
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final, Literal

from faults.accounts import account_of
from faults.behaviours import AfterFirst, Healthy, Outage
from faults.events import expected_members
from faults.journal import read_journal
from faults.judge import Evidence, judge
from faults.replies import html
from faults.run import child
from faults.server import FaultServer
from faults.task import Task

if TYPE_CHECKING:
    from faults.behaviours import Behaviour
    from faults.journal import Process
    from faults.judge import Verdict
    from faults.task import Sdk

__all__ = ["Round", "Sync", "judge_kill", "kill_round", "rounds"]

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
_SERVICES: Final[tuple[Behaviour, ...]] = (
    Healthy(),
    AfterFirst(1_000_000, delay=0.05),
    Outage(html(503, "Service Unavailable")),
)


@dataclass(frozen=True, slots=True)
class Round:
    """One process killed, and what became of its events.

    Attributes:
        sync: the durability asked for.
        verdict: the counts, of acknowledged events.
        recovered: how many the next process found in the outbox.
        overdue: lost although the promise covers them.
        age: seconds between the oldest lost event and the kill; 0 when none is lost.
        complaints: what is wrong.
    """

    sync: Sync
    verdict: Verdict
    recovered: int
    overdue: int
    age: float
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
    """Track, kill, let the next process send what is left, judge."""
    random = Random(dice)  # noqa: S311  moments, not secrets
    behaviour, moment = random.choice(_SERVICES), random.uniform(0, _LATEST_SECONDS)
    with tempfile.TemporaryDirectory(prefix="faults-") as name, FaultServer(behaviour) as server:
        folder = Path(name)
        killed = _kill(_task(sync, sdk, folder, server.url), folder, moment)
        server.heal()
        drains = _task(sync, sdk, folder, server.url, drains=True)
        child(drains, folder / "stderr.next").wait(_DRAIN_SECONDS)
        processes = read_journal(folder / "journal")
        return judge_kill(sync, processes, _evidence(processes, server), killed)


def _task(sync: Sync, sdk: Sdk, folder: Path, url: str, *, drains: bool = False) -> Task:
    return Task(
        sdk=sdk,
        program="drain" if drains else "endless",
        url=url,
        journal=str(folder / "journal"),
        count=_COUNT,
        pace=_PACE_SECONDS,
        outbox=str(folder / "outbox.sqlite"),
        outbox_sync=sync,
    )


def _kill(task: Task, folder: Path, moment: float) -> int:
    """Kill the process some time after its first event; tell when (monotonic, ns)."""
    process = child(task, folder / "stderr")
    journal, ends = Path(task.journal), time.monotonic() + _START_SECONDS
    while not (journal.exists() and b" acknowledged " in journal.read_bytes()):
        if process.poll() is not None or time.monotonic() > ends:
            process.kill()
            raise RuntimeError(f"nothing was tracked: {(folder / 'stderr').read_text()[-2000:]}")
        time.sleep(_LOOK_SECONDS)
    time.sleep(moment)
    killed = time.monotonic_ns()
    process.kill()
    process.wait()
    return killed


def _evidence(processes: list[Process], server: FaultServer) -> Evidence:
    expects = functools.partial(expected_members, "plain")
    return Evidence(processes, server.snapshot(), expects)


def judge_kill(sync: Sync, processes: list[Process], evidence: Evidence, killed: int) -> Round:
    """Count what is lost, and how much of it "batch" was allowed to lose."""
    verdict = judge(evidence)
    first, later = processes[0], processes[1:]
    missing = evidence.accepted - evidence.stored - evidence.failed
    overdue = len(_overdue(sync, first, missing, killed))
    ages = [(killed - first.acknowledged[number]) / 1e9 for number in missing]
    wrong = [words for process in later for words in account_of(process)]
    wrong += [f"{overdue} lost although the promise covers them"] if overdue else []
    for name in ("duplicated", "damaged", "disordered"):
        if count := getattr(verdict, name):
            wrong.append(f"{count} {name}")
    reports = [process.report for process in later if process.report]
    wrong += [] if reports else ["the next process did not come to its end"]
    return Round(
        sync=sync,
        verdict=verdict,
        recovered=sum(report["recovered"] for report in reports),
        overdue=overdue,
        age=max(ages, default=0.0),
        complaints=tuple(wrong),
    )


def _overdue(sync: Sync, process: Process, missing: set[int], killed: int) -> set[int]:
    if sync == "always":
        return missing
    since = killed - int(WINDOW_SECONDS * 1e9)
    latest = sorted(process.acknowledged, key=process.acknowledged.__getitem__)[-WINDOW_EVENTS:]
    covered = {number for number in latest if process.acknowledged[number] >= since}
    return missing - covered
