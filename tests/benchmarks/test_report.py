"""RESULTS.md."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.cases import CASES
from benchmarks.cases.registry import OURS
from benchmarks.machine import Machine
from benchmarks.report import Run, markdown
from tests.benchmarks.runs import FAST, QUICK, one_round, results

MACHINE = Machine(
    date="2026-01-02 03:04 UTC",
    python="CPython 3.11.7",
    system="Linux",
    processor="A Processor",
    cpus=2,
    load=0.25,
    outbox_filesystem="ext4",
    versions={"posthog": "7.0"},
)
RUN = Run(
    command="python -m benchmarks --rounds 1",
    machine=MACHINE,
    events=100_000,
    latency_events=20_000,
    interpreters=10,
    load_after=1.5,
    verified=11,
)


def rows(document: str, heading: str) -> list[list[str]]:
    section = document.split(f"## {heading}\n")[1].split("\n## ", maxsplit=1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_it_says_how_the_figures_came_about() -> None:
    document = markdown(RUN, results())
    for fact in (
        "`python -m benchmarks --rounds 1`",
        "2026-01-02",
        "CPython 3.11.7",
        "A Processor",
    ):
        assert fact in document
    assert "0.25 at the start, 1.50 at the end" in document
    assert "posthog 7.0" in document


def test_a_quiet_machine_needs_no_warning_and_a_busy_one_gets_it() -> None:
    busy = replace(RUN, machine=replace(MACHINE, load=1.7))
    assert "Warning" not in markdown(RUN, results())
    assert "the load average was 1.70 at the start" in markdown(busy, results())


def test_every_target_has_a_verdict() -> None:
    slow = results(one_round({**FAST, OURS: 100_000.0}, QUICK))
    verdicts = [row[-1] for row in rows(markdown(RUN, slow), "Targets")[2:]]
    assert verdicts == ["**FAIL**", "**FAIL**", "pass", "pass", "pass", "pass"]


def test_every_case_that_sends_has_its_throughput_and_ratios() -> None:
    found = rows(markdown(RUN, results()), "Throughput")[2:]
    assert [row[0] for row in found] == [each.label for each in CASES.values() if each.sends]
    assert found[0][1:4] == ["160,000 (160,000..160,000)", "16.00", "0.533"]


def test_calls_are_compared_with_the_standard_encoder() -> None:
    found = rows(markdown(RUN, results()), "What a call of track() costs")[2:]
    assert found[0][1:] == [
        "4.0 (4.0..4.0)",
        "9.0 (9.0..9.0)",
        "200.0 (200.0..200.0)",
        "0.80",
        "1.80",
    ]


def test_resources_and_imports_are_listed() -> None:
    document = markdown(RUN, results())
    assert rows(document, "Resources")[2][1:] == ["5.0", "30", "60", "51", "1", "360"]
    assert rows(document, "Import")[2] == ["`Amplitude`", "40 (30)", "90 (80)"]
