"""Tries tests on a changed module, in a process of its own that nothing else shares."""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import SourceFileLoader
from importlib.util import spec_from_file_location
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Final, Literal

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from importlib.machinery import ModuleSpec
    from types import CodeType, ModuleType

    from mutation.rooms import Module

__all__ = [
    "QUIET",
    "Ended",
    "Verdict",
    "await_any",
    "begin",
    "forked",
    "load_what_is_never_changed",
]

Verdict = Literal["killed", "survived", "timed out"]

_MEMORY: Final = 4 * 1024**3
"""Bytes of address space; a mutant that eats more is killed by the first test that does."""
_PATIENCE: Final = 20
"""Seconds on the clock for each second of computing: a mutant may wait for ever, or the machine be
busy."""
QUIET: Final = ("-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no")


@dataclass(frozen=True, slots=True)
class Ended:
    """A trial that is over.

    Attributes:
        pid: which one.
        verdict: what became of the mutant.
        seconds: of computing.
    """

    pid: int
    verdict: Verdict
    seconds: float


def load_what_is_never_changed() -> None:
    """Import, once for all trials, what tests and modules need, but neither of them."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # every trial would load them again
    for name in ("hypothesis", "httpx", "orjson", "asyncio"):
        import_module(name)
    package = import_module("amplitude_api")
    for found in walk_packages(package.__path__, "amplitude_api."):
        import_module(found.name)


def begin(module: Module, source: str, tests: Sequence[str], seconds: float) -> int:
    """Start a trial of tests on a module with another source; return its process.

    Args:
        module: what is changed.
        source: what it contains instead.
        tests: files, or tests in files.
        seconds: of computing, after which it is ended.
    """

    def run() -> int:
        _confine(int(seconds) + 1)
        sys.meta_path.insert(0, _Replacement(module, source))
        return int(pytest.main([*QUIET, *tests]))

    return forked(run)


def forked(run: Callable[[], int]) -> int:
    """Run a function in a child that says nothing; its result is the child's status."""
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        status = run()
    finally:
        os._exit(status)


def await_any() -> Ended:
    """Wait for any trial to end."""
    pid, status, usage = os.wait4(-1, 0)
    seconds = usage.ru_utime + usage.ru_stime
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGALRM}:
        return Ended(pid, "timed out", seconds)
    return Ended(pid, "killed" if status else "survived", seconds)


def _confine(seconds: int) -> None:
    """End this process when it takes too long or too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.alarm(seconds * _PATIENCE)


class _Replacement(MetaPathFinder):
    """Finds the changed module where the original would be found."""

    def __init__(self, module: Module, source: str) -> None:
        self._module, self._source = module, source

    def find_spec(
        self, fullname: str, path: object, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Answer for the one module."""
        del path, target
        if fullname != self._module.name:
            return None
        loader = _Loader(fullname, str(self._module.path), self._source)
        return spec_from_file_location(fullname, self._module.path, loader=loader)


class _Loader(SourceFileLoader):
    """Loads another source under the name and file of the original."""

    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        """Compile the other source; what is cached on disk belongs to the original."""
        del fullname
        return compile(self._source, self.path, "exec")
