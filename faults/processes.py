"""Child processes: how they are started, and how long they may live."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from faults.task import Task

__all__ = ["child", "ended"]

ROOT: Final = Path(__file__).resolve().parent.parent


def _environment() -> dict[str, str]:
    """The environment of a child: this one, without proxies, with this package in reach."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    return kept | {"PYTHONPATH": str(ROOT)}


def child(task: Task, errors: Path) -> subprocess.Popen[bytes]:
    """Start a process for a task."""
    with errors.open("wb") as file:
        return subprocess.Popen(  # noqa: S603  our own module
            [sys.executable, "-m", "faults.child", task.to_json()],
            cwd=ROOT,
            env=_environment(),
            stdout=file,
            stderr=file,
        )


def ended(process: subprocess.Popen[bytes], seconds: float, status: int = 0) -> str | None:
    """Wait for its end; what was wrong with it, None for the one that was expected."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return f"hung for {seconds:g} s and was killed"
    found = process.returncode
    return None if found == status else f"ended with status {found}, expected {status}"
