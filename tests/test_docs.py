"""What the page on testing shows is run as it stands, and its table of routes is complete."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from amplitude_sdk.emulator.control.api import PREFIX, ROUTES
from tests import test_pytest_plugin
from tests.test_readme import run

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "testing.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
BLOCKS: Final = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
FOR_PYTEST: Final = [block for block in BLOCKS if "def test_" in block]
PROGRAM: Final = [block for block in BLOCKS if "def test_" not in block]
END: Final = "the end of a block"

PROJECT_API: Final = ("GET", "projects/{number}/api/...")
"""Every query of Amplitude's APIs, so that it is no route of its own."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each block prints: together they are one program."""
    source = "".join(f"{block}\nprint({END!r})\n" for block in PROGRAM)
    return run(source, tmp_path_factory.mktemp("program")).split(f"{END}\n")


@pytest.mark.parametrize("number", range(len(PROGRAM)))
def test_every_block_prints_what_it_says(printed: list[str], number: int) -> None:
    said = [line[2:] for line in PROGRAM[number].splitlines() if line.startswith("# ")]

    assert said
    assert [line.rstrip() for line in printed[number].splitlines()] == said


@pytest.mark.parametrize("block", FOR_PYTEST)
def test_the_tests_pass(tmp_path: Path, block: str) -> None:
    assert "1 passed" in test_pytest_plugin.run(tmp_path, block)


def test_the_table_has_every_route_and_no_other() -> None:
    rows = re.findall(r"^\| (`[A-Z]+`.*?) \| (`.*?) \|", TEXT, re.MULTILINE)
    documented = [
        route
        for methods, paths in rows
        for route in product(re.findall(r"`(.*?)`", methods), re.findall(r"`(.*?)`", paths))
    ]

    known = [(route.method, route.path.removeprefix(PREFIX)) for route in ROUTES]
    assert sorted(documented) == sorted([*known, PROJECT_API])
