"""Measure everything side by side and write RESULTS.md: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.document import TITLES, renewed
from benchmarks.ingestion import measuring as ingestion
from benchmarks.machine import MAX_LOAD, Machine, is_busy
from benchmarks.part import Run, markdown
from benchmarks.queries import measuring as queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.part import Part

_RESULTS: Final = Path(__file__).with_name("RESULTS.md")
_REFUSED: Final = 2


def main(arguments: Sequence[str]) -> int:
    """Run; 0 also when a target is missed, unless --check asks for 1; 2 on a busy machine."""
    chosen = _parser().parse_args(arguments)
    load = os.getloadavg()[0]
    _say(f"load average {load:.2f}")
    if is_busy(load) and not chosen.ignore_load:
        _say(
            f"The load average is {load:.2f}, above {MAX_LOAD:.1f}: other work shares this "
            "machine, and its noise would be measured too. Wait until it is idle, or pass "
            "--ignore-load, which is noted in the results."
        )
        return _REFUSED
    command, machine = " ".join(["python -m benchmarks", *arguments]), Machine.look(load)
    texts: dict[str, str] = {}
    missed = 0
    for name in TITLES if chosen.only is None else [chosen.only]:
        part = _measured(name, chosen)
        texts[name] = markdown(Run(command, machine, os.getloadavg()[0]), part)
        missed += sum(not each.is_met for each in part.targets)
        _say(f"\n{texts[name]}\n")
    _write(chosen.output, texts)
    return 1 if missed and chosen.check else 0


def _measured(part: str, chosen: argparse.Namespace) -> Part:
    if part == "queries":
        return queries.measured(rounds=chosen.rounds, processes=chosen.processes, say=_say)
    return ingestion.measured(
        rounds=chosen.rounds,
        events=chosen.events,
        latency_events=chosen.latency_events,
        interpreters=chosen.interpreters,
        say=_say,
    )


def _write(output: Path, texts: dict[str, str]) -> None:
    before = output.read_text(encoding="utf-8") if output.exists() else ""
    output.write_text(renewed(before, texts), encoding="utf-8")
    _say(f"written to {output}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", choices=TITLES, help="measure one part; what is written about the other stays"
    )
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (5)")
    parser.add_argument("--events", type=int, default=100_000, help="per throughput pass (100000)")
    parser.add_argument(
        "--latency-events", type=int, default=20_000, help="per latency pass (20000)"
    )
    parser.add_argument("--interpreters", type=int, default=10, help="per import statement (10)")
    parser.add_argument(
        "--processes", type=int, default=5, help="per side, comparison and round of queries (5)"
    )
    parser.add_argument(
        "--ignore-load", action="store_true", help="run on a busy machine, with a warning"
    )
    parser.add_argument("--check", action="store_true", help="exit 1 when a target is missed")
    parser.add_argument(
        "--output", type=Path, default=_RESULTS, help="where to write (benchmarks/RESULTS.md)"
    )
    return parser


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
