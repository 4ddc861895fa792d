"""Formats code with ruff: what machines write in ruff's own style, sync modules in the project's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codegen.process import run_tool

if TYPE_CHECKING:
    from pathlib import Path

_ISOLATED = ("--isolated", "--no-cache", "--quiet", "--target-version", "py311")


def format_generated(directory: Path) -> None:
    """Sort imports, drop unused ones and format every module under `directory`."""
    run_tool("ruff", "check", *_ISOLATED, "--select", "I,F401", "--fix", ".", cwd=directory)
    run_tool("ruff", "format", *_ISOLATED, ".", cwd=directory)


def format_like_project(source: str, name: str, project: Path) -> str:
    """Return `source`, to be the file `name` of `project`, as its `pyproject.toml` wants it.

    Sorts imports, drops `noqa` comments that are no longer needed, and formats.
    """
    options = ("--config=pyproject.toml", "--no-cache", "--quiet", f"--stdin-filename={name}", "-")
    repaired = run_tool(
        "ruff", "check", "--fix-only", "--fixable=I,RUF100", *options, cwd=project, text=source
    )
    return run_tool("ruff", "format", *options, cwd=project, text=repaired)
