"""What a child process does with `AsyncAmplitude`."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk import AsyncAmplitude
from amplitude_sdk.errors import QueueFullError
from faults.events import event
from faults.subjects.ours import account, delivery_of, options_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from faults.journal import Journal
    from faults.task import Task

__all__ = ["run"]

_KILLED_WITHIN_SECONDS: Final = 60.0
_SLICE: Final = 50
"""Events between two looks at the clock."""


async def run(task: Task, journal: Journal) -> None:
    """Deliver, resume, persevere, drain, leave, or track without end, as the task says."""
    delivery = delivery_of(task, journal)
    async with AsyncAmplitude(**options_of(task), delivery=delivery) as amp:
        if task.program == "endless":
            await _endless(amp, task, journal)
        if task.program != "drain":
            await _track_all(amp, task, journal)
        if task.program != "exit":
            await _settle(amp, task, journal)
    journal.report(account(amp.delivery.report()))


async def _settle(amp: AsyncAmplitude, task: Task, journal: Journal) -> None:
    """Wait for outcomes; where sending stops, and the task is to go on, go on."""
    report = await amp.flush(task.patience)
    if task.program == "resume":
        journal.settled(account(report))
    while task.program in ("resume", "persevere") and report.stopped:
        amp.delivery.resume()
        report = await amp.flush(task.patience)
    if task.program != "resume":
        journal.settled(account(report))


async def _track_all(amp: AsyncAmplitude, task: Task, journal: Journal) -> None:
    accepted: list[int] = []
    async for number in _paced(task):
        if task.program == "persevere" and amp.delivery.report().stopped:
            amp.delivery.resume()
        try:
            await _track(amp, event(task.flavour, number, every=task.every))
        except Exception as error:  # noqa: BLE001  whatever an SDK raises is what we want to know
            journal.refused(number, error)
        else:
            accepted.append(number)
    journal.accepted(accepted)


async def _endless(amp: AsyncAmplitude, task: Task, journal: Journal) -> None:
    """Track and acknowledge each event, until somebody kills the process."""
    async for number in _paced(task):
        await _track(amp, event(task.flavour, number, every=task.every))
        journal.acknowledged(number)
    await asyncio.sleep(_KILLED_WITHIN_SECONDS)


async def _paced(task: Task) -> AsyncIterator[int]:
    """The numbers of all events, spread over the seconds the task gives."""
    begin = time.monotonic()
    for place in range(task.count):
        if task.pace and place % _SLICE == 0:
            ahead = begin + task.pace * place / task.count - time.monotonic()
            await asyncio.sleep(max(0.0, ahead))
        yield task.first + place


async def _track(amp: AsyncAmplitude, members: dict[str, Any]) -> None:
    """Track, waiting for room as long as there is none."""
    while True:
        try:
            amp.track(**members)
        except QueueFullError:
            await amp.ready()
        else:
            return
