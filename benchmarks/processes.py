"""The processes of a run: one sink and one child for each measurement, on loopback without proxies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self, cast

from benchmarks.sink import Received

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["ROOT", "SinkProcess", "clean_environment", "run_child"]

ROOT: Final = Path(__file__).resolve().parent.parent
_PROXIES: Final = {"http_proxy", "https_proxy", "all_proxy", "no_proxy"}
_PATIENCE: Final = 600  # seconds after which a child is taken to hang


def clean_environment() -> dict[str, str]:
    """The environment without what would change where, or how, an SDK sends."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.lower() not in _PROXIES and not name.startswith(("AMPLITUDE_", "POSTHOG_"))
    }


class SinkProcess:
    """A sink that runs while the context lasts; `received` afterwards.

    Attributes:
        port: where it listens on 127.0.0.1.
        received: what arrived, known when the context has ended.
    """

    port: int
    received: Received

    def __init__(self, *, verify: bool = False) -> None:
        self._options = ["--verify"] if verify else []

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.sink", *self._options],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        output = cast("IO[str]", self._process.stdout)  # it is a pipe
        self.port = int(output.readline())
        return self

    def __exit__(self, *_: object) -> None:
        last, _error = self._process.communicate("stop\n", timeout=_PATIENCE)
        self.received = Received(**json.loads(last))


def run_child(arguments: Sequence[str]) -> dict[str, Any]:
    """Measure in a fresh interpreter; what it writes on its last line is the result.

    Raises:
        RuntimeError: it failed; the message holds what it wrote.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.child", *arguments],
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
