"""What the page on testing shows is run as it stands, and its table of routes is complete."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.test_readme import run

PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "testing.md"
TEXT: Final = PAGE.read_text(encoding="utf-8")
BLOCKS: Final = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", TEXT, re.DOTALL)
PROGRAM: Final = [block for block in BLOCKS if "def test_" not in block[0]]
(TESTS,) = [source for source, _ in BLOCKS if "def test_" in source]
END: Final = "end of a block"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each block prints; they are one program."""
    source = "".join(f"{code}print({END!r})\n" for code, _ in PROGRAM)
    return run(source, tmp_path_factory.mktemp("program")).split(f"{END}\n")


@pytest.mark.parametrize("number", range(len(PROGRAM)))
def test_every_block_prints_what_stands_below_it(printed: list[str], number: int) -> None:
    assert printed[number] == PROGRAM[number][1]
