"""One run of the part about queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.processes import ServerProcess
from benchmarks.queries.report import part
from benchmarks.queries.results import Results
from benchmarks.queries.rounds import modules_of, play
from benchmarks.queries.sides import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.part import Part

__all__ = ["measured"]


def measured(*, rounds: int, processes: int, say: Callable[[str], None]) -> Part:
    """Let both sides ask one server.

    Args:
        rounds: how many, interleaved.
        processes: how many for each side of each comparison, in each round.
        say: hears how it goes on.

    Raises:
        RuntimeError: some side asked something else than the question.
    """
    with ServerProcess("benchmarks.queries.server") as server:
        modules = {name: modules_of(side, server.port) for name, side in SIDES.items()}
        played = []
        for turn in range(rounds):
            say(f"queries, round {turn + 1} of {rounds}")
            played.append(play(server.port, modules, turn=turn, processes=processes, say=say))
    if server.seen["refused"]:
        raise RuntimeError(f"the server refused some requests: {server.seen}")
    return part(Results(played), processes)
