"""Keeps rows in DuckDB behind a write buffer.

A transaction of DuckDB costs milliseconds whatever its size, so rows wait in memory until something
reads, or until there are many; then a thread of the store writes them while new ones come in. One
connection writes; each query has a cursor of its own, because a connection must not be used by two
threads at once.

SQL is put together from names that are ours; values are always bound.
"""

from __future__ import annotations

import ctypes
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import orjson

from amplitude_sdk.emulator.columns import EVENT_TABLES, KEYS, RECORDS, RESETS, TABLES, quoted
from amplitude_sdk.emulator.database import opened
from amplitude_sdk.emulator.forked import let_go_when_forked

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from concurrent.futures import Future
    from os import PathLike
    from pathlib import Path
    from threading import RLock

_BUFFER_ROWS: Final = 20_000
"""A transaction of so many costs a third less for each row than one of 5,000."""


class Store:
    """The tables of `columns.py`, in memory or in a file that keeps them.

    `lock` guards everything that is written. `changed_records` is asked, whenever events are
    written to a file, for the records that changed; `handed_over` is told before they are, and
    `written` after all of them are. Raises `RuntimeError` when the file cannot be opened, for
    instance because another process, or another store, has it.
    """

    def __init__(
        self,
        path: str | PathLike[str] | None,
        lock: RLock,
        changed_records: Callable[[], list[dict[str, Any]]],
        *,
        handed_over: Callable[[], None] = lambda: None,
        written: Callable[[], None] = lambda: None,
    ) -> None:
        self.is_file = path is not None
        self._lock = lock
        self._changed_records = changed_records
        self._handed_over = handed_over
        self._written = written
        self._buffers = _empty_buffers()
        self._unwritten: list[Mapping[str, list[str]]] = []
        """What was taken from the buffers, until it is written; the oldest first."""
        self._writer = ThreadPoolExecutor(1, "amplitude-emulator-store")
        self._writing: Future[None] | None = None
        self._connection = opened(path)
        let_go_when_forked(self)
        for table in TABLES:
            self._create(table)
        self._resets = self._count_resets()
        self.last_sequence = max(map(self._last_number, EVENT_TABLES))
        """The `_seq` of the event that was appended last."""

    @property
    def position(self) -> tuple[int, int]:
        """How often everything was deleted, and the number of the event appended last since then.

        It only goes up as long as nothing is restored.
        """
        return self._resets, self.last_sequence

    def extend(self, app: int, rows: Iterable[tuple[str, str]]) -> None:
        """Add events of a project, each with its table and the JSON object of its other columns."""
        with self._lock:
            for table, row in rows:
                self.last_sequence += 1
                own = f'{{"_app":{app},"_seq":{self.last_sequence},'
                self._buffers[table].append(own + row[1:])
            if any(len(self._buffers[table]) >= _BUFFER_ROWS for table in EVENT_TABLES):
                self._hand_over()

    def flush(self) -> None:
        """Write what is waiting, and return when it is written.

        Raises `duckdb.Error` when it cannot be, for instance on a full disk; it waits on then.
        """
        with self._lock:
            self._settle()
            self._take()
            self._write_all()
            self._written()

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query that sees everything appended before it."""
        with self._lock:
            self.flush()
            cursor = self._connection.cursor()
        with cursor:
            return cursor.execute(sql, dict(parameters or {})).fetchall()

    def clear(self) -> None:
        """Delete every row."""
        with self._lock:
            self._settle()
            with self._transaction():
                for table in TABLES:
                    self._connection.execute(f"delete from {table}")  # noqa: S608 -- our own names only
                self._connection.execute(f"update {RESETS} set number = number + 1")  # noqa: S608 -- our own name
            self._unwritten.clear()
            self._buffers = _empty_buffers()
            self._resets += 1
            self.last_sequence = 0
            self._written()

    def copy(self, id_: int) -> int:
        """Copy every row, and return how many events and identifications they are."""
        with self._lock:
            self.flush()
            for table in TABLES:
                copy = _copy_name(table, id_)
                self._connection.execute(f"create temp table {copy} as select * from {table}")  # noqa: S608 -- our own names only
            return sum(self._count(table) for table in EVENT_TABLES)

    def restore(self, id_: int, last_sequence: int) -> None:
        """Replace every row by those of a copy, after whose last event numbers go on."""
        with self._lock:
            self.flush()
            with self._transaction():
                for table in TABLES:
                    self._connection.execute(f"delete from {table}")  # noqa: S608 -- our own names only
                    copy = _copy_name(table, id_)
                    self._connection.execute(f"insert into {table} select * from {copy}")  # noqa: S608 -- our own names only
            self.last_sequence = last_sequence

    def drop_copy(self, id_: int) -> None:
        """Forget a copy."""
        with self._lock:
            self._settle()
            for table in TABLES:
                self._connection.execute(f"drop table {_copy_name(table, id_)}")

    def write_parquet(self, path: Path, app: int | None) -> int:
        """Write the events and identifications of a project, or of all, and return how many."""
        where = "true" if app is None else f"_app = {app:d}"
        selects = " union all ".join(f"select * from {one} where {where}" for one in EVENT_TABLES)  # noqa: S608 -- our own names only
        target = str(path.absolute()).replace("'", "''")
        rows = self.query(
            f"copy (select * from ({selects}) order by _seq) to '{target}' (format parquet)"  # noqa: S608 -- a path cannot be bound; it is quoted
        )
        written: int = rows[0][0]
        return written

    def close(self) -> None:
        """Write what is waiting and let go of the file."""
        with self._lock, self._connection, self._writer:
            self.flush()

    def let_go(self) -> None:
        """Keep the copy of a process that was forked from being closed: it would change the file."""
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._connection))

    def _hand_over(self) -> None:
        """Let the thread write what is waiting, once it has written what it was given before."""
        self._settle()
        if not self._unwritten:
            self._handed_over()
        self._take()
        self._writing = self._writer.submit(self._write_all)

    def _take(self) -> None:
        """Take what is waiting from the buffers, to be written."""
        if self.is_file:
            for record in self._changed_records():
                self._buffers[RECORDS].append(orjson.dumps(record).decode())
        waiting = {table: rows for table, rows in self._buffers.items() if rows}
        self._buffers = _empty_buffers()
        if waiting:
            self._unwritten.append(waiting)

    def _settle(self) -> None:
        """Wait for the thread. What it could not write is left, and tried again with what follows."""
        writing, self._writing = self._writing, None
        if writing is not None:
            wait([writing])

    def _create(self, table: str) -> None:
        columns = ", ".join(f"{quoted(name)} {type_}" for name, type_ in TABLES[table].items())
        key = f", primary key ({', '.join(KEYS[table])})" if table in KEYS else ""
        self._connection.execute(f"create table if not exists {table} ({columns}{key})")
        for name, type_ in TABLES[table].items():
            self._connection.execute(
                f"alter table {table} add column if not exists {quoted(name)} {type_}"
            )

    def _count_resets(self) -> int:
        """Return how often everything was deleted: what was accepted before is not to come back."""
        self._connection.execute(f"create table if not exists {RESETS} (number BIGINT)")
        self._connection.execute(f"insert into {RESETS} select 0 where not exists (from {RESETS})")
        found = self._connection.execute(f"select number from {RESETS}").fetchall()  # noqa: S608 -- our own name
        resets: int = found[0][0]
        return resets

    def _last_number(self, table: str) -> int:
        found = self._connection.execute(f"select coalesce(max(_seq), 0) from {table}").fetchall()  # noqa: S608 -- our own names only
        last: int = found[0][0]
        return last

    def _count(self, table: str) -> int:
        found = self._connection.execute(f"select count(*) from {table}").fetchall()  # noqa: S608 -- our own names only
        number: int = found[0][0]
        return number

    def _write_all(self) -> None:
        while self._unwritten:
            with self._transaction():
                for table, rows in self._unwritten[0].items():
                    self._insert(table, rows)
            del self._unwritten[0]

    @contextmanager
    def _transaction(self) -> Generator[None]:
        """Write all of a block, or nothing of it when it fails."""
        self._connection.begin()
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        self._connection.commit()

    def _insert(self, table: str, rows: list[str]) -> None:
        """Insert rows, from one JSON text a row: DuckDB reads those twice as fast as an array."""
        replace = "or replace" if table in KEYS else ""
        self._connection.execute(
            f"insert {replace} into {table} by name "  # noqa: S608 -- our own names only
            "select unnest(from_json(row, $structure)) from (select unnest($rows) as row)",
            {"rows": rows, "structure": orjson.dumps(TABLES[table]).decode()},
        )


def _empty_buffers() -> dict[str, list[str]]:
    """Return a list for the rows of each table that wait to be written, as JSON texts.

    As objects, the rows of one upload would be looked through for garbage as soon as it is
    answered, which took longer than writing them down.
    """
    return {table: [] for table in TABLES}


def _copy_name(table: str, id_: int) -> str:
    return f"temp.{table}_of_snapshot_{id_:d}"
