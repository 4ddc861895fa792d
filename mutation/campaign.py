"""Tries all mutants of some modules, several at a time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from mutation.mutants import mutants
from mutation.trial import await_any, begin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mutation.mutants import Mutant
    from mutation.rooms import Module
    from mutation.trial import Ended, Verdict

__all__ = ["Judged", "judge_all"]

_TIMES, _SPARE = 5.0, 2.0
"""A trial may compute so many times as long as without a change, and so many seconds more."""
_PLENTY: Final = 120.0
"""Seconds for tests that nothing was changed under."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant with its fate."""

    module: Module
    mutant: Mutant
    verdict: Verdict


class Told(Protocol):
    """Is told of every mutant that has been judged."""

    def __call__(self, judged: Judged) -> None: ...


@dataclass(frozen=True, slots=True)
class _Task:
    """What is still to try on a mutant: sets of tests, and the seconds each may take."""

    module: Module
    mutant: Mutant
    stages: tuple[tuple[tuple[str, ...], float], ...]


def judge_all(modules: Sequence[Module], jobs: int, tell: Told) -> list[Judged]:
    """Judge every mutant of the modules.

    Raises:
        RuntimeError: tests fail although nothing was changed.
    """
    waiting = deque(task for module in modules for task in _tasks(module))
    running: dict[int, _Task] = {}
    judged: list[Judged] = []
    while waiting or running:
        while waiting and len(running) < jobs:
            task = waiting.popleft()
            tests, seconds = task.stages[0]
            running[begin(task.module, task.mutant.source, tests, seconds)] = task
        ended = await_any()
        task = running.pop(ended.pid)
        if ended.verdict == "survived" and len(task.stages) > 1:
            waiting.appendleft(replace(task, stages=task.stages[1:]))
            continue
        judged.append(Judged(task.module, task.mutant, ended.verdict))
        tell(judged[-1])
    return judged


def _tasks(module: Module) -> list[_Task]:
    stages = tuple(
        (tests, _SPARE + _TIMES * _unchanged(module, tests).seconds)
        for tests in (module.near, module.far)
        if tests
    )
    return [_Task(module, mutant, stages) for mutant in mutants(module.path.read_text("utf-8"))]


def _unchanged(module: Module, tests: tuple[str, ...]) -> Ended:
    """Try the tests on the module as it is."""
    begin(module, module.path.read_text("utf-8"), tests, _PLENTY)
    ended = await_any()
    if ended.verdict != "survived":
        raise RuntimeError(f"{ended.verdict} without a change of {module.name}: {' '.join(tests)}")
    return ended
