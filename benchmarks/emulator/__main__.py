"""Measure the emulator and write EMULATOR.md: `python -m benchmarks.emulator`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.emulator.questions.catalogue import QUESTIONS
from benchmarks.emulator.report import part
from benchmarks.emulator.results import Results
from benchmarks.emulator.rounds import play_dashboard, play_ingestion, starts
from benchmarks.machine import MAX_LOAD, Machine, filesystem, is_busy
from benchmarks.part import Run, markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

_RESULTS: Final = Path(__file__).parent.with_name("EMULATOR.md")
_REFUSED: Final = 2


def main(arguments: Sequence[str]) -> int:
    """Run; 0 also when a target is missed, unless --check asks for 1; 2 on a busy machine."""
    chosen = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    if is_busy(load) and not chosen.ignore_load:
        _say(
            f"The load average is {load:.2f}, above {MAX_LOAD:.1f}: other work shares this "
            "machine, and its noise would be measured too. Wait until it is idle, or pass "
            "--ignore-load, which is noted in the results."
        )
        return _REFUSED
    machine = Machine.look(load)
    found = part(_measured(chosen), filesystem(tempfile.gettempdir()))
    command = " ".join(["python -m benchmarks.emulator", *arguments])
    text = markdown(Run(command, machine, os.getloadavg()[0]), found)
    chosen.output.write_text(f"# Benchmark results of the emulator\n\n{text}\n", encoding="utf-8")
    _say(f"{text}\n\nwritten to {chosen.output}")
    return 1 if chosen.check and not all(each.is_met for each in found.targets) else 0


def _measured(chosen: argparse.Namespace) -> Results:
    return Results(
        play_ingestion(chosen.rounds, chosen.uploaded, _say),
        [
            play_dashboard(events, chosen.rounds, chosen.question or [*QUESTIONS], _say)
            for events in sorted(chosen.events)
        ],
        starts(chosen.processes),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.emulator", description=__doc__)
    parser.add_argument(
        "--events",
        type=int,
        nargs="+",
        default=[1_000_000, 10_000_000],
        help="in the databases that are queried (1000000 10000000)",
    )
    parser.add_argument("--question", nargs="+", choices=QUESTIONS, help="ask only these (all)")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds (3)")
    parser.add_argument(
        "--uploaded", type=int, default=100_000, help="events per side and round of ingestion"
    )
    parser.add_argument("--processes", type=int, default=5, help="that are started (5)")
    parser.add_argument(
        "--ignore-load", action="store_true", help="run on a busy machine, with a warning"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a target is missed")
    parser.add_argument(
        "--output", type=Path, default=_RESULTS, help="where to write (benchmarks/EMULATOR.md)"
    )
    return parser


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
