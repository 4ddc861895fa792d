from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from faults.lag import Threads, sleep_beside

if TYPE_CHECKING:
    from pathlib import Path


def test_lag_is_never_negative() -> None:
    assert sleep_beside(os.getpid(), 0.0) >= 0
    assert sleep_beside(os.getpid(), 0.02) >= 0


def test_a_process_that_is_gone_waits_for_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    assert sleep_beside(process.pid, 0.0) == 0.0


def test_what_the_threads_of_a_process_waited_is_summed(tmp_path: Path) -> None:
    for thread, nanoseconds in {"7": 1_500_000_000, "8": 250_000_000}.items():
        (tmp_path / "7" / "task" / thread).mkdir(parents=True)
        (tmp_path / "7" / "task" / thread / "schedstat").write_text(f"123 {nanoseconds} 9\n")

    assert Threads(7, tmp_path).look(0.0) == 1.75
    assert Threads(8, tmp_path).look(0.0) == 0.0


def test_a_thread_that_would_go_on_and_does_not_is_stuck(tmp_path: Path) -> None:
    def thread(name: str, computed: int, state: str) -> None:
        folder = tmp_path / "7" / "task" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "schedstat").write_text(f"{computed} 0 9\n")
        (folder / "stat").write_text(f"{name} (a) b) {state} 1 2\n")

    threads = Threads(7, tmp_path)
    for name, state in {"asleep": "S", "runs": "R", "ready": "R", "disk": "D"}.items():
        thread(name, 5, state)
    threads.look(10.0)
    thread("runs", 6, "R")
    thread("ready", 5, "R")
    assert threads.stuck(10.25) == 0.25
    thread("ready", 9, "R")
    thread("disk", 6, "D")
    assert threads.stuck(10.5) == 0.25
