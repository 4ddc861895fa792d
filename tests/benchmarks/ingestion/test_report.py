"""What RESULTS.md says about ingestion."""

from __future__ import annotations

from benchmarks.ingestion.cases import CASES
from benchmarks.ingestion.report import Extent, part
from tests.benchmarks.ingestion.runs import results
from tests.benchmarks.tables import rows

EXTENT = Extent(events=100_000, latency_events=20_000, interpreters=10, verified=11)


def section(heading: str) -> list[list[str]]:
    """The rows below a heading, without the head of the table."""
    sections = part(EXTENT, results(), "posthog 7.0").sections
    return rows(sections[sections.index(f"### {heading}") + 2])


def test_it_says_how_much_was_measured() -> None:
    facts = part(EXTENT, results(), "posthog 7.0").facts
    assert (
        facts["events"] == "100,000 in each of 1 rounds; calls timed singly: 20,000 in each round"
    )
    assert facts["outbox"].startswith("on ")
    assert facts["versions"] == "posthog 7.0"


def test_it_has_all_targets() -> None:
    assert len(part(EXTENT, results(), "posthog 7.0").targets) == 6


def test_every_case_that_sends_has_its_throughput_and_ratios() -> None:
    found = section("Throughput")
    assert [row[0] for row in found] == [each.label for each in CASES.values() if each.sends]
    assert found[0][1:4] == ["160,000 (160,000..160,000)", "16.00", "0.533"]


def test_calls_are_compared_with_the_standard_encoder() -> None:
    found = section("What a call of track() costs")
    assert found[0][1:] == [
        "4.0 (4.0..4.0)",
        "9.0 (9.0..9.0)",
        "200.0 (200.0..200.0)",
        "0.80",
        "1.80",
    ]


def test_resources_and_imports_are_listed() -> None:
    assert section("Resources")[0][1:] == ["5.0", "30", "60", "51", "1", "360"]
    assert section("Import")[0] == ["`Amplitude`", "40 (30)", "90 (80)"]
