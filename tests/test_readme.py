"""What the README shows is run as it stands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def run(source: str, folder: Path | None = None) -> str:
    command = [sys.executable, "-W", "error", "-c", source]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_python_block_runs(number: int) -> None:
    assert run(BLOCKS[number]).strip()


def test_the_first_block_prints_what_can_be_counted_by_hand() -> None:
    first, *days = run(BLOCKS[0]).splitlines()

    assert first == "100 delivered, 0 rejected, 0 pending"
    listeners = [{n % 7 for n in range(100) if n // 24 == day and n % 2} for day in range(5)]
    expected = [f"2026-11-0{day + 1} {len(who)} listeners" for day, who in enumerate(listeners)]
    assert days == expected


def test_it_says_that_it_is_unofficial_and_names_the_two_commands_first() -> None:
    screen = README.read_text(encoding="utf-8").split("```python")[0]

    assert "not made by, affiliated" in screen
    assert "python -m pip install nox && python -m nox -s demo" in screen
    assert "python -m nox -s tests" in screen
