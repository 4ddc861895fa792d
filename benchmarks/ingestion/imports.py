"""What `import` costs: fresh interpreters, wall time over a bare Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.figures import Spread
from benchmarks.ingestion.cases.ours import LATE
from benchmarks.processes import run_program

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["STATEMENTS", "ImportTime", "import_times"]

_LATE: Final = [each for each in LATE if "async" not in each and "outbox" not in each]

STATEMENTS: Final = {
    "ours": (
        "from amplitude_sdk import Amplitude",
        f"Amplitude(api_key='benchmark'); import {', '.join(_LATE)}",
    ),
    "amplitude-analytics": ("from amplitude import Amplitude", "Amplitude('benchmark')"),
    "posthog": ("from posthog import Posthog", "Posthog('benchmark')"),
    "segment": ("from segment.analytics import Client", "Client('benchmark')"),
    "mixpanel": (
        "from mixpanel import BufferedConsumer, Mixpanel",
        "Mixpanel('benchmark', consumer=BufferedConsumer())",
    ),
}
"""By case: how a program imports the SDK, and how it makes a client; what the client would load with
the first event is loaded with it."""

_BARE: Final = ""


@dataclass(frozen=True, slots=True)
class ImportTime:
    """Milliseconds over bare Python, as (median, minimum).

    Attributes:
        imported: the import statement alone.
        constructed: with a client constructed, and what it needs to send loaded.
    """

    imported: tuple[float, float]
    constructed: tuple[float, float]


def import_times(cases: Iterable[str], interpreters: int) -> dict[str, ImportTime]:
    """Measure by turns, so many fresh interpreters for each statement."""
    chosen = {name: STATEMENTS[name] for name in cases if name in STATEMENTS}
    programs = {_BARE, *(each for pair in chosen.values() for each in _programs(pair))}
    spent: dict[str, list[float]] = {program: [] for program in sorted(programs)}
    for program in spent:
        _milliseconds(program)  # compiles what is not compiled yet
    for _ in range(interpreters):
        for program, taken in spent.items():
            taken.append(_milliseconds(program))
    over = {program: _over(taken, spent[_BARE]) for program, taken in spent.items()}
    return {
        name: ImportTime(*(over[program] for program in _programs(pair)))
        for name, pair in chosen.items()
    }


def _programs(pair: tuple[str, str]) -> tuple[str, str]:
    statement, construction = pair
    return statement, f"{statement}\nclient = {construction}"


def _over(taken: list[float], bare: list[float]) -> tuple[float, float]:
    ours, theirs = Spread.of(taken), Spread.of(bare)
    return ours.median - theirs.median, ours.low - theirs.low


def _milliseconds(program: str) -> float:
    """Run it and leave at once: some clients would wait for their threads."""
    return run_program(f"{program}\nimport os\nos._exit(0)").seconds * 1000
