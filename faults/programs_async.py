"""What a child process does with `AsyncAmplitude`."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk import AsyncAmplitude
from amplitude_sdk.errors import QueueFullError
from faults.events import event
from faults.subjects.ours import account, delivery_of, options_of
from faults.tracking import numbers_of

if TYPE_CHECKING:
    from faults.journal import Journal
    from faults.task import Task

__all__ = ["run"]

_SLICE: Final = 50
"""Events between two looks at the clock."""


async def run(task: Task, journal: Journal) -> None:
    """Deliver, resume, drain or just leave, as the task says."""
    delivery = delivery_of(task, journal)
    async with AsyncAmplitude(**options_of(task), delivery=delivery) as amp:
        if task.program != "drain":
            await _track_all(amp, task, journal)
        if task.program != "exit":
            await amp.flush(task.patience)
            journal.settled(account(amp.delivery.report()))
        while task.program in ("resume", "persevere") and amp.delivery.report().stopped:
            amp.delivery.resume()
            await amp.flush(task.patience)
    journal.report(account(amp.delivery.report()))


async def _track_all(amp: AsyncAmplitude, task: Task, journal: Journal) -> None:
    accepted: list[int] = []
    for place, number in enumerate(numbers_of(task)):
        if task.pace and place % _SLICE == 0:
            await asyncio.sleep(task.pace * _SLICE / task.count)
            _mend(amp, task)
        try:
            await _track(amp, event(task.flavour, number, every=task.every))
        except Exception as error:  # noqa: BLE001  whatever an SDK raises is what we want to know
            journal.refused(number, error)
        else:
            accepted.append(number)
    journal.accepted(accepted)


def _mend(amp: AsyncAmplitude, task: Task) -> None:
    if task.program == "persevere" and amp.delivery.report().stopped:
        amp.delivery.resume()


async def _track(amp: AsyncAmplitude, members: dict[str, Any]) -> None:
    """Track, waiting for room as long as there is none."""
    while True:
        try:
            amp.track(**members)
        except QueueFullError:
            await amp.ready()
        else:
            return
