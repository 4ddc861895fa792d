"""The emulator and the SDK can find faults in each other only while they share no code."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from amplitude_sdk import emulator

ROOT = Path(__file__).parents[2]
MODULES = sorted(Path(emulator.__file__).parent.rglob("*.py"))
ALLOWED = ("amplitude_api.facts", "amplitude_api.languages", "amplitude_sdk.emulator")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_module_imports_nothing_else_of_the_project(module: Path) -> None:
    imported = [
        name
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
    ]
    ours = [name for name in imported if name.startswith("amplitude")]
    assert [name for name in ours if not name.startswith(ALLOWED)] == []


@pytest.mark.parametrize("package", ["duckdb", "httptools"])
def test_without_its_packages_the_error_names_the_command_that_installs_them(
    package: str,
) -> None:
    script = (
        "import sys\n"
        f"sys.modules[{package!r}] = None\n"
        "try:\n"
        "    import amplitude_sdk.emulator\n"
        "except ModuleNotFoundError as error:\n"
        "    print(error)\n"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert package in printed
    assert emulator.INSTALL in printed


def test_the_command_names_this_distribution_and_its_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert "emulator" in project["optional-dependencies"]
    expected = f"pip install '{project['name']}[emulator]'"
    assert expected == emulator.INSTALL
