"""`python -m faults [--quick] [--seed N] [--jobs N] [--only TEXT]`."""

from __future__ import annotations

import argparse
import os
import platform
import random
import shlex
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from faults.kill import kill_round, rounds
from faults.run import run
from faults.scenarios import mixtures, scenarios
from faults.table import failures, render

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from faults.kill import Round
    from faults.run import Result
    from faults.scenario import Scenario

T = TypeVar("T")

RESULTS: Final = Path(__file__).with_name("RESULTS.md")
_KILL_JOBS: Final = 2
"""Promises about milliseconds are not tested beside other loads."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, write; 1 when anything is wrong with ours."""
    options = _options(arguments)
    begin = time.monotonic()
    rows = [*mixtures(quick=options.quick, seed=options.seed), *scenarios(quick=options.quick)]
    chosen = [row for row in rows if options.only in row.name]
    if not chosen and not _with_kills(options):
        raise SystemExit(f"no row has {options.only!r} in its name")
    results = _rows(chosen, options.jobs)
    kills = _kills(options.seed, 10 if options.quick else 100) if _with_kills(options) else []
    text = render(results, kills, _about(options, time.monotonic() - begin))
    sys.stdout.write(text)
    if not options.quick and not options.only:
        RESULTS.write_text(text)
    return 1 if failures(results, kills) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument(
        "--quick",
        action="store_true",
        help="shorter outages, fewer events and rounds; prints, does not write RESULTS.md",
    )
    parser.add_argument("--seed", type=int, default=None, help="of the mixture and the kills")
    parser.add_argument("--jobs", type=int, default=4, help="scenarios side by side")
    parser.add_argument(
        "--only", default="", help="rows with this text in their names ('kill' for the kills)"
    )
    options = parser.parse_args(arguments)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(1_000_000)
    return options


def _with_kills(options: argparse.Namespace) -> bool:
    return options.only in ("", "kill")


def _rows(wanted: Sequence[Scenario], jobs: int) -> list[Result]:
    """Every scenario with every SDK, some side by side, in the order of the table."""
    tasks = [(scenario, sdk) for scenario in wanted for sdk in scenario.sdks]

    def one(place: int) -> Result:
        scenario, sdk = tasks[place]
        result = run(scenario, sdk)
        _say(f"{result.seconds:6.1f} s  {sdk:8}  {scenario.name}", result.complaints)
        if result.complaints:
            sys.stderr.write(result.errors)
        return result

    return _side_by_side(one, len(tasks), jobs)


def _kills(seed: int, count: int) -> list[Round]:
    """All rounds of `kill -9`."""
    tasks = rounds(seed, count)

    def one(place: int) -> Round:
        result = kill_round(*tasks[place])
        lost = f"{result.verdict.lost} of {result.verdict.tracked} lost, {result.age * 1000:.1f} ms"
        _say(f"kill -9, {result.sync}, {result.sdk}: {lost}", result.complaints)
        return result

    return _side_by_side(one, len(tasks), _KILL_JOBS)


def _side_by_side(one: Callable[[int], T], count: int, jobs: int) -> list[T]:
    with ThreadPoolExecutor(jobs) as pool:
        places = {pool.submit(one, place): place for place in range(count)}
        done = {places[future]: future.result() for future in as_completed(places)}
    return [done[place] for place in sorted(done)]


def _say(line: str, complaints: Sequence[str]) -> None:
    lines = (line, *(f"          WRONG: {words}" for words in complaints))
    sys.stderr.write("".join(f"{text}\n" for text in lines))
    sys.stderr.flush()


def _about(options: argparse.Namespace, seconds: float) -> list[str]:
    """What a reader needs in order to repeat it."""
    given = f" --seed {options.seed} --jobs {options.jobs}"
    chosen = f" --only {shlex.quote(options.only)}" if options.only else ""
    shortened = ["quick: outages, loops and rounds are shorter than in the full run"]
    return [
        f"{datetime.now(UTC):%Y-%m-%d}, {seconds / 60:.1f} minutes",
        f"`python -m faults{' --quick' if options.quick else ''}{given}{chosen}`",
        *(shortened if options.quick else []),
        (
            f"amplitude-sdk-unofficial {version('amplitude-sdk-unofficial')}, "
            f"amplitude-analytics {version('amplitude-analytics')} (at 1 s between flushes, except "
            "where the program ends by itself)"
        ),
        (
            f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}, "
            f"{os.cpu_count()} cores, loopback without TLS"
        ),
        f"rounds of `kill -9` and the mixture are drawn from the seed {options.seed}",
    ]


if __name__ == "__main__":
    sys.exit(main())
