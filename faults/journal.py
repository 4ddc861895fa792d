"""What a child process writes down while it runs, one line each, so that a kill loses nothing.

Lines are appended by one `write` each; the operating system keeps them when the process is killed.
Every line starts with the process's id: a forked child writes into the same file.
"""

from __future__ import annotations

import json
import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["DELIVERED", "Journal", "Outcome", "Process", "read_journal"]

DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the SDK's callback said about one event."""

    number: int
    status: str
    reason: str


@dataclass(slots=True)
class Process:
    """What one process wrote.

    Attributes:
        pid: its id.
        accepted: numbers of the events for which `track` returned, in no particular order.
        acknowledged: the moment `track` returned, where the program noted it (monotonic, ns).
        refused: numbers of the events for which `track` raised, and the error's class.
        outcomes: calls of the callback, in order.
        report: the SDK's own account at the end, None when there is none.
        settled: that account when waiting for outcomes ended, before the client was closed.
        marks: anything else worth telling.
        started: when the program began (monotonic, ns).
    """

    pid: int
    accepted: list[int] = field(default_factory=list)
    acknowledged: dict[int, int] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    report: dict[str, Any] | None = None
    settled: dict[str, Any] | None = None
    marks: list[str] = field(default_factory=list)
    started: int | None = None


class Journal:
    """The writing end."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def _write(self, kind: str, text: str) -> None:
        os.write(self._file, f"{os.getpid()} {kind} {text}\n".encode())

    def start(self) -> None:
        """The program begins."""
        self._write("start", str(time.monotonic_ns()))

    def accepted(self, numbers: list[int]) -> None:
        """`track` returned for each of these."""
        for first, last in _ranges(numbers):
            self._write("accepted", f"{first} {last}")

    def acknowledged(self, number: int) -> None:
        """`track` returned just now."""
        self._write("acknowledged", f"{number} {time.monotonic_ns()}")

    def refused(self, number: int, error: Exception) -> None:
        """`track` raised."""
        self._write("refused", f"{number} {type(error).__name__}")

    def outcome(self, number: int, status: str, reason: str) -> None:
        """The SDK told what became of an event."""
        self._write("outcome", f"{number} {status} {' '.join(reason.split())}")

    def report(self, report: Mapping[str, object] | None) -> None:
        """The SDK's own account at the very end, where it has one."""
        if report is not None:
            self._write("report", json.dumps(dict(report)))

    def settled(self, report: Mapping[str, object] | None) -> None:
        """The SDK's own account when there was nothing more to wait for."""
        if report is not None:
            self._write("settled", json.dumps(dict(report)))

    def mark(self, text: str) -> None:
        """Anything else."""
        self._write("mark", " ".join(text.split()))


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges, both ends inclusive."""
    ranges: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1] = (ranges[-1][0], number)
        else:
            ranges.append((number, number))
    return ranges


def read_journal(path: Path) -> list[Process]:
    """Everything that was written, by process, in the order of their first lines."""
    processes: dict[int, Process] = {}
    text = path.read_text() if path.exists() else ""
    for line in text.split("\n")[:-1]:  # what a kill cut off is no line
        pid, kind, rest = line.split(" ", 2)
        _read(processes.setdefault(int(pid), Process(int(pid))), kind, rest)
    return list(processes.values())


def _read(process: Process, kind: str, rest: str) -> None:
    words = rest.split(" ", 2)
    match kind:
        case "accepted":
            process.accepted.extend(range(int(words[0]), int(words[1]) + 1))
        case "acknowledged":
            process.accepted.append(int(words[0]))
            process.acknowledged[int(words[0])] = int(words[1])
        case "refused":
            process.refused[int(words[0])] = words[1]
        case "outcome":
            process.outcomes.append(Outcome(int(words[0]), words[1], words[2]))
        case "report":
            process.report = json.loads(rest)
        case "settled":
            process.settled = json.loads(rest)
        case "start":
            process.started = int(rest)
        case _:
            process.marks.append(rest)
