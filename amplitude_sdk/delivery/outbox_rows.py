"""Events as rows of an outbox, and what is asked of them: in order, within bounds, in runs."""

from __future__ import annotations

import heapq
import json
import time
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from amplitude_sdk.delivery.entries import Entry

__all__ = ["Row", "Run", "bounded", "entry_of", "is_in", "merged", "row_of", "runs_of"]

Row: TypeAlias = tuple[int, int, bytes, str | None]
"""seq, tracked_at in epoch milliseconds, JSON of the event, JSON of the notes or None."""

Run: TypeAlias = tuple[int, int]
"""Consecutive seqs: the first and the last."""


def row_of(entry: Entry) -> Row:
    """An entry tracked now."""
    seq, data, notes = entry
    return seq, int(time.time() * 1000), data, json.dumps(notes) if notes else None


def entry_of(row: Row) -> Entry:
    """The entry of a row."""
    seq, _, data, notes = row
    return seq, data, tuple(json.loads(notes)) if notes else ()


def bounded(rows: Iterable[Row], count: int, size: int) -> list[Row]:
    """The first rows: at most `count` of them and `size` bytes of JSON, but at least one."""
    taken: list[Row] = []
    for row in rows:
        size -= len(row[2])
        if taken and size < 0:
            break
        taken.append(row)
        if len(taken) >= count:
            break
    return taken


def merged(stored: Iterable[Row], waiting: Sequence[Row]) -> Iterable[Row]:
    """Rows of file and buffer in order; a commit that was interrupted may have left one in both."""
    if not waiting:
        return stored
    both = heapq.merge(stored, waiting, key=itemgetter(0))
    return (next(same) for _, same in groupby(both, key=itemgetter(0)))


def runs_of(seqs: list[int]) -> list[Run]:
    """The seqs as runs, in order."""
    if seqs and seqs == list(range(seqs[0], seqs[0] + len(seqs))):  # as a rule; at the speed of C
        return [(seqs[0], seqs[-1])]
    runs: list[Run] = []
    for seq in sorted(set(seqs)):
        if runs and runs[-1][1] == seq - 1:
            runs[-1] = (runs[-1][0], seq)
        else:
            runs.append((seq, seq))
    return runs


def is_in(seq: int, runs: Sequence[Run]) -> bool:
    """Whether one of the runs holds it."""
    return any(first <= seq <= last for first, last in runs)
