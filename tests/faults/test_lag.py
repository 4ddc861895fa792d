from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from faults.lag import sleep_beside, waited

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

    assert waited(7, tmp_path) == 1.75
    assert waited(8, tmp_path) == 0.0
