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

import threading
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final, Literal

from amplitude_sdk.delivery.outbox_rows import bounded, entry_of, row_of, runs_of
from amplitude_sdk.delivery.outbox_trouble import Trouble, tell
from amplitude_sdk.errors import ConfigurationError, OutboxError

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Generator, Sequence

    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.outbox_file import Census, OutboxFile
    from amplitude_sdk.delivery.outbox_lock import ShardLock
    from amplitude_sdk.delivery.outbox_rows import Row, Run

__all__ = ["Outbox", "Sync"]

Sync = Literal["batch", "always"]

_INLINE: Final = 1000  # entries; as public as the promise of "batch"
_OVERDUE: Final = (
    25  # milliseconds; who tracks on writes what a timer that gets no turn should have
)


class Outbox:
    """The pending events of one client, in one shard that nobody else touches while it is open.

    Thread-safe, and a signal handler may use it whatever it interrupts. `seq` has to grow from entry
    to entry, beginning above `last_seq`.

    Attributes:
        shard: the file.
        recovered: how many events were found at opening, those of dead processes included.
        oldest: when the oldest of them was tracked, epoch seconds; None if there was none.
        last_seq: the highest seq found at opening, 0 if there was none.
        on_buffered: called, outside of all locks, when the first entry waits for a commit.
    """

    def __init__(self, file: OutboxFile, lock: ShardLock, sync: Sync, found: Census) -> None:
        """See `open`."""
        self.shard = file.path
        self.on_buffered: Callable[[], None] | None = None
        self._file, self._shard_lock = file, lock
        self._is_durable = sync == "always"
        # Both are changed by steps that cannot be interrupted, so that a signal handler, which has
        # the lock of the thread it interrupts, finds them whole and may change them.
        self._buffer: dict[int, Row] = {}
        self._forgotten: dict[Run, None] = {}  # in the file, but to be deleted
        self._lock = threading.RLock()
        self._is_writing = False
        self._over: str | None = None
        self._trouble = Trouble(file.path, "refused" if self._is_durable else "in memory only")
        self.recovered, self.last_seq = found.events, found.last_seq
        self.oldest = None if found.oldest is None else found.oldest / 1000
        self._written = found.last_seq  # no higher seq has ever been on its way to the file

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
            outbox = cls(file, lock, sync, outbox_shards.take_stock(file))
            undo.pop_all()
        return outbox

    @property
    def buffered(self) -> int:
        """Entries not yet in the file; after `close`, those that could not be written."""
        return len(self._buffer)

    @property
    def trouble(self) -> OutboxError | None:
        """Why the last commit failed; None from the first one on that writes something."""
        return self._trouble.error

    @property
    def unsaved(self) -> list[Entry]:
        """Entries that are not in the file."""
        with self._lock:
            return [entry_of(row) for row in self._buffer.values()]

    def add(self, entry: Entry) -> None:
        """Hold an entry until it is forgotten. Logs nothing: see `tell`.

        Raises:
            OutboxError: the outbox is closed; with sync="always" also: it cannot be written, then
                the entry is not held. With "batch" it is held in memory, and `trouble` tells.
        """
        row = row_of(entry)
        if self._is_durable:
            self._add_durably(row)
            return
        seq = row[0]
        with self._lock:
            self._buffer[seq] = row
            # If it is gone again, a signal handler has just closed the outbox, and with it written.
            if self._over is not None and self._buffer.pop(seq, None) is not None:
                raise self._is_over()
            oldest = self._oldest() or row
            is_first = oldest is row
            if len(self._buffer) >= _INLINE or row[1] - oldest[1] >= _OVERDUE:
                self._write_when_due()
        if is_first and self.on_buffered is not None:
            self.on_buffered()

    def commit(self) -> None:
        """Write what is buffered; try again what failed. Does not raise: see `trouble`.

        Call it within 50 ms of `on_buffered`, and again and again while something is `buffered`.
        """
        with self._lock:
            if self._over is None and not self._is_writing:
                self._write()
            news = self._trouble.news()
        tell(news)

    def tell(self) -> None:
        """Log what is new about the file; to be called without locks, a handler may track."""
        if self._trouble.has_news:
            with self._lock:
                news = self._trouble.news()
            tell(news)

    def read(self, after: int, count: int, size: int) -> list[Entry]:
        """Entries with a higher seq, in order: at most `count` and `size` bytes, at least one.

        Raises:
            OutboxError: the file cannot be read, or the outbox is closed.
        """
        with self._lock:
            if self._over is not None:
                raise self._is_over()
            waiting = sorted(row for row in [*self._buffer.values()] if row[0] > after)
            if after < self._written:
                without = [*self._forgotten]
                rows = self._file.read(after, count, size, without=without, waiting=waiting)
            else:
                rows = bounded(waiting, count, size)
        return [entry_of(row) for row in rows]

    def forget(self, seqs: Sequence[int]) -> None:
        """Drop entries that have an outcome. Does not raise: what fails is tried again."""
        with self._lock:
            if self._over is None:
                self._drop(seqs)
            news = self._trouble.news()
        tell(news)

    @contextmanager
    def lent(self) -> Generator[None]:
        """Let others use it while this thread waits, in a signal handler that has interrupted a use.

        They find it as the handler itself would.
        """
        held = 0
        with suppress(RuntimeError):  # it is not, or no longer, ours
            while True:
                self._lock.release()
                held += 1
        try:
            yield
        finally:
            for _ in range(held):
                self._lock.acquire()

    def suspend(self) -> None:
        """Before a fork: close the file, keep the lock on the shard, make other threads wait."""
        self._lock.acquire()
        self._file.disconnect()

    def resume(self) -> None:
        """After a fork, in the parent, in the same thread: go on.

        The file is opened again when it is needed.
        """
        self._lock.release()

    def abandon(self) -> None:
        """After a fork that `suspend` preceded, in the child: let go of what is the parent's.

        Nothing is read, written or unlocked. The outbox cannot be used any more.
        """
        self._lock = threading.RLock()
        if self._over is None:
            self._shard_lock.leave()
        self._over = "belongs to the parent process"
        self._buffer, self._forgotten = {}, {}

    def close(self) -> None:
        """Write what is buffered, close the file, free the shard.

        What could not be written is counted by `buffered` from then on.
        """
        with self._lock:
            if self._over is not None:
                return
            self._write()
            self._over = "is closed"
            self._file.close()
            self._shard_lock.release()
            news = self._trouble.news()
        tell(news)

    def _oldest(self) -> Row | None:
        try:
            return next(iter(self._buffer.values()), None)
        except RuntimeError:  # a signal handler has just added another, and has looked itself
            return None

    def _add_durably(self, row: Row) -> None:
        with self._lock:
            error = self._attempt([row]) if self._over is None else self._is_over()
        if error is not None:
            raise error

    def _drop(self, seqs: Sequence[int]) -> None:
        for seq in seqs if self._buffer else ():
            self._buffer.pop(seq, None)
        # A write that this has interrupted may bring any of them to the file yet.
        in_file = [seq for seq in seqs if seq <= self._written or self._is_writing]
        self._forgotten.update(dict.fromkeys(runs_of(in_file)))
        if self._trouble.error is not None:
            self._write_when_due()
        elif self._forgotten and not self._is_writing:
            self._write()  # and what is buffered with it: SQLite may take its time to tidy up after

    def _write_when_due(self) -> None:
        if not self._is_writing and self._trouble.allows_to_write():
            self._write()

    def _write(self) -> None:
        """Bring the file up to date, also with what a signal handler has added meanwhile."""
        was_writing = self._is_writing
        try:
            self._is_writing = True
            while self._buffer or self._forgotten:
                if self._attempt([*self._buffer.values()]) is not None:
                    break
        finally:
            self._is_writing = was_writing

    def _attempt(self, rows: list[Row]) -> OutboxError | None:
        """Write rows and delete what is forgotten; what went wrong."""
        forgotten = [*self._forgotten]
        self._written = max(self._written, max(rows)[0] if rows else 0)
        try:
            has_changed = self._file.write(rows, forgotten)
        except OutboxError as error:
            if self._over is None:
                self._trouble.begin(error)
            return error
        for seq, *_ in rows:
            self._buffer.pop(seq, None)
        for run in forgotten:
            self._forgotten.pop(run, None)
        if has_changed:  # a transaction that writes nothing succeeds on a full disk, too
            self._trouble.end()
        return None

    def _is_over(self) -> OutboxError:
        return OutboxError(f"outbox {self.shard} {self._over}")
