"""Keeps accepted uploads in files until the store has written them, so that a crash loses nothing.

A transaction of DuckDB costs milliseconds, too much for each request; a line at the end of a file
costs microseconds, and is there even if the process is killed the next moment. (A machine that
loses power may lose what its disk had not written; no answer waits for that.)

Two files take turns: while the store writes what the one has, the other takes what is new, and
what is written is cut off when its turn comes. What they hold at the next start is stored again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import orjson

from amplitude_sdk.emulator.ingestion.acceptance import Accepted

if TYPE_CHECKING:
    from collections.abc import Iterator

Position: TypeAlias = tuple[int, int]
"""How often everything was forgotten, and the number of the event stored last since then."""

_SUFFIXES: Final = (".accepted-0", ".accepted-1")


class AcceptedLog:
    """The accepted uploads that may not be in the store's file yet.

    Raises `OSError` when its files cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._paths = [Path(f"{path}{suffix}") for suffix in _SUFFIXES]
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._files = [os.open(one, flags, 0o600) for one in self._paths]
        self._turn = 0
        self._is_clear = False

    def left(self) -> Iterator[tuple[Position, Accepted]]:
        """Return what an earlier life left, each with the position of the store before it."""
        entries = [entry for path in self._paths for entry in _entries(path)]
        entries.sort(key=lambda entry: entry[0])
        for before, key, app_id, uploaded, events in entries:
            resets, sequence = before
            yield (resets, sequence), Accepted(key, app_id, uploaded, events)

    def add(self, before: Position, accepted: Accepted) -> None:
        """Keep an upload. `before` is the position of the store before it.

        Raises `OSError` when it cannot be written; nothing of it is kept then.
        """
        self._is_clear = False
        entry = (before, accepted.key, accepted.app_id, accepted.uploaded, accepted.events)
        left = memoryview(orjson.dumps(entry, option=orjson.OPT_APPEND_NEWLINE))
        file = self._files[self._turn]
        size = os.fstat(file).st_size
        try:
            while left:
                left = left[os.write(file, left) :]
        except OSError:
            os.truncate(file, size)  # the next line would be unreadable after half a one
            raise

    def turn(self) -> None:
        """Go on in the other file, whose uploads are written."""
        self._turn = 1 - self._turn
        os.truncate(self._files[self._turn], 0)

    def clear(self) -> None:
        """Forget all uploads: they are written."""
        if not self._is_clear:
            for file in self._files:
                os.truncate(file, 0)
            self._is_clear = True

    def close(self) -> None:
        """Let go of the files, and leave none behind unless the next life needs them."""
        for file, path in zip(self._files, self._paths, strict=True):
            os.close(file)
            if self._is_clear:
                path.unlink()


def _entries(path: Path) -> list[tuple[list[int], str, int, int, list[dict[str, object]]]]:
    """Return the entries of a file; the last may be cut off, and was not answered then."""
    lines = path.read_bytes().split(b"\n")
    return [orjson.loads(line) for line in lines[:-1]]
