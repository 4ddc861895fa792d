"""A signal handler may come in at any line: it may use the outbox, or end everything.

The program below is run once for every line of the outbox' code that it reaches, and a handler is
called right before that line, as Python does it when a signal has arrived.
"""

from __future__ import annotations

import linecache
import sqlite3
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Literal

import pytest

from amplitude_sdk.delivery import outbox as outbox_module
from amplitude_sdk.delivery import outbox_file
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import entry, execute, seqs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Sync = Literal["batch", "always"]

Point = tuple[str, int, str]
"""File, line, and what the program was doing."""

TRACED = {outbox_module.__file__, outbox_file.__file__}


class Program:
    """Uses an outbox, and remembers what that has to hold, or may hold."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.first = max(outbox._written, outbox.last_seq) + 1
        self.doing = ""
        self.is_due = False  # the driver knows that there is something to commit
        outbox.on_buffered = self.ring
        self.held: set[int] = set()
        self.unclear: set[int] = set()

    def add(self, number: int) -> None:
        seq = self.first + number
        self.unclear.add(seq)
        try:
            self.outbox.add(entry(seq))
            self.held.add(seq)
        except OutboxError:  # refused: then it must not be there
            self.unclear.discard(seq)
            raise
        self.unclear.discard(seq)

    def ring(self) -> None:
        self.is_due = True

    def forget(self, forgotten: Sequence[int]) -> None:
        self.held -= {*forgotten}
        self.unclear |= {*forgotten}
        self.outbox.forget(forgotten)
        self.unclear -= {*forgotten}

    def fork(self) -> None:
        self.outbox.suspend()
        self.outbox.resume()

    def run(self) -> None:
        """The buffer is empty, is not, is written, and partly forgotten."""
        steps: list[tuple[str, Callable[[], object]]] = [
            ("add", lambda: self.add(1)),
            ("add", lambda: self.add(2)),
            ("commit", self.outbox.commit),
            ("add", lambda: self.add(3)),
            ("forget", lambda: self.forget([self.first + 2, self.first + 3])),
            ("", self.fork),  # the next step opens the file again
            ("read", lambda: self.outbox.read(0, 10, 10**6)),
            ("add", lambda: self.add(4)),
        ]
        for what, step in steps:
            self.doing = what
            self.is_due = self.is_due and what != "commit"
            step()
            self.doing = ""
            assert self.is_due or not self.outbox.buffered
            self.is_due = self.outbox.buffered > 0

    def check(self, path: Path, point: Point, more: int = 0) -> None:
        """What is held, and what is in the file in the end; then begin anew."""
        assert self.held <= {*seqs(self.outbox)} <= self.held | self.unclear, point
        assert len(seqs(self.outbox)) == len(self.held) + more, point
        self.outbox.commit()
        assert (self.outbox.buffered, self.outbox.trouble) == (0, None), point
        assert stored(path) == seqs(self.outbox), point
        self.outbox.forget(seqs(self.outbox))


def stored(path: Path) -> list[int]:
    return [seq for (seq,) in execute(path, "SELECT seq FROM events ORDER BY seq")]


def traced(program: Program, before_line: Callable[[Point], object]) -> None:
    def trace(frame: Any, event: str, _argument: object) -> Any:
        if frame.f_code.co_filename not in TRACED or not program.doing:
            return None
        if event == "line":
            before_line((frame.f_code.co_filename, frame.f_lineno, program.doing))
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        program.run()
    finally:
        sys.settrace(before)


def interrupted(program: Program, at: Point, handler: Callable[[], None]) -> None:
    """Run the program; call the handler before this line, the first time it is reached."""
    is_over = False

    def look(point: Point) -> None:
        nonlocal is_over
        if point == at and not is_over:
            is_over = True
            handler()

    traced(program, look)
    assert is_over


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture(params=["batch", "always"])
def sync(request: pytest.FixtureRequest) -> Sync:
    return request.param


@pytest.fixture
def points(tmp_path: Path, sync: Sync) -> list[Point]:
    """Every line that the program reaches."""
    outbox = Outbox.open(tmp_path / "points.db", sync=sync)
    found = dict[Point, None]()
    traced(Program(outbox), found.setdefault)
    outbox.close()
    assert {what for _, _, what in found} == {"add", "commit", "forget", "read"}
    return [*found]


def test_a_handler_may_track(path: Path, sync: Sync, points: list[Point]) -> None:
    outbox = Outbox.open(path, sync=sync)
    for point in points:
        program = Program(outbox)
        interrupted(program, point, lambda program=program: program.add(5))
        assert [seq - program.first for seq in seqs(outbox)] == [1, 4, 5], point
        program.check(path, point)
    outbox.close()


def test_a_handler_may_deliver(path: Path, sync: Sync, points: list[Point]) -> None:
    """Track, commit, and forget all that had been tracked so far."""
    outbox = Outbox.open(path, sync=sync)
    for point in points:
        program = Program(outbox)

        def handler(program: Program = program) -> None:
            before = sorted(program.held)
            program.add(5)
            program.outbox.commit()
            program.forget(before)
            program.outbox.commit()

        interrupted(program, point, handler)
        program.check(path, point)
    outbox.close()


def test_a_handler_may_close(
    tmp_path: Path, sync: Sync, points: list[Point], caplog: pytest.LogCaptureFixture
) -> None:
    for number, point in enumerate(points):
        outbox = Outbox.open(tmp_path / f"{number}.db", sync=sync)
        program = Program(outbox)
        with suppress(OutboxError):  # for what comes after
            interrupted(program, point, outbox.close)
        assert outbox._file._db is None, point  # nor is it opened again without the lock
        again = Outbox.open(tmp_path / f"{number}.db", sync=sync)
        assert again.shard == outbox.shard
        forgotten_too_late = {program.first + 2, program.first + 3}
        assert program.held <= {*seqs(again)} <= program.held | forgotten_too_late, point
        again.close()
        assert outbox.trouble is None, point
    assert caplog.records == []


def can_be_interrupted(point: Point) -> bool:
    """CPython looks for signals at calls, jumps back and the beginning of functions.

    There is none of these between the end of a write and this line in its `finally`.
    """
    file, line, _ = point
    return linecache.getline(file, line).strip() != "self._is_writing = was_writing"


def test_a_handler_may_end_everything(path: Path, sync: Sync, points: list[Point]) -> None:
    """The exception goes through the outbox, which is as usable as before."""

    def handler() -> None:
        raise SystemExit

    outbox = Outbox.open(path, sync=sync)
    for point in filter(can_be_interrupted, points):
        program = Program(outbox)
        with pytest.raises(SystemExit):
            interrupted(program, point, handler)
        with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
            other.execute("BEGIN IMMEDIATE")  # no transaction has been left open
        program.add(6)
        program.check(path, point, more=len({*seqs(outbox)} & program.unclear))
    outbox.close()
