"""How long a machine with too much to do lets a process wait for a processor."""

from __future__ import annotations

import time
from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["sleep_beside", "waited"]

_STEP_SECONDS: Final = 0.005
_LATEST: Final = 20
"""Steps that count: a tenth of a second, more where the machine is late."""


def sleep_beside(pid: int, seconds: float) -> float:
    """Sleep; for how long, in the end, was a process ready to run and did not get to?

    The sum of what its threads waited (Linux tells), and of how late this one itself woke up at
    most, since a machine that stands still as a whole lets everybody wait and counts for nobody.
    """
    ends = time.monotonic() + seconds
    before = deque([waited(pid)], _LATEST)
    late = deque([0.0], _LATEST)
    while (left := ends - time.monotonic()) > 0:
        step, begun = min(left, _STEP_SECONDS), time.monotonic()
        time.sleep(step)
        late.append(time.monotonic() - begun - step)
        before.append(waited(pid))
    return max(late) + max(0.0, before[-1] - before[0])


def waited(pid: int, proc: Path = Path("/proc")) -> float:
    """Seconds all threads of a process have waited for a processor so far; 0 where nobody tells."""
    total = 0
    for thread in (proc / str(pid) / "task").glob("*/schedstat"):
        with suppress(OSError):  # the thread ended meanwhile
            total += int(thread.read_text().split()[1])
    return total / 1e9
