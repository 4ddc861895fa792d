"""Runs the pinned tools of this environment, so that what they write depends on nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class ToolError(RuntimeError):
    """A tool failed, or warned where a warning means that something was left out."""


def run_tool(module: str, *arguments: str, cwd: Path, text: str | None = None) -> str:
    """Run `python -m module` and return what it printed; raise `ToolError` when it fails.

    `-P` keeps the modules of `cwd` out of its way; the scripts of this environment come first,
    because openapi-python-client starts ruff by name.
    """
    scripts = sysconfig.get_path("scripts")
    path = os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)])
    finished = subprocess.run(
        [sys.executable, "-P", "-m", module, *arguments],
        check=False,
        cwd=cwd,
        input=text,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"},
    )
    if finished.returncode:
        raise ToolError(f"{module} {' '.join(arguments)}\n{finished.stdout}{finished.stderr}")
    return finished.stdout
