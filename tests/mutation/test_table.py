"""What is reported of a campaign."""

from __future__ import annotations

from pathlib import Path

from mutation.campaign import Judged
from mutation.mutants import Mutant
from mutation.rooms import Module
from mutation.table import count, rate, render


def lines(number: int) -> range:
    return range(number, number + 1)


RETRY = Module("retry", "a.retry", Path("a/retry.py"), (), ())
TERMS = Module("queries", "a.queries.terms", Path("a/queries/terms.py"), (), ())
SAME = Judged(RETRY, Mutant(lines(1), "x", "y", ""), "survived")
ALIVE = Judged(RETRY, Mutant(lines(7), "a < b", "a <= b", ""), "survived")
GONE = Judged(TERMS, Mutant(lines(9), "f(a)", "", ""), "survived")
JUDGED = [
    *[Judged(RETRY, Mutant(lines(number), "a", "b", ""), "killed") for number in range(7)],
    Judged(RETRY, Mutant(lines(2), "c", "d", ""), "timed out"),
    SAME,
    ALIVE,
    Judged(TERMS, Mutant(lines(2), "c", "d", ""), "killed"),
    GONE,
]


def test_mutants_are_counted_by_room_and_fate() -> None:
    counts = count(JUDGED, [SAME])
    retry = counts["retry"]
    assert (retry.killed, retry.timed_out, retry.equivalent, retry.survivors) == (7, 1, 1, [ALIVE])
    assert retry.tried == 9
    assert counts["queries"].survivors == [GONE]


def test_the_rate_leaves_equivalent_mutants_out() -> None:
    counts = count(JUDGED, [SAME])
    assert rate([counts["retry"]]) == 1 / 9
    assert rate(counts.values()) == 2 / 11
    assert rate([]) == 0.0


def test_the_table_has_a_row_for_each_room_and_one_for_all() -> None:
    text = render(count(JUDGED, [SAME]), ["yesterday"])
    assert "- yesterday\n" in text
    assert "| retry | 10 | 7 | 1 | 1 | 1 | 11.1% |\n" in text
    assert "| queries | 2 | 1 | 0 | 0 | 1 | 50.0% |\n" in text
    assert "| **all** | 12 | 8 | 1 | 1 | 2 | 18.2% |\n" in text


def test_survivors_are_shown_by_module() -> None:
    text = render(count(JUDGED, [SAME]), [])
    assert "### a.retry: 1\n\n- 7: `a < b` → `a <= b`\n" in text
    assert "### a.queries.terms: 1\n\n- 9: `f(a)` → `(nothing)`\n" in text


def test_without_survivors_none_are_shown() -> None:
    assert "Survivors" not in render(count(JUDGED[:7], []), [])
