"""The processes of a run: servers and children, on loopback without proxies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROOT", "Ran", "ServerProcess", "clean_environment", "run_module", "run_program"]

ROOT: Final = Path(__file__).resolve().parent.parent
_PROXIES: Final = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
_COMPILING: Final = "PYTHONDONTWRITEBYTECODE"
_PATIENCE: Final = 600  # seconds after which a child is taken to hang


def clean_environment() -> dict[str, str]:
    """The environment without what would change where, or how, an SDK sends.

    Bytecode is kept: a working copy starts as fast as what was compiled when it was installed.
    """
    return {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in _PROXIES
        and not name.startswith(("AMPLITUDE_", "POSTHOG_"))
        and name != _COMPILING
    }


class ServerProcess:
    """A server that runs while the context lasts.

    It writes its port on a line, serves until it gets a line, and writes on another one what it has
    seen, as a JSON object.

    Args:
        module: its module.
        options: its arguments.

    Attributes:
        port: where it listens on 127.0.0.1.
        seen: what it has seen, known when the context has ended.
    """

    port: int
    seen: dict[str, Any]

    def __init__(self, module: str, *options: str) -> None:
        self._command = [sys.executable, "-m", module, *options]

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        output = cast("IO[str]", self._process.stdout)  # it is a pipe
        self.port = int(output.readline())
        return self

    def __exit__(self, *_: object) -> None:
        last, _error = self._process.communicate("stop\n", timeout=_PATIENCE)
        self.seen = json.loads(last)


def run_module(module: str, arguments: Sequence[str], given: str = "") -> dict[str, Any]:
    """Measure in a fresh interpreter; what it writes on its last line is the result.

    Args:
        module: the child.
        arguments: its arguments.
        given: its standard input.

    Raises:
        RuntimeError: it failed; the message holds what it wrote.
    """
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=clean_environment(),
        timeout=_PATIENCE,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that has ended.

    Attributes:
        seconds: from its start to its end.
        output: what it wrote.
    """

    seconds: float
    output: str


def run_program(program: str, *arguments: str) -> Ran:
    """Run a whole program in an empty folder, as `python -c` does, and time it.

    Raises:
        RuntimeError: it failed; the message holds what it wrote.
    """
    command = [sys.executable, "-c", program, *arguments]
    with tempfile.TemporaryDirectory() as empty:
        start = time.perf_counter()
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd=empty,
            env=clean_environment(),
            timeout=_PATIENCE,
        )
        seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{program}\nfailed:\n{done.stdout}{done.stderr}")
    return Ran(seconds, done.stdout)
