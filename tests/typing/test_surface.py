"""Both type checkers, strict, see what the modules beside this one say a caller sees."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
SURFACE = sorted(path for path in HERE.glob("*.py") if not path.name.startswith("test_"))
CHECKERS = [tool for tool in ("mypy", "pyright") if find_spec(tool)]


def command(tool: str, directory: Path) -> list[str]:
    """How a checker is asked about these files and no others."""
    if tool == "mypy":
        options = ["--strict", "--follow-imports=silent", f"--cache-dir={directory}"]
        return [sys.executable, "-m", "mypy", *options, *map(str, SURFACE)]
    config = {
        "include": [str(path) for path in SURFACE],
        "extraPaths": [str(PROJECT), str(PROJECT / "generated")],
        "pythonVersion": "3.11",
        "typeCheckingMode": "strict",
    }
    (directory / "pyrightconfig.json").write_text(json.dumps(config), encoding="utf-8")
    options = ["--project", str(directory), "--pythonpath", sys.executable]
    return [sys.executable, "-m", "pyright", *options]


@pytest.mark.parametrize("tool", CHECKERS)
def test_a_caller_sees_what_is_written_here(tool: str, tmp_path: Path) -> None:
    done = subprocess.run(
        command(tool, tmp_path), cwd=PROJECT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"no issues found in \d+ source files|^0 errors", done.stdout)


def test_calls_are_spelled_out_and_refused() -> None:
    assert {path.stem for path in SURFACE} == {"clients", "notes", "queries", "refused", "results"}
    refused = (HERE / "refused.py").read_text("utf-8")
    assert refused.count("# type: ignore[") > 50
