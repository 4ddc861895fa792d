"""What an outbox file looks like, and what is wrong with one that does not look like it.

The examination changes nothing: it reads the first bytes, then opens the file for reading only.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Final

from amplitude_sdk.errors import OutboxError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

__all__ = ["PAGE", "beside", "connect", "create", "explained", "problem_of"]

APPLICATION_ID: Final = 0x416D704F  # "AmpO"
LAYOUT: Final = 1
PAGE: Final = 4096
_SCHEMA: Final = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {LAYOUT}",
    """CREATE TABLE events (
        seq INTEGER PRIMARY KEY,     -- the order of tracking
        tracked_at INTEGER NOT NULL, -- epoch milliseconds
        data BLOB NOT NULL,          -- JSON of the event, insert_id included
        notes TEXT                   -- what was changed in our copy: a JSON array of texts, or NULL
    )""",
    # Files whose events are in `events` already, and which are about to be deleted.
    "CREATE TABLE adopted (file TEXT PRIMARY KEY) WITHOUT ROWID",
)
_COLUMNS: Final = ["seq", "tracked_at", "data", "notes"]

_MAGIC: Final = b"SQLite format 3\x00"
_HEADER: Final = 100  # bytes; "Database File Format" of SQLite's documentation, section 1.3
_WHOLLY_CHECKED: Final = 64 * 1024 * 1024  # bytes, about a tenth of a second
_WAIT: Final = 1.0  # seconds for another program, such as a person's shell, to let go of the file
_DAMAGE: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_MOVE: Final = (
    "Nothing in it was changed. Move it away, with the files of that name that end in -wal, -shm "
    "and -journal: a new one is begun, and `sqlite3 FILE .recover` may save events of the old one"
)
_ADVICE: Final = {
    sqlite3.SQLITE_FULL: "Free space on its disk",
    sqlite3.SQLITE_IOERR: "Look at the disk it is on: free space, quota, health",
    sqlite3.SQLITE_READONLY: "Give this process the right to write to it and to its directory",
    sqlite3.SQLITE_CANTOPEN: "Give this process the right to write to it and to its directory",
    sqlite3.SQLITE_BUSY: "Another program has it locked: close that program",
    **dict.fromkeys(_DAMAGE, "It is damaged. Stop this process, then move it away"),
}


@contextmanager
def explained(path: Path, cannot: str) -> Generator[None]:
    """Turn errors of SQLite and of the operating system into an `OutboxError` that teaches."""
    try:
        yield
    except sqlite3.Error as error:
        advice = _ADVICE.get(_code(error), "Look at the file and the disk it is on")
        raise OutboxError(f"outbox {path} cannot {cannot}: {error}. {advice}.") from error
    except OSError as error:
        advice = "Look at the permissions of the directory and at the disk it is on"
        raise OutboxError(f"outbox {path} cannot {cannot}: {error}. {advice}.") from error


def connect(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """A connection to a file that exists; transactions are begun and ended by hand."""
    return sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        timeout=_WAIT,
        isolation_level=None,
        check_same_thread=False,
    )


def create(connection: sqlite3.Connection) -> None:
    """Write the layout into an empty file, all or nothing.

    This comes before the switch to WAL, so that the file's own header names the application and
    the layout from its first moment on.
    """
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.execute("BEGIN EXCLUSIVE")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.execute("COMMIT")


def beside(path: Path, suffix: str) -> Path:
    """The file whose name continues that of `path`."""
    return path.with_name(path.name + suffix)


def problem_of(path: Path) -> str | None:
    """Why this cannot be used as an outbox, and what to do; None when it can, or is absent.

    Files up to 64 MiB are checked page by page; in a larger one, a damaged page is found when it is
    read.

    Raises:
        OutboxError: it could not be examined.
    """
    with explained(path, "be read"):
        problem = _problem(path)
    return problem and f"{path} cannot be used as an outbox: {problem}. {_MOVE}."


def _problem(path: Path) -> str | None:
    if path.exists() and not path.is_file():
        return "it is not a regular file"
    size = _size(path)
    if not size:
        has_log = _size(beside(path, "-wal"))
        return f"it is gone or empty, but {path.name}-wal holds events of it" if has_log else None
    with path.open("rb") as file:
        header = file.read(_HEADER)
    return _header_problem(path, header, size) or _content_problem(path, size)


def _header_problem(path: Path, header: bytes, size: int) -> str | None:
    if not any(header) and _size(beside(path, "-journal")):
        return None  # its creation was interrupted, and SQLite will take it back
    if not header.startswith(_MAGIC):
        return f"it is not an SQLite database, it begins with {header[:16]!r}"
    page = int.from_bytes(header[16:18]) or PAGE
    page = 65536 if page == 1 else page
    # A last page that is not whole may still be in the log: then a checkpoint was interrupted.
    is_cut = size % page and not _size(beside(path, "-wal")) and not _size(beside(path, "-journal"))
    if size < _HEADER or is_cut:
        return f"it is cut off after {size} bytes"
    application, layout = int.from_bytes(header[68:72]), int.from_bytes(header[60:64])
    if application != APPLICATION_ID:
        return f"it is an SQLite database of another application (application_id {application})"
    if layout != LAYOUT:
        return f"it has layout {layout}, this version of the SDK knows layout {LAYOUT}"
    return None


def _content_problem(path: Path, size: int) -> str | None:
    # SQLite has to take back an interrupted change before anything can be read.
    mode = "rw" if _size(beside(path, "-journal")) else "ro"
    with closing(connect(path, mode)) as connection:
        try:
            return _found_inside(connection, size)
        except sqlite3.DatabaseError as error:
            if _code(error) in _DAMAGE:
                return f"it is damaged ({error})"
            raise


def _found_inside(connection: sqlite3.Connection, size: int) -> str | None:
    if not connection.execute("PRAGMA page_count").fetchone()[0]:
        return None  # what was taken back was its creation
    columns = [row[1] for row in connection.execute("PRAGMA table_info(events)")]
    if columns != _COLUMNS:
        return f"its table `events` has the columns {columns} in place of {_COLUMNS}"
    if size > _WHOLLY_CHECKED:
        return None
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if found == "ok" else f"it is damaged ({found})"


def _code(error: sqlite3.Error) -> int:
    """The primary result code: the lowest eight bits; 0 when the error is of Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
