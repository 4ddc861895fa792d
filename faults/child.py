"""The process under test: `python -m faults.child TASK`."""

from __future__ import annotations

import asyncio
import atexit
import sys
from typing import TYPE_CHECKING

from faults.journal import Journal
from faults.programs import PROGRAMS
from faults.subjects.face import open_subject
from faults.task import Task

if TYPE_CHECKING:
    from faults.subjects.face import Subject


def main(text: str) -> None:
    """Do as the task says; the SDK's account is written down when all exit handlers have run."""
    task = Task.from_json(text)
    journal = Journal(task.journal)
    journal.start()
    if task.sdk == "async":
        from faults.programs_async import run  # noqa: PLC0415  the others do without our SDK

        asyncio.run(run(task, journal))
        return
    _run(task, journal)


def _run(task: Task, journal: Journal) -> None:
    opened: list[Subject] = []

    def account() -> None:
        for subject in opened:
            journal.report(subject.report())

    # Handlers run in reverse order: the client's own, registered later, comes first.
    atexit.register(account)
    opened.append(open_subject(task, journal))
    PROGRAMS[task.program](opened[0], task, journal)


if __name__ == "__main__":
    main(sys.argv[1])
