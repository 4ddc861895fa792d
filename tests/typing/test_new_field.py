"""One line in the specs and one command are all it takes to accept a new event field.

Done in a temporary copy: an optional string member is added to the event schema, everything is
generated anew, and the facade, the type checkers and the emulator take the member without any
other change.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from codegen.build import build_project

PROJECT = Path(__file__).resolve().parents[2]
CHECKERS = [tool for tool in ("mypy", "pyright") if find_spec(tool)]

TYPED = """
from amplitude_sdk import Amplitude, Event

amp = Amplitude(api_key="any-key-1")
good: Event = {"event_type": "Sign Up", "user_id": "user-1", "coupon_code": "SPRING"}
bad: Event = {"event_type": "Sign Up", "user_id": "user-1", "coupon_code": 3}
amp.events.upload([good])
amp.track("Sign Up", user_id="user-1", coupon_code="SPRING")
amp.track("Sign Up", user_id="user-1", coupon_code=3)
"""
GOOD, BAD = {5, 8}, {6, 9}
"""The lines of TYPED."""

USE = """
from amplitude_sdk import Amplitude, errors
from amplitude_sdk.emulator import Emulator

with Emulator() as emulator, Amplitude(api_key="any-key-1", base_url=emulator.url) as amp:
    report = amp.events.upload([
        {"event_type": "Sign Up", "user_id": "user-1", "coupon_code": "SPRING"},
        {"event_type": "Sign Up", "user_id": "user-2", "coupon_code": 3},
    ])
    assert report.accepted == 1, report
    assert [(each.index, each.fields) for each in report.rejected] == [(1, ("coupon_code",))], report
    amp.track("Sign Up", user_id="user-3", coupon_code="SPRING")
    assert amp.flush().delivered == 1
    assert [each["coupon_code"] for each in emulator.events()] == ["SPRING"] * 2
    try:
        amp.track("Sign Up", user_id="user-3", coupon_code=3)
    except errors.ValidationError as error:
        assert error.field == "coupon_code", error
    else:
        raise AssertionError("a wrong type was tracked")
print("accepted")
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose event schema has one member more."""
    project = tmp_path_factory.mktemp("project")
    for name in ("specs", "amplitude_sdk"):
        shutil.copytree(
            PROJECT / name, project / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    shutil.copy(PROJECT / "pyproject.toml", project)
    schemas = project / "specs" / "http-v2" / "schemas.yaml"
    text = schemas.read_text(encoding="utf-8")
    added, count = re.subn(
        r"(?m)^(?P<indent> +)app_version:\n",
        lambda found: (
            f"{found['indent']}coupon_code:\n"
            f"{found['indent']}  type: string\n"
            f"{found['indent']}  description: The coupon that was redeemed.\n{found[0]}"
        ),
        text,
        count=1,
    )
    assert count == 1
    schemas.write_text(added, encoding="utf-8")
    build_project(project, project)
    return project


def complaints(tool: str, root: Path, directory: Path) -> set[int]:
    """The lines of TYPED that a type checker refuses, with the packages found under `root`."""
    snippet = directory / "snippet.py"
    snippet.write_text(TYPED, encoding="utf-8")
    (directory / "pyrightconfig.json").write_text(
        f'{{"extraPaths": ["{root}", "{root / "generated"}"], "typeCheckingMode": "strict"}}'
    )
    command = {
        "mypy": [
            "-m",
            "mypy",
            "--strict",
            "--config-file=",
            "--cache-dir",
            str(directory),
            str(snippet),
        ],
        "pyright": [
            "-m",
            "pyright",
            "--project",
            str(directory),
            "--pythonpath",
            sys.executable,
            str(snippet),
        ],
    }[tool]
    done = subprocess.run(
        [sys.executable, *command],
        cwd=directory,
        env={**os.environ, "MYPYPATH": f"{root}{os.pathsep}{root / 'generated'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return {int(line) for line in re.findall(r"snippet\.py:(\d+):\d*:? ?-? ?error", done.stdout)}


@pytest.mark.parametrize("tool", CHECKERS)
def test_type_checkers_know_the_new_field(tool: str, copy: Path, tmp_path: Path) -> None:
    assert complaints(tool, copy, tmp_path) == BAD


@pytest.mark.parametrize("tool", CHECKERS)
def test_type_checkers_refuse_it_without_the_change(tool: str, tmp_path: Path) -> None:
    assert complaints(tool, PROJECT, tmp_path) == GOOD | BAD


def test_the_facade_checks_it_and_the_emulator_stores_it(copy: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", USE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{copy / 'generated'}"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.strip() == "accepted", done.stderr
