"""Tracking the events of a task."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

from faults.events import USERS, event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from faults.journal import Journal
    from faults.task import Task

__all__ = ["numbers_of", "paced", "track", "track_all"]

_SLICE: Final = 50
"""Events between two looks at the clock."""


def numbers_of(task: Task, thread: int = 0) -> list[int]:
    """What one thread tracks: all events of its users, in order."""
    everything = range(task.first, task.first + task.count)
    return [number for number in everything if number % USERS % task.threads == thread]


def paced(numbers: list[int], seconds: float) -> Iterator[int]:
    """The numbers, spread over some seconds."""
    begin = time.monotonic()
    for place, number in enumerate(numbers):
        if seconds and place % _SLICE == 0:
            ahead = begin + seconds * place / len(numbers) - time.monotonic()
            time.sleep(max(0.0, ahead))
        yield number


def track_all(tracks: Callable[[dict[str, Any]], None], task: Task, journal: Journal) -> None:
    """Track every event of the task, by as many threads as it asks for."""
    if task.threads == 1:
        track(tracks, task, journal, numbers_of(task))
        return
    with ThreadPoolExecutor(task.threads) as pool:
        shares = [numbers_of(task, thread) for thread in range(task.threads)]
        for done in [pool.submit(track, tracks, task, journal, share) for share in shares]:
            done.result()


def track(
    tracks: Callable[[dict[str, Any]], None],
    task: Task,
    journal: Journal,
    numbers: list[int],
    owner: str = "",
) -> None:
    """Track these events and write down what became of each call."""
    accepted: list[int] = []
    for number in paced(numbers, task.pace):
        members = event(task.flavour, number, every=task.every, owner=owner)
        try:
            tracks(members)
        except Exception as error:  # noqa: BLE001  whatever an SDK raises is what we want to know
            journal.refused(number, error)
        else:
            accepted.append(number)
    journal.accepted(accepted)
