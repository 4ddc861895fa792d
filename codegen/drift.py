"""Finds out whether what is committed is what the generation would write today."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from codegen.build import build_project
from codegen.unasync import sync_modules


def find_drift(project: Path) -> list[str]:
    """Return one line for each file that differs, is missing or is too many; none is good."""
    with TemporaryDirectory(prefix="drift-") as scratch:
        build_project(project, Path(scratch))
        return compare(committed=project, expected=Path(scratch))


def compare(*, committed: Path, expected: Path) -> list[str]:
    """Return how the machine-written files of two trees differ, by their whole bytes."""
    lines = []
    there, wanted = machine_written(committed), machine_written(expected)
    for file in sorted(there | wanted):
        if file not in there:
            lines.append(f"missing: {file.as_posix()}")
        elif file not in wanted:
            lines.append(f"extra: {file.as_posix()}")
        elif (committed / file).read_bytes() != (expected / file).read_bytes():
            lines.append(f"differs: {file.as_posix()}")
    return lines


def machine_written(project: Path) -> set[Path]:
    """Return the files that only the generation may write, relative to `project`."""
    generated = {
        file.relative_to(project)
        for file in (project / "generated").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    return generated | set(sync_modules(project))
