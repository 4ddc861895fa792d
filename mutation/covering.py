"""Which tests run which lines, and how long each takes."""

from __future__ import annotations

import json
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import coverage
import pytest

from mutation.trial import QUIET, await_any, forked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["ON_IMPORT", "Covering", "observe"]

ON_IMPORT: Final = ""
"""Stands for the import of modules and tests, where a test's name would stand."""


@dataclass(frozen=True, slots=True)
class Covering:
    """What was observed while the tests of a room ran.

    Attributes:
        tests: by file and line, the tests that ran the line; `ON_IMPORT` among them when it ran
            while modules and tests were loaded.
        seconds: of computing, by test.
        start: seconds of computing that loading takes.
    """

    tests: dict[str, dict[int, list[str]]]
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    start: float = 0.0

    def of(self, path: Path, lines: range) -> set[str]:
        """The tests that run any of some lines."""
        by_line = self.tests.get(str(path), {})
        return {test for line in lines for test in by_line.get(line, ())}


def observe(paths: Sequence[Path], tests: Sequence[str]) -> Covering:
    """Run the tests on modules as they are.

    Raises:
        RuntimeError: a test fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "observed.json"
        forked(lambda: _watch(paths, tests, result))
        ended = await_any()
        if ended.verdict != "survived":
            raise RuntimeError(f"tests fail although nothing was changed: {' '.join(tests)}")
        seen: Any = json.loads(result.read_text("utf-8"))
    seconds: dict[str, float] = seen["seconds"]
    lines = {
        path: {int(line): found for line, found in by_line.items()}
        for path, by_line in seen["tests"].items()
    }
    return Covering(lines, seconds, max(0.0, ended.seconds - sum(seconds.values())))


def _watch(paths: Sequence[Path], tests: Sequence[str], result: Path) -> int:
    """Run the tests under coverage, one context each."""
    watcher = coverage.Coverage(
        data_file=None, include=[str(path) for path in paths], config_file=False
    )
    clock = _Clock(watcher)
    watcher.start()
    status = int(pytest.main([*QUIET, *tests], plugins=[clock]))
    watcher.stop()
    data = watcher.get_data()
    seen = {path: data.contexts_by_lineno(path) for path in data.measured_files()}
    result.write_text(json.dumps({"tests": seen, "seconds": clock.seconds}), "utf-8")
    return status


class _Clock:
    """Tells coverage which test runs, and counts its seconds; the cases of one test are added up."""

    def __init__(self, watcher: coverage.Coverage) -> None:
        self._watcher = watcher
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Around each case."""
        name = f"{item.path}::{item.nodeid.partition('::')[2].partition('[')[0]}"
        with self._context(name):
            return (yield)

    @contextmanager
    def _context(self, name: str) -> Iterator[None]:
        began = time.process_time()
        self._watcher.switch_context(name)
        yield
        self._watcher.switch_context(ON_IMPORT)
        self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - began
