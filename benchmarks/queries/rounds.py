"""Several rounds in which both sides of every comparison take turns, so that noise meets both."""

from __future__ import annotations

import json
import statistics
from typing import TYPE_CHECKING, Final

from benchmarks.processes import run_module, run_program
from benchmarks.queries.comparisons import COMPARISONS, START
from benchmarks.queries.sides import SIDES
from benchmarks.turns import rotated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from benchmarks.queries.sides import Side

__all__ = ["Round", "modules_of", "play"]

Round = dict[str, dict[str, float]]
"""Seconds, by comparison and side: the median of several processes."""

_SAY_MODULES: Final = "import json\nprint(json.dumps([name for name in sys.modules]))"


def modules_of(side: Side, port: int) -> list[str]:
    """The names of all modules that asking once imports, in the order of their import."""
    ran = run_program(f"{side.program}\n{_SAY_MODULES}", _url(port))
    return [name for name in json.loads(ran.output) if name != "__main__"]


def play(
    port: int,
    modules: Mapping[str, list[str]],
    *,
    turn: int,
    processes: int,
    say: Callable[[str], None],
) -> Round:
    """Run one round.

    Args:
        port: of the server.
        modules: what a side imports, by its name.
        turn: the number of the round.
        processes: how many for each side of each comparison.
        say: hears what was found.
    """
    result: Round = {}
    for name in rotated([*COMPARISONS], turn):
        spent: dict[str, list[float]] = {side: [] for side in SIDES}
        for again in range(processes):
            for side in rotated([*SIDES.values()], turn + again):
                spent[side.name].append(_seconds(name, side, port, modules[side.name]))
        result[name] = {side: statistics.median(each) for side, each in spent.items()}
        words = ", ".join(f"{side} {each * 1000:.3f} ms" for side, each in result[name].items())
        say(f"  {COMPARISONS[name].label}: {words}")
    return result


def _seconds(comparison: str, side: Side, port: int, modules: list[str]) -> float:
    if comparison == START:
        return run_program(side.program, _url(port)).seconds
    arguments = [comparison, side.name, "--port", str(port)]
    found: float = run_module("benchmarks.queries.child", arguments, given=json.dumps(modules))[
        "seconds"
    ]
    return found


def _url(port: int) -> str:
    return f"http://127.0.0.1:{port}"
