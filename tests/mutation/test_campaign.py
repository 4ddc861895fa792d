"""Whole campaigns on a small project: each mutant gets the verdict it deserves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROJECT = Path(__file__).parents[2]
GATE = """
LIMIT = 3


def is_open(number):
    while number > 5:
        number -= 1
    return number < LIMIT


def greeting():
    return "hello"
"""
TEST_GATE = """
from gate import is_open

def test_gate():
    assert [is_open(n) for n in (0, 2, 3, 9)] == [True, True, False, False]
"""
TEST_FAR = """
from gate import greeting

def test_greeting():
    assert greeting().lower() == "hello"
"""


def campaign(folder: Path, **files: str) -> subprocess.CompletedProcess[str]:
    """Judge the mutants of a project of three files."""
    contents = {"gate": GATE, "test_gate": TEST_GATE, "test_far": TEST_FAR, **files}
    for name, content in contents.items():
        (folder / f"{name}.py").write_text(content)
    return subprocess.run(
        [sys.executable, "-m", "tests.mutation.campaign_program"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(PROJECT)])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    done = campaign(tmp_path_factory.mktemp("project"))
    assert done.returncode == 0, done.stderr
    judged: list[Any] = json.loads(done.stdout)
    return {(was, becomes): verdict for was, becomes, verdict in judged}


def test_what_the_nearest_tests_notice_is_killed(verdicts: dict[tuple[str, str], str]) -> None:
    assert verdicts["LIMIT = 3", "LIMIT = 4"] == "killed"
    assert verdicts["return number < LIMIT", "return number <= LIMIT"] == "killed"


def test_what_only_other_tests_notice_is_killed(verdicts: dict[tuple[str, str], str]) -> None:
    assert verdicts['return "hello"', 'return "XXhelloXX"'] == "killed"


def test_what_no_test_notices_survives(verdicts: dict[tuple[str, str], str]) -> None:
    assert verdicts['return "hello"', 'return "HELLO"'] == "survived"


def test_what_never_ends_is_ended(verdicts: dict[tuple[str, str], str]) -> None:
    assert verdicts["number -= 1", "number += 1"] == "timed out"


def test_what_gives_another_result_is_killed(verdicts: dict[tuple[str, str], str]) -> None:
    assert verdicts["number -= 1", "number = 1"] == "killed"


def test_tests_that_fail_without_a_change_end_the_campaign(tmp_path: Path) -> None:
    done = campaign(tmp_path, test_far="def test_nothing():\n    assert False\n")
    assert done.returncode != 0
    assert "tests fail although nothing was changed" in done.stderr


def test_what_no_test_runs_survives(tmp_path: Path) -> None:
    done = campaign(tmp_path, test_far="def test_nothing():\n    pass\n")
    assert done.returncode == 0, done.stderr
    assert ['return "hello"', 'return "XXhelloXX"', "survived"] in json.loads(done.stdout)
