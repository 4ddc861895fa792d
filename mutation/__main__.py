"""`python -m mutation [--jobs N] [--only TEXT] [--every N]`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mutation.campaign import judge_all
from mutation.equivalents import equivalents, is_listed
from mutation.rooms import ROOMS, modules
from mutation.table import TARGET, count, rate, render
from mutation.trial import load_what_is_never_changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutation.campaign import Judged

RESULTS: Final = Path(__file__).with_name("RESULTS.md")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, write; 1 when too many survive or the list of equivalent mutants is out of date."""
    options = _options(arguments)
    began = time.monotonic()
    rooms = [[each for each in modules(room) if options.only in each.name] for room in ROOMS]
    if not any(rooms):
        raise SystemExit(f"no module has {options.only!r} in its name")
    load_what_is_never_changed()
    judged = [
        each
        for room in rooms
        if room
        for each in judge_all(room, options.jobs, _tell, options.every)
    ]
    listed = equivalents()
    alive = [each for each in judged if each.verdict == "survived"]
    counts = count(judged, [each for each in alive if is_listed(each, listed)])
    text = render(counts, _about(options, time.monotonic() - began))
    sys.stdout.write(text)
    names = {each.name for room in rooms for each in room} if options.every == 1 else set()
    survived, tried = (
        {(each.module.name, each.mutant.was, each.mutant.becomes) for each in those}
        for those in (alive, judged)
    )
    stale = [
        each
        for each in listed
        if (change := (each.module, each.was, each.becomes)) not in survived
        and (change in tried or each.module in names)
    ]
    for each in stale:
        sys.stdout.write(f"equivalent.toml lists what did not survive: {each}\n")
    if not options.only:
        RESULTS.write_text(text, "utf-8")
    return 1 if stale or rate(counts.values()) >= TARGET else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m mutation", description=__doc__)
    parser.add_argument(
        "--jobs", type=int, default=os.cpu_count() or 1, help="mutants tried at a time"
    )
    parser.add_argument(
        "--only", default="", help="part of a module's name; prints, does not write RESULTS.md"
    )
    parser.add_argument(
        "--every", type=_step, default=1, help="5 tries every fifth mutant of each module, 1 all"
    )
    return parser.parse_args(arguments)


def _step(text: str) -> int:
    step = int(text)
    if step < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return step


def _tell(judged: Judged) -> None:
    """Say at once what survived: a campaign takes long."""
    if judged.verdict == "survived":
        mutant = judged.mutant
        sys.stderr.write(
            f"{judged.module.name}:{mutant.lines[0]}: {mutant.was}  ->  {mutant.becomes}\n"
        )


def _about(options: argparse.Namespace, seconds: float) -> list[str]:
    sample = (
        "all mutants" if options.every == 1 else f"every {options.every}th mutant of each module"
    )
    return [
        f"{datetime.now(UTC):%Y-%m-%d}, {seconds / 60:.0f} minutes with {options.jobs} jobs",
        f"{sample} (`--every {options.every}`)",
        f"amplitude-sdk-unofficial {version('amplitude-sdk-unofficial')}",
        f"operators of mutmut {version('mutmut')}, applied to whole modules",
        f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}",
    ]


if __name__ == "__main__":
    sys.exit(main())
