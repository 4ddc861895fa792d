"""Runs one scenario with one SDK: a server, one or two child processes, the judge."""

from __future__ import annotations

import functools
import signal
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from faults.accounts import complaints
from faults.events import expected_members
from faults.journal import read_journal
from faults.judge import Evidence, judge
from faults.processes import child, ended
from faults.server import FaultServer
from faults.task import Task
from faults.unmet import unmet

if TYPE_CHECKING:
    from faults.judge import Verdict
    from faults.scenario import Scenario
    from faults.task import Sdk

__all__ = ["Result", "run"]

_LIMIT_SECONDS: Final = 240.0
_OFFICIAL_INTERVAL: Final = 1.0


@dataclass(frozen=True, slots=True)
class Result:
    """One SDK's part of a row.

    Attributes:
        name: of the scenario.
        sdk: who.
        verdict: the counts.
        seconds: the life of the first process, exit included, without the start of the interpreter.
        complaints: what is wrong; always empty for the official SDK, whose account is not ours.
        remarks: what else the child said.
        errors: the end of what the first process wrote to stderr.
    """

    name: str
    sdk: Sdk
    verdict: Verdict
    seconds: float
    complaints: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    errors: str = ""


def run(scenario: Scenario, sdk: Sdk) -> Result:
    """Run it to its end and judge."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        return _Run(scenario, sdk, Path(folder)).result()


class _Run:
    def __init__(self, scenario: Scenario, sdk: Sdk, folder: Path) -> None:
        self._scenario = scenario
        self._sdk = sdk
        self._journal = folder / "journal"
        self._outbox = folder / "outbox.sqlite"
        self._errors = folder / "stderr"
        self._seconds = 0.0
        self._remarks: list[str] = []

    def result(self) -> Result:
        """One SDK's part of the row."""
        evidence = self._evidence()
        verdict = judge(evidence)
        ours = self._sdk != "official"
        wrong = [*complaints(evidence, verdict), *unmet(self._scenario, evidence)] if ours else []
        marks = [mark for process in evidence.processes for mark in process.marks]
        return Result(
            name=self._scenario.name,
            sdk=self._sdk,
            verdict=verdict,
            seconds=self._seconds,
            complaints=(*wrong, *(self._remarks if ours else ())),
            remarks=(*self._remarks, *marks),
            errors=self._errors.read_text(errors="replace")[-4000:],
        )

    def _evidence(self) -> Evidence:
        scenario = self._scenario
        with FaultServer(
            scenario.behaviour, listening=scenario.listening, listen_after=scenario.listen_after
        ) as server:
            self._seconds = self._live(self._task(server.url), self._errors) - self._started
            if scenario.next_process and self._sdk != "official":
                self._next(server)
            snapshot = server.snapshot()
        expects = functools.partial(expected_members, scenario.flavour)
        return Evidence(
            read_journal(self._journal), snapshot, expects, scenario.uncounted, scenario.drops
        )

    @property
    def _started(self) -> float:
        """When the first process began, on the monotonic clock."""
        processes = read_journal(self._journal)
        if not processes or processes[0].started is None:
            raise RuntimeError(f"the child did not start: {self._errors.read_text()[-2000:]}")
        return processes[0].started / 1e9

    def _next(self, server: FaultServer) -> None:
        """Let another process find the outbox, the service being well."""
        if not self._scenario.listening:
            server.listen()
        server.heal()
        task = self._task(server.url, drains=True)
        self._live(task, self._errors.with_suffix(".next"))

    def _live(self, task: Task, errors: Path) -> float:
        """Run a process to its end; tell when that was."""
        status = -signal.SIGTERM if task.program == "sigterm" else 0
        wrong = ended(child(task, errors), _LIMIT_SECONDS, status)
        if wrong is not None:
            self._remarks.append(f"the process {wrong}")
        return time.monotonic()

    def _task(self, url: str, *, drains: bool = False) -> Task:
        scenario, official = self._scenario, self._sdk == "official"
        exits = scenario.program in ("exit", "sigterm", "sigterm_sys_exit")
        # The official default of 10 s would add nothing but waiting, except where programs end.
        theirs = None if exits else _OFFICIAL_INTERVAL
        interval = theirs if official else scenario.flush_interval
        return Task(
            sdk=self._sdk,
            program="drain" if drains else scenario.program,
            url=url,
            journal=str(self._journal),
            count=scenario.count,
            flavour=scenario.flavour,
            every=scenario.every,
            threads=scenario.threads,
            pace=scenario.pace,
            patience=scenario.patience,
            outbox=str(self._outbox) if scenario.outbox else None,
            outbox_sync=scenario.outbox or "batch",
            timeout=scenario.timeout,
            flush_interval=interval,
            max_pending=scenario.max_pending,
            when_full=scenario.when_full,
            raising_callback=scenario.raising_callback,
            pause=scenario.pause,
        )
