"""Pending events on disk: they outlive the process, and the next one sends them.

An outbox is an SQLite file in WAL mode, readable with `sqlite3 events.db` at any time:

    CREATE TABLE events (
        seq INTEGER PRIMARY KEY,      -- the order of tracking
        tracked_at INTEGER NOT NULL,  -- epoch milliseconds
        data BLOB NOT NULL,           -- JSON of the event, insert_id included
        notes TEXT                    -- what was changed in our copy: a JSON array, or NULL
    );
    SELECT seq, datetime(tracked_at / 1000, 'unixepoch'), CAST(data AS TEXT) FROM events;

It holds events without an outcome, nothing else: no key, no secret. A second table, `adopted`, is
only filled while events of a dead process are taken over (see `outbox_shards`). Beside `events.db`
stand SQLite's `events.db-wal` and `events.db-shm` while it is in use, and `events.db.lock`, which
stays. A further process, or client, on the same path has `events.db.1` with files of its own. The
disk has to be a local one.

What is durable when:

- sync="always": every event is when `add` returns, against `kill -9` and against a power cut, on
  disks that honour a flush (PRAGMA synchronous=FULL).
- sync="batch": as soon as `commit` has run, or 1,000 events waited for it: against `kill -9` at
  once; a power cut may take the last commits with it, but corrupts nothing (synchronous=NORMAL).
- Forgetting is committed at once, with the same strength. Where a power cut brings an event back, it
  is sent again with the same insert_id.
"""

from __future__ import annotations

import logging
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final, Literal

from amplitude_api import facts

from amplitude_sdk.delivery.outbox_rows import bounded, entry_of, row_of, runs_of
from amplitude_sdk.errors import ConfigurationError, OutboxError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.outbox_file import OutboxFile
    from amplitude_sdk.delivery.outbox_lock import ShardLock
    from amplitude_sdk.delivery.outbox_rows import Row, Run

__all__ = ["Outbox", "Sync"]

log = logging.getLogger("amplitude_sdk")

Sync = Literal["batch", "always"]

_INLINE: Final = 1000  # entries; as public as the promise of "batch"
_BACKOFF: Final = 0.05  # seconds between two commits that nobody asked for, while they fail
_DAY: Final = 24 * 60 * 60 * 1000  # milliseconds


