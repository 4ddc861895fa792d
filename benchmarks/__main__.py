"""Measure everything side by side and write RESULTS.md: `python -m benchmarks`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.cases import CASES
from benchmarks.imports import import_times
from benchmarks.machine import MAX_LOAD, Machine, is_busy
from benchmarks.passes import verification
from benchmarks.report import Run, markdown
from benchmarks.results import Results
from benchmarks.rounds import play, rotated
from benchmarks.targets import targets

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    machine = Machine.look(load)
    verified = _verify(chosen.events)
    results = _measure(chosen)
    run = Run(
        command=" ".join(["python -m benchmarks", *arguments]),
        machine=machine,
        events=chosen.events,
        latency_events=chosen.latency_events,
        interpreters=chosen.interpreters,
        load_after=os.getloadavg()[0],
        verified=verified,
    )
    document = markdown(run, results)
    chosen.output.write_text(document, encoding="utf-8")
    _say(f"\n{document}\nwritten to {chosen.output}")
    missed = [each for each in targets(results) if not each.is_met]
    return 1 if missed and chosen.check else 0


def _verify(events: int) -> int:
    """Not timed: every case delivers every event once. It also warms up what can be warm."""
    sending = [case for case in CASES.values() if case.sends]
    for case in sending:
        verification(case, events)
        _say(f"verified {case.name}: {events:,} events, each once")
    return len(sending)


def _measure(chosen: argparse.Namespace) -> Results:
    rounds = []
    for turn in range(chosen.rounds):
        _say(f"round {turn + 1} of {chosen.rounds}")
        cases = rotated(list(CASES.values()), turn)
        rounds.append(
            play(cases, events=chosen.events, latency_events=chosen.latency_events, say=_say)
        )
    _say("import times")
    return Results(rounds, import_times(CASES, chosen.interpreters))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="interleaved rounds (5)")
    parser.add_argument("--events", type=int, default=100_000, help="per throughput pass (100000)")
    parser.add_argument(
        "--latency-events", type=int, default=20_000, help="per latency pass (20000)"
    )
    parser.add_argument("--interpreters", type=int, default=10, help="per import statement (10)")
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
