"""The decision log has every decision once, and nobody cites one that is not in it."""

from __future__ import annotations

import re

from tests.specs.documents import SPECS
from tests.specs.samples import FOLDER

LAST = {"R": 5, "A": 13, "H": 17, "D": 27}
"""How many contradictions were found in the sources of each document."""

CITATION = re.compile(r"\bT-([A-Z])(\d+)\b")


def headings() -> list[tuple[str, int]]:
    text = (SPECS / "decisions.md").read_text("utf-8")
    found = re.findall(r"^#+ T-([A-Z])(\d+)\b", text, flags=re.MULTILINE)
    return [(letter, int(number)) for letter, number in found]


def test_every_decision_is_logged_once_without_gaps() -> None:
    found = headings()
    assert len(found) == len(set(found))
    for letter in {letter for letter, _ in found}:
        numbers = sorted(number for other, number in found if other == letter)
        assert numbers == list(range(1, LAST.get(letter, len(numbers)) + 1))


def test_every_cited_decision_is_logged() -> None:
    logged = set(headings())
    files = [*SPECS.rglob("*.yaml"), *SPECS.rglob("*.md"), *FOLDER.glob("*.json")]
    cited = {
        (letter, int(number)): file.name
        for file in files
        for letter, number in CITATION.findall(file.read_text("utf-8"))
    }
    assert {key: file for key, file in cited.items() if key not in logged} == {}
