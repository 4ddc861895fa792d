"""One part of RESULTS.md."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.figures import Spread
from benchmarks.machine import Machine
from benchmarks.part import Part, Run, markdown
from benchmarks.targets import Target
from tests.benchmarks.tables import rows

MACHINE = Machine(
    date="2026-01-02 03:04 UTC",
    python="CPython 3.11.7",
    system="Linux",
    processor="A Processor",
    cpus=2,
    load=0.25,
)
RUN = Run(command="python -m benchmarks --rounds 1", machine=MACHINE, load_after=1.5)
MEASURED = Spread(median=1.25, low=1.0, high=2.0)
PART = Part(
    facts={"versions": "posthog 7.0"},
    targets=[
        Target("start", 1.3, is_ceiling=True, measured=MEASURED),
        Target("warm call", 1.2, is_ceiling=True, measured=MEASURED),
    ],
    sections=["### Details", "They follow."],
)


def test_it_says_how_the_figures_came_about() -> None:
    written, circumstances, *_ = markdown(RUN, PART).split("\n\n")
    assert written == "Written by `python -m benchmarks --rounds 1`; edits are lost."
    assert rows(circumstances) == [
        ["date", "2026-01-02 03:04 UTC"],
        ["Python", "CPython 3.11.7"],
        ["system", "Linux"],
        ["processor", "A Processor, 2 CPUs"],
        ["load average", "0.25 at the start, 1.50 at the end"],
        ["versions", "posthog 7.0"],
    ]


def test_every_target_has_a_verdict() -> None:
    targets = markdown(RUN, PART).split("### Targets\n\n")[1].split("\n\n")[0]
    assert rows(targets) == [
        ["start", "at most 1.3", "1.25 (1.00..2.00)", "pass"],
        ["warm call", "at most 1.2", "1.25 (1.00..2.00)", "**FAIL**"],
    ]


def test_the_details_follow() -> None:
    assert markdown(RUN, PART).endswith("\n\n### Details\n\nThey follow.")


def test_a_quiet_machine_needs_no_warning_and_a_busy_one_gets_it() -> None:
    busy = replace(RUN, machine=replace(MACHINE, load=1.7))
    assert "Warning" not in markdown(RUN, PART)
    assert "the load average was 1.70 at the start" in markdown(busy, PART)
