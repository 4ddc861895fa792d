"""What is committed is what the generation writes, wherever and however it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen.drift import compare

PROJECT = Path(__file__).parents[2]

GENERATED = "generated/amplitude_api/facts.py"
DERIVED = "amplitude_sdk/transport/_sync.py"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Make a directory whose configuration would change everything, if it were read."""
    (tmp_path / "ruff.toml").write_text("line-length = 40\nformat.quote-style = 'single'\n")
    (tmp_path / "pyproject.toml").write_text(
        "[tool.datamodel-codegen]\nuse-schema-description = true\n"
    )
    return tmp_path


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_nothing_drifted(foreign: Path, hash_seed: str) -> None:
    environment = {
        **os.environ,
        "PYTHONHASHSEED": hash_seed,
        "PYTHONPATH": str(PROJECT),
        "TMPDIR": str(foreign),
    }

    finished = subprocess.run(
        [sys.executable, "-m", "codegen", "drift"],
        check=False,
        cwd=foreign,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert finished.stderr == ""
    assert finished.returncode == 0


def tree(root: Path, **files: str) -> Path:
    for name, content in files.items():
        path = root / {"generated": GENERATED, "derived": DERIVED}.get(name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return root


@pytest.fixture
def expected(tmp_path: Path) -> Path:
    return tree(tmp_path / "expected", generated="a = 1\n", derived="b = 1\n")


def test_equal_trees_do_not_drift(tmp_path: Path, expected: Path) -> None:
    committed = tree(tmp_path / "committed", generated="a = 1\n", derived="b = 1\n")

    assert compare(committed=committed, expected=expected) == []


def test_every_kind_of_drift_is_listed(tmp_path: Path, expected: Path) -> None:
    committed = tree(
        tmp_path / "committed",
        **{"generated": "a = 1\r\n", "generated/old.py": "", "amplitude_sdk/_sync/old.py": ""},
    )

    assert compare(committed=committed, expected=expected) == [
        "extra: amplitude_sdk/_sync/old.py",
        f"missing: {DERIVED}",
        f"differs: {GENERATED}",
        "extra: generated/old.py",
    ]


def test_what_people_write_and_what_python_caches_is_no_drift(
    tmp_path: Path, expected: Path
) -> None:
    committed = tree(
        tmp_path / "committed",
        **{
            "generated": "a = 1\n",
            "derived": "b = 1\n",
            "amplitude_sdk/client.py": "",
            "generated/amplitude_api/__pycache__/facts.cpython-311.pyc": "",
        },
    )

    assert compare(committed=committed, expected=expected) == []
