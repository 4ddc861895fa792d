"""How long a machine with too much to do lets a process wait: for a processor, or for the disk."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["Threads", "sleep_beside"]

_STEP_SECONDS: Final = 0.005
_LATEST: Final = 20
"""Steps that count: a tenth of a second, more where the machine is late."""

_PROC: Final = Path("/proc")
_WAITING: Final = frozenset("RD")
"""States of a thread that would go on: ready to run, or waiting for the disk."""


def sleep_beside(pid: int, seconds: float) -> float:
    """Sleep; for how long, in the end, did a process have to wait for the machine?

    The sum of what its threads waited for a processor (Linux tells, when they have got it), of how
    long one has been waiting just now, and of how late this one itself woke up at most, since a
    machine that stands still as a whole lets everybody wait and counts for nobody.
    """
    ends = time.monotonic() + seconds
    threads = Threads(pid)
    waited = deque([threads.look(time.monotonic())], _LATEST)
    late = deque([0.0], _LATEST)
    while (left := ends - time.monotonic()) > 0:
        step, begun = min(left, _STEP_SECONDS), time.monotonic()
        time.sleep(step)
        late.append(time.monotonic() - begun - step)
        waited.append(threads.look(time.monotonic()))
    return max(late) + max(0.0, waited[-1] - waited[0]) + threads.stuck(time.monotonic())


class Threads:
    """The threads of a process, which would go on and do not always get to."""

    def __init__(self, pid: int, proc: Path = _PROC) -> None:
        self._pid, self._proc = pid, proc
        self._since: dict[str, tuple[int, float]] = {}

    def look(self, now: float) -> float:
        """Seconds they have waited for a processor so far, all together; 0 where nobody tells.

        Remembers since when each of them has computed nothing.
        """
        total = 0
        for thread, (computed, waits) in _scheduling(self._pid, self._proc).items():
            total += waits
            before, since = self._since.get(thread, (-1, now))
            self._since[thread] = (computed, since if computed == before else now)
        return total / 1e9

    def stuck(self, now: float) -> float:
        """For how long the one that waits longest has been waiting; 0 when none does."""
        self.look(now)
        return max(
            (
                now - since
                for thread, (_, since) in self._since.items()
                if self._state(thread) in _WAITING
            ),
            default=0.0,
        )

    def _state(self, thread: str) -> str:
        stat = self._proc / str(self._pid) / "task" / thread / "stat"
        with suppress(OSError):  # the thread ended meanwhile
            return stat.read_text().rpartition(") ")[2][:1]
        return ""


def _scheduling(pid: int, proc: Path) -> dict[str, tuple[int, int]]:
    """By thread: nanoseconds it has computed, and waited for a processor."""
    found: dict[str, tuple[int, int]] = {}
    for file in (proc / str(pid) / "task").glob("*/schedstat"):
        with suppress(OSError):  # the thread ended meanwhile
            computed, waits, _ = map(int, file.read_text().split())
            found[file.parent.name] = (computed, waits)
    return found
