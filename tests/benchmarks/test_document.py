"""RESULTS.md as a whole."""

from __future__ import annotations

from pathlib import Path

import benchmarks
from benchmarks.document import TITLES, renewed

BOTH = {"ingestion": "Events.\n\n### Targets\n\n| a |", "queries": "Questions.\n\n### Targets"}


def test_each_part_has_its_heading() -> None:
    assert renewed("", BOTH) == (
        "# Benchmark results\n\n"
        "## Ingestion\n\nEvents.\n\n### Targets\n\n| a |\n\n"
        "## Queries\n\nQuestions.\n\n### Targets\n"
    )


def test_what_was_not_measured_stays_as_it_was() -> None:
    before = renewed("", BOTH)
    for name in TITLES:
        after = renewed(before, {name: "Anew."})
        assert after == renewed("", {**BOTH, name: "Anew."})


def test_a_first_run_may_measure_one_part() -> None:
    assert renewed("", {"queries": "Q."}) == "# Benchmark results\n\n## Queries\n\nQ.\n"


def test_the_order_is_always_the_same() -> None:
    turned = dict(reversed(BOTH.items()))
    assert renewed("", turned) == renewed("", BOTH)


def test_the_results_of_this_project_survive_a_run_of_nothing() -> None:
    document = Path(benchmarks.__file__).with_name("RESULTS.md").read_text(encoding="utf-8")
    assert renewed(document, {}) == document
