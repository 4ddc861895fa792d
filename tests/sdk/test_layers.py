"""The rooms of the SDK import in one direction; the contracts stand in pyproject.toml."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
SDK = PROJECT / "amplitude_sdk"
LINTER = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}
FACADE = {
    f"amplitude_sdk.{path.stem}"
    for path in SDK.iterdir()
    if (path / "__init__.py").exists() or path.suffix == ".py"
} - {"amplitude_sdk.__init__", "amplitude_sdk.emulator"}


@pytest.mark.parametrize("contract", sorted(CONTRACTS))
def test_the_contract_is_kept(contract: str) -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    arguments = ["--no-cache", "--no-logo", "--contract", contract]
    run = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "1 kept, 0 broken" in run.stdout


def test_no_room_is_left_out_of_the_contracts() -> None:
    assert {*CONTRACTS["emulator-alone"]["forbidden_modules"]} == FACADE
    leaves_out = FACADE - {*CONTRACTS["one-http-client"]["source_modules"]}
    assert leaves_out == {"amplitude_sdk.transport", "amplitude_sdk.cli", "amplitude_sdk._version"}
    assert CONTRACTS["layers"]["exhaustive"] is True
