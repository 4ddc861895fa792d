"""What RESULTS.md says about queries."""

from __future__ import annotations

from benchmarks.queries.comparisons import COMPARISONS
from benchmarks.queries.report import part
from benchmarks.queries.results import Results
from benchmarks.queries.sides import OURS, THEIRS
from tests.benchmarks.tables import rows

ROUND = {name: {OURS: 0.006, THEIRS: 0.005} for name in COMPARISONS}


def test_every_comparison_has_a_row_whether_promised_or_not() -> None:
    *_, table = part(Results([ROUND]), processes=5).sections
    values = ["6.000 (6.000..6.000)", "5.000 (5.000..5.000)", "1.20 (1.20..1.20)"]
    assert rows(table) == [[each.label, *values] for each in COMPARISONS.values()]


def test_it_says_what_was_asked_how_often_and_of_what() -> None:
    found = part(Results([ROUND, ROUND]), processes=5)
    method = found.sections[1]
    assert "5 for each side in each of 2 rounds" in method
    assert "270 calls after 30 others" in method
    assert "httpx 0." in found.facts["versions"]


def test_the_promises_are_targets() -> None:
    found = part(Results([ROUND]), processes=5).targets
    assert [each.bound for each in found] == [1.3, 1.8, 1.5]
