"""The decision log has every decision once, and nobody cites one that is not in it."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.specs.documents import SPECS, decisions
from tests.specs.samples import FOLDER

CONTRADICTIONS = {"R": 5, "A": 13, "H": 17, "D": 27}
"""How many contradictions the sources of each document have."""


def test_no_decision_is_logged_twice() -> None:
    assert [number for number, count in Counter(decisions()).items() if count > 1] == []


@pytest.mark.parametrize(("letter", "count"), CONTRADICTIONS.items())
def test_every_contradiction_has_its_decision(letter: str, count: int) -> None:
    expected = [f"T-{letter}{number}" for number in range(1, count + 1)]
    assert [number for number in decisions() if number.startswith(f"T-{letter}")] == expected


def test_every_cited_decision_is_logged() -> None:
    files = [*SPECS.rglob("*.yaml"), *SPECS.rglob("*.md"), *FOLDER.glob("*.json")]
    for folder in ("amplitude_sdk", "codegen", "tests"):
        files += (SPECS.parent / folder).rglob("*.py")
    cited = {
        number: file.name
        for file in files
        for number in re.findall(r"\bT-[A-Z]\d+\b", file.read_text("utf-8"))
    }
    assert {number: file for number, file in cited.items() if number not in decisions()} == {}
