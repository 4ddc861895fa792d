"""One part of a run: what was measured about one side of the SDK, and how it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.machine import MAX_LOAD, is_busy
from benchmarks.markdown import table, target_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from benchmarks.machine import Machine
    from benchmarks.targets import Target

__all__ = ["Part", "Run", "markdown"]


@dataclass(frozen=True, slots=True)
class Part:
    """What was measured.

    Attributes:
        facts: circumstances, by name, that only this part depends on.
        targets: the promises.
        sections: the paragraphs below, with headings of the third level.
    """

    facts: Mapping[str, str]
    targets: Sequence[Target]
    sections: Sequence[str]


@dataclass(frozen=True, slots=True)
class Run:
    """How the results came about.

    Attributes:
        command: as typed.
        machine: where, and its load at the start.
        load_after: the one-minute load average at the end.
    """

    command: str
    machine: Machine
    load_after: float


def markdown(run: Run, part: Part) -> str:
    """The text below the heading of the part."""
    texts = [
        f"Written by `{run.command}`; edits are lost.",
        *_warning(run.machine.load),
        _circumstances(run, part.facts),
        "### Targets",
        target_table(part.targets),
        *part.sections,
    ]
    return "\n\n".join(texts)


def _warning(load: float) -> list[str]:
    if not is_busy(load):
        return []
    warning = (
        f"**Warning: the load average was {load:.2f} at the start, above {MAX_LOAD:.1f}. Other work "
        "shared the machine; these figures are not comparable.**"
    )
    return [warning]


def _circumstances(run: Run, facts: Mapping[str, str]) -> str:
    machine = run.machine
    every = {
        "date": machine.date,
        "Python": machine.python,
        "system": machine.system,
        "processor": f"{machine.processor}, {machine.cpus} CPUs",
        "load average": f"{machine.load:.2f} at the start, {run.load_after:.2f} at the end",
        **facts,
    }
    return table(["", ""], [[name, value] for name, value in every.items()])