class Outbox:
    """The pending events of one client, in one shard that nobody else touches while it is open.

    Thread-safe. `seq` has to grow from entry to entry, beginning above `last_seq`.

    Attributes:
        shard: the file.
        recovered: how many events were found at opening, those of dead processes included.
        oldest: when the oldest of them was tracked, epoch seconds; None if there was none.
        last_seq: the highest seq found at opening, 0 if there was none.
        on_buffered: called, outside of all locks, when the first entry waits for a commit.
        trouble: why the last commit failed; None from the first one on that writes something.
    """

    def __init__(self, file: OutboxFile, lock: ShardLock, sync: Sync) -> None:
        """See `open`."""
        self.shard = file.path
        self.on_buffered: Callable[[], None] | None = None
        self.trouble: OutboxError | None = None
        self._file, self._shard_lock = file, lock
        self._is_durable = sync == "always"
        self._lock = threading.Lock()
        self._over: str | None = None
        self._buffer: dict[int, Row] = {}
        self._forgotten: list[Run] = []  # in the file, but to be deleted
        self._retry_at = 0.0
        now = time.time()
        census = file.census(int(now * 1000) - facts.DEDUPE_DAYS * _DAY)
        self.recovered, self.last_seq = census.events, census.last_seq
        self.oldest = None if census.oldest is None else census.oldest / 1000
        self._written = census.last_seq  # no higher seq has ever been on its way to the file
        _warn(self.shard, census.outdated)

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, sync: Sync) -> Outbox:
        """Take the first shard of `path` that is free, and what dead processes left in others.

        No other thread may fork meanwhile: the child would inherit the lock.

        Raises:
            ConfigurationError: there can be no file at `path`, or Python was built without SQLite.
            OutboxError: the file is damaged, belongs to something else or cannot be written.
        """
        if sync not in {"batch", "always"}:
            raise ConfigurationError(f'outbox_sync is {sync!r}, it has to be "batch" or "always"')
        try:
            # Not at the top: it loads sqlite3, which clients without an outbox do not need.
            from amplitude_sdk.delivery import outbox_shards  # noqa: PLC0415
        except ImportError as error:
            raise ConfigurationError(
                f"outbox={str(path)!r} needs the sqlite3 module, which this Python lacks: {error}"
            ) from error
        place = outbox_shards.place_of(path)
        file, lock = outbox_shards.own_shard(place)
        with ExitStack() as undo:
            undo.callback(lock.release)
            undo.callback(file.disconnect)
            outbox_shards.adopt_orphans(place, file)
            if sync == "batch":
                file.relax()
            outbox = cls(file, lock, sync)
            undo.pop_all()
        return outbox

    @property
    def buffered(self) -> int:
        """Entries not yet in the file; after `close`, those that could not be written."""
        return len(self._buffer)

    def add(self, entry: Entry) -> None:
        """Hold an entry until it is forgotten.

        Raises:
            OutboxError: the outbox is closed; with sync="always" also: it cannot be written, then
                the entry is not held. With "batch" it is held in memory, and `trouble` tells.
        """
        row = row_of(entry)
        if self._is_durable:
            self._add_durably(row)
            return
        with self._lock:
            self._check_open()
            is_first = not self._buffer
            self._buffer[row[0]] = row
            before = self.trouble
            if len(self._buffer) >= _INLINE:
                self._write_unless_failing()
            after = self.trouble
        if before is not after:
            self._tell(before, after)
        if is_first and self.on_buffered is not None:
            self.on_buffered()

    def commit(self) -> None:
        """Write what is buffered; try again what failed. Does not raise: see `trouble`.

        Call it within 50 ms of `on_buffered`, and again and again while something is `buffered`.
        """
        with self._lock:
            before = self.trouble
            if self._over is None:
                self._write()
            after = self.trouble
        self._tell(before, after)

    def read(self, after: int, count: int, size: int) -> list[Entry]:
        """Entries with a higher seq, in order: at most `count` and `size` bytes, at least one.

        Raises:
            OutboxError: the file cannot be read, or the outbox is closed.
        """
        with self._lock:
            self._check_open()
            waiting = sorted(row for row in self._buffer.values() if row[0] > after)
            if after < self._written:
                without = self._forgotten
                rows = self._file.read(after, count, size, without=without, waiting=waiting)
            else:
                rows = bounded(waiting, count, size)
        return [entry_of(row) for row in rows]

    def forget(self, seqs: Sequence[int]) -> None:
        """Drop entries that have an outcome. Does not raise: what fails is tried again."""
        with self._lock:
            before = self.trouble
            if self._over is None:
                self._drop(seqs)
            after = self.trouble
        self._tell(before, after)

    def suspend(self) -> None:
        """Before a fork: close the file, keep the lock on the shard, make other threads wait."""
        self._lock.acquire()
        self._file.disconnect()

    def resume(self) -> None:
        """After a fork, in the parent: go on. The file is opened again when it is needed."""
        self._lock.release()

    def abandon(self) -> None:
        """After a fork that `suspend` preceded, in the child: let go of what is the parent's.

        Nothing is read, written or unlocked. The outbox cannot be used any more.
        """
        self._lock = threading.Lock()
        if self._over is None:
            self._shard_lock.leave()
        self._over = "belongs to the parent process"
        self._buffer, self._forgotten = {}, []

    def close(self) -> None:
        """Write what is buffered, close the file, free the shard.

        What could not be written is counted by `buffered` from then on.
        """
        with self._lock:
            if self._over is not None:
                return
            before = self.trouble
            self._write()
            self._over = "is closed"
            self._file.close()
            self._shard_lock.release()
            after = self.trouble
        self._tell(before, after)

    def _add_durably(self, row: Row) -> None:
        with self._lock:
            self._check_open()
            before = self.trouble
            self._written = max(self._written, row[0])
            self._attempt((row,))
            after = self.trouble
        self._tell(before, after)
        if after is not None:
            raise after

    def _drop(self, seqs: Sequence[int]) -> None:
        if self._buffer:
            for seq in seqs:
                self._buffer.pop(seq, None)
        self._forgotten += runs_of([seq for seq in seqs if seq <= self._written])
        if self.trouble is not None:
            self._write_unless_failing()
        elif self._forgotten:
            self._attempt(())

    def _write_unless_failing(self) -> None:
        if self.trouble is None or time.monotonic() >= self._retry_at:
            self._write()

    def _write(self) -> None:
        if self._buffer:
            self._written = max(self._written, *self._buffer)
        if (self._buffer or self._forgotten) and self._attempt(self._buffer.values()):
            self._buffer.clear()

    def _attempt(self, rows: Iterable[Row]) -> bool:
        try:
            has_changed = self._file.write(rows, self._forgotten)
        except OutboxError as error:
            self.trouble, self._retry_at = error, time.monotonic() + _BACKOFF
            return False
        self._forgotten.clear()
        if has_changed:  # a transaction that writes nothing succeeds on a full disk, too
            self.trouble = None
        return True

    def _check_open(self) -> None:
        if self._over is not None:
            raise OutboxError(f"outbox {self.shard} {self._over}")

    def _tell(self, before: OutboxError | None, after: OutboxError | None) -> None:
        """Log the beginning and the end of trouble, after the lock: a handler may come back here."""
        if before is None and after is not None:
            held = "refused" if self._is_durable else "in memory only"
            log.error("%s Until it can be written, new events are %s.", after, held)
        elif before is not None and after is None:
            log.info("outbox %s can be written again", self.shard)


def _warn(shard: Path, outdated: int) -> None:
    if outdated:
        log.warning(
            "outbox %s holds %d events tracked more than %d days ago. They are sent, but the "
            "service stores those twice that had arrived before: it does not know their insert_id "
            "any more.",
            shard,
            outdated,
            facts.DEDUPE_DAYS,
        )
