"""Outboxes made for tests: entries, their contents, files with given rows, processes on them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amplitude_sdk.delivery.outbox import Outbox

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amplitude_sdk.delivery.entries import Entry

PROJECT = Path(__file__).parents[3]
NOW = int(time.time() * 1000)
DAY = 24 * 60 * 60 * 1000


def entry(seq: int, *notes: str, label: str = "event") -> Entry:
    return seq, b'{"event_type":"%s %d"}' % (label.encode(), seq), notes


def entries(seqs: Iterable[int], label: str = "event") -> list[Entry]:
    return [entry(seq, label=label) for seq in seqs]


def everything(outbox: Outbox) -> list[Entry]:
    return outbox.read(0, 10**9, 10**12)


def seqs(outbox: Outbox) -> list[int]:
    return [seq for seq, _, _ in everything(outbox)]


def data_of(outbox: Outbox) -> list[bytes]:
    return [data for _, data, _ in everything(outbox)]


def filled(path: Path, held: Iterable[Entry], tracked_at: int | None = None) -> Path:
    """A file that a process left behind after it had been closed."""
    outbox = Outbox.open(path, sync="batch")
    for each in held:
        outbox.add(each)
    outbox.close()
    if tracked_at is not None:
        execute(path, f"UPDATE events SET tracked_at = {tracked_at}")
    return path


def execute(path: Path, statement: str) -> list[Any]:
    """Run a statement by hand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        return connection.execute(statement).fetchall()


def run(module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run one of the scripts beside this file to its end."""
    return subprocess.run(
        [sys.executable, "-m", f"tests.sdk.delivery.{module}", *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
