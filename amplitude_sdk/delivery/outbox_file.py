"""One SQLite file of pending events: written, read, emptied. Its owner holds the shard's lock."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from amplitude_sdk.delivery.outbox_format import LAYOUT, PAGE, connect, create, explained
from amplitude_sdk.delivery.outbox_rows import bounded, is_in, merged
from amplitude_sdk.errors import OutboxError

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Sequence
    from pathlib import Path

    from amplitude_sdk.delivery.outbox_rows import Row, Run

__all__ = ["Census", "OutboxFile", "sync_directory"]

log = logging.getLogger("amplitude_sdk")

# A row may be there already: when an interrupt came between the commit and the moment its owner
# learnt of it, the same rows are written once more.
_INSERT: Final = "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?)"
_DELETE: Final = "DELETE FROM events WHERE seq BETWEEN ? AND ?"
_READ: Final = "SELECT seq, tracked_at, data, notes FROM events WHERE seq > ? ORDER BY seq"
_COPY: Final = """
    INSERT INTO main.events SELECT seq + ?, tracked_at, data, notes FROM orphan.events ORDER BY seq
"""
# Apart from the copy: a statement that reads and writes one table keeps all rows aside in between.
_SHIFT: Final = """
    SELECT (SELECT coalesce(max(seq), 0) FROM main.events) + 1
         - (SELECT coalesce(min(seq), 0) FROM orphan.events)
"""
_CENSUS: Final = """
    SELECT count(*), min(tracked_at), coalesce(max(seq), 0), coalesce(sum(tracked_at < ?), 0)
    FROM events
