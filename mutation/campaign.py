"""Tries all mutants of some rooms, several at a time."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from mutation.covering import ON_IMPORT, observe
from mutation.mutants import mutants
from mutation.trial import await_any, begin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mutation.covering import Covering
    from mutation.mutants import Mutant
    from mutation.rooms import Module
    from mutation.trial import Verdict

__all__ = ["Judged", "judge_all"]

_TIMES: Final = 5.0
_SPARE: Final = 2.0
"""A trial may compute so many times as long as without a change, and so many seconds more."""


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
    """What is still to try on a mutant, one set of tests after the other."""

    module: Module
    mutant: Mutant
    stages: tuple[tuple[str, ...], ...]


def judge_all(modules: Sequence[Module], jobs: int, tell: Told, every: int = 1) -> list[Judged]:
    """Judge the mutants of modules that the same tests concern.

    Args:
        modules: what is changed.
        jobs: how many mutants are tried at a time.
        tell: is told of each.
        every: 1 for all mutants, 5 for every fifth of each module.

    Raises:
        RuntimeError: tests fail although nothing was changed.
    """
    covering = observe([each.path for each in modules], [*modules[0].near, *modules[0].far])
    waiting = deque(task for module in modules for task in _tasks(module, covering, every))
    running: dict[int, _Task] = {}
    judged: list[Judged] = []

    def settle(task: _Task, verdict: Verdict) -> None:
        judged.append(Judged(task.module, task.mutant, verdict))
        tell(judged[-1])

    while waiting or running:
        while waiting and len(running) < jobs:
            task = waiting.popleft()
            if task.stages:
                running[_begin(task, covering)] = task
            else:
                settle(task, "survived")
        if running:
            ended = await_any()
            task = running.pop(ended.pid)
            if ended.verdict == "survived":
                waiting.appendleft(replace(task, stages=task.stages[1:]))
            else:
                settle(task, ended.verdict)
    return judged


def _begin(task: _Task, covering: Covering) -> int:
    tests = task.stages[0]
    usual = covering.start + sum(
        seconds for test, seconds in covering.seconds.items() if _is_among(test, tests)
    )
    return begin(task.module, task.mutant.source, tests, _SPARE + _TIMES * usual)


def _is_among(test: str, tests: tuple[str, ...]) -> bool:
    """Whether a test is one of these, or in one of these files."""
    return test in tests or test.partition("::")[0] in tests


def _tasks(module: Module, covering: Covering, every: int) -> Iterator[_Task]:
    for mutant in islice(mutants(module.path.read_text("utf-8")), 0, None, every):
        tests = covering.of(module.path, mutant.lines)
        named = tests - {ON_IMPORT}
        quickest = tuple(sorted(named, key=lambda test: _order(test, module, covering)))
        anything = (module.near, module.far) if ON_IMPORT in tests else ()  # made once, seen by any
        yield _Task(module, mutant, tuple(stage for stage in (quickest, *anything) if stage))


def _order(test: str, module: Module, covering: Covering) -> tuple[bool, float]:
    """First the tests that mirror the module, and the quick ones before the slow ones."""
    return test.partition("::")[0] not in module.near, covering.seconds[test]