"""
_SETTINGS: Final = (
    "PRAGMA fullfsync = ON",  # macOS: a plain fsync stops at the disk's own cache
    "PRAGMA checkpoint_fullfsync = ON",
    # What was sent need not be overwritten with zeros at once: that doubles the cost of a commit.
    # It is gone when the file is closed empty, and nobody else may read the file until then.
    "PRAGMA secure_delete = OFF",
    "PRAGMA journal_size_limit = 16777216",
)
_ROOMY: Final = 256 * PAGE  # bytes of free pages in an empty file worth giving back


@dataclass(frozen=True, slots=True)
class Census:
    """What a file holds.

    Attributes:
        events: how many.
        oldest: when the oldest of them was tracked, epoch milliseconds; None if there is none.
        last_seq: the highest seq, 0 if there is none.
        outdated: how many were tracked before the given time.
    """

    events: int
    oldest: int | None
    last_seq: int
    outdated: int


class OutboxFile:
    """A connection that comes back by itself after `disconnect`.

    Not thread-safe, but a signal handler may use it whatever it interrupts.

    It begins with `synchronous=FULL`: every commit is on the disk.

    Raises:
        OutboxError: from every method: the file cannot be opened, read or written.
    """

    def __init__(self, path: Path) -> None:
        """Open the file; create it, readable and writable for its owner alone, if it is absent."""
        self.path = path
        self._settings = [*_SETTINGS, "PRAGMA synchronous = FULL"]
        self._db: sqlite3.Connection | None = None
        self._is_closed = False
        with explained(path, "be opened"):
            _touch(path)
            self._place = _place(path)
            self._connected()

    def relax(self) -> None:
        """Stop waiting for the disk: a commit survives the process, not always a power cut.

        Nor for other programs that have the file locked: who writes like that tries again later.
        The one write that does wait for it, since it begins the log, is made here.
        """
        self._settings = [*_SETTINGS, "PRAGMA synchronous = NORMAL", "PRAGMA busy_timeout = 20"]
        self.disconnect()
        with explained(self.path, "be written"), self._transaction() as db:
            db.execute(f"PRAGMA user_version = {LAYOUT}")

    def write(self, rows: Iterable[Row], forgotten: Iterable[Run]) -> bool:
        """Add rows and delete runs, all or nothing; whether that has changed anything."""
        with explained(self.path, "be written"), self._transaction() as db:
            before = db.total_changes
            db.executemany(_INSERT, rows)
            db.executemany(_DELETE, forgotten)
            changed = db.total_changes - before
        return bool(changed)

    def read(
        self, after: int, count: int, size: int, *, without: Sequence[Run], waiting: Sequence[Row]
    ) -> list[Row]:
        """Rows of a higher seq but those in `without`, and those in `waiting`: `bounded`."""
        with explained(self.path, "be read"):
            cursor = self._connected().execute(_READ, (after,))
            try:
                stored: Iterable[Row] = cursor
                if without:
                    stored = (row for row in cursor if not is_in(row[0], without))
                return bounded(merged(stored, waiting), count, size)
            finally:
                cursor.close()

    def census(self, before: int) -> Census:
        """Count what there is, and what was tracked before this time (epoch milliseconds)."""
        with explained(self.path, "be read"):
            return Census(*self._connected().execute(_CENSUS, (before,)).fetchone())

    def is_empty(self) -> bool:
        """Whether it holds no event."""
        with explained(self.path, "be read"):
            return self._connected().execute("SELECT 1 FROM events LIMIT 1").fetchone() is None

    def adopt(self, orphan: Path) -> None:
        """Copy the events of another file behind ours, and remember that, in one transaction."""
        with explained(self.path, f"take over the events of {orphan}"):
            db = self._connected()
            db.execute("ATTACH ? AS orphan", (f"{orphan.as_uri()}?mode=ro",))
            try:
                with self._transaction():
                    db.execute(_COPY, db.execute(_SHIFT).fetchone())
                    db.execute("INSERT INTO adopted VALUES (?)", (orphan.name,))
            finally:
                db.execute("DETACH orphan")

    def adopted(self) -> set[str]:
        """Names of files whose events are ours already."""
        with explained(self.path, "be read"):
            return {name for (name,) in self._connected().execute("SELECT file FROM adopted")}

    def forget_adopted(self, name: str) -> None:
        """An adopted file is gone."""
        with explained(self.path, "be written"), self._transaction() as db:
            db.execute("DELETE FROM adopted WHERE file = ?", (name,))

    def make_single(self) -> None:
        """Move everything into the file itself and disconnect: it can be renamed, or deleted."""
        with explained(self.path, "be closed"):
            self._connected().execute("PRAGMA journal_mode = DELETE")
            self.disconnect()

    def disconnect(self) -> None:
        """Close the connection; the next call of another method opens it again."""
        if self._db is not None:
            db, self._db = self._db, None
            db.close()

    def close(self) -> None:
        """Give back the space of an empty file, then disconnect for good."""
        try:
            self._shrink()
        except OutboxError as error:
            log.debug("space is not given back: %s", error)
        finally:
            self._is_closed = True
            self.disconnect()

    def _shrink(self) -> None:
        if not self.is_empty():
            return
        with explained(self.path, "be made smaller"):
            db = self._connected()
            (free,) = db.execute("PRAGMA freelist_count").fetchone()
            if free * PAGE > _ROOMY:
                db.execute("VACUUM")

    @contextmanager
    def _transaction(self) -> Generator[sqlite3.Connection]:
        db = self._connected()
        self._check_place()
        # Then this is a signal handler. What it has interrupted goes on in a transaction again.
        is_nested = db.in_transaction
        if is_nested:
            db.execute("COMMIT")
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")
        except BaseException:
            _roll_back(db)
            raise
        finally:
            if is_nested:
                db.execute("BEGIN IMMEDIATE")

    def _connected(self) -> sqlite3.Connection:
        db = self._db
        if db is None and not self._is_closed:
            self._check_place()
            db = self._db = self._connect()
        if self._is_closed or db is None:
            self.disconnect()  # a signal handler has closed the file while it was opened
            raise OutboxError(f"outbox {self.path} is closed")
        return db

    def _connect(self) -> sqlite3.Connection:
        db = connect(self.path)
        try:
            self._prepare(db)
        except BaseException:
            db.close()
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        if not db.execute("PRAGMA page_count").fetchone()[0]:
            create(db)
            sync_directory(self.path.parent)
        (journal,) = db.execute("PRAGMA journal_mode = WAL").fetchone()
        if journal != "wal":
            raise OutboxError(
                f"outbox {self.path} cannot have a write-ahead log, as on network file systems. Put "
                "it on a local disk."
            )
        for setting in self._settings:
            db.execute(setting)

    def _check_place(self) -> None:
        """SQLite goes on writing into a file that was deleted; nobody would find that again."""
        try:
            place = _place(self.path)
        except FileNotFoundError:
            place = None
        if place != self._place:
            raise OutboxError(
                f"outbox {self.path} was deleted, moved or replaced while it was in use. Put it "
                "back, or close this client and open a new one."
            )


def sync_directory(directory: Path) -> None:
    """Make names created, changed and deleted in it durable; Windows does that by itself."""
    if sys.platform != "win32":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _touch(path: Path) -> None:
    """Create the file with its final permissions; SQLite gives the same ones to its log."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _place(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_dev, status.st_ino


def _roll_back(db: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):  # the error that matters is on its way
        if db.in_transaction:
            db.execute("ROLLBACK")
