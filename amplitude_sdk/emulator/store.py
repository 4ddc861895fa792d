"""Keeps rows in DuckDB behind a write buffer.

A transaction of DuckDB costs milliseconds whatever its size, so rows wait in memory until something
reads, or until there are many. One connection writes, under a lock; each query has a cursor of its
own, because a connection must not be used by two threads at once.

SQL is put together from names that are ours; values are always bound.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import duckdb
import orjson

from amplitude_sdk.emulator.columns import EVENT_TABLES, KEYS, RECORDS, TABLES, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping
    from os import PathLike
    from threading import RLock

_BUFFER_ROWS: Final = 5_000

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    # Nothing is fetched from the network: what is needed is built in.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


class Store:
    """The tables of `columns.py`, in memory or in a file that keeps them.

    `lock` guards everything that is written. `changed_records` is asked, whenever events are
    written to a file, for the records that changed. Raises `RuntimeError` when the file cannot be
    opened, for instance because another process, or another store, has it.
    """

    def __init__(
        self,
        path: str | PathLike[str] | None,
        lock: RLock,
        changed_records: Callable[[], list[dict[str, Any]]],
    ) -> None:
        self.is_file = path is not None
        self._lock = lock
        self._changed_records = changed_records
        self._buffers: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
        self._connection = _connect(path)
        for table in TABLES:
            self._create(table)
        self.last_sequence = max(map(self._last_number, EVENT_TABLES))
        """The `_seq` of the event that was appended last."""

    def append(self, table: str, app: int, row: dict[str, Any]) -> None:
        """Add an event of a project."""
        with self._lock:
            row["_app"] = app
            self.last_sequence += 1
            row["_seq"] = self.last_sequence
            self._buffers[table].append(row)
            if len(self._buffers[table]) >= _BUFFER_ROWS:
                self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        with self._lock:
            if self.is_file:
                self._buffers[RECORDS] = self._changed_records()
            waiting = {table: rows for table, rows in self._buffers.items() if rows}
            if waiting:
                self._buffers = {table: [] for table in TABLES}
                self._write(waiting)

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query that sees everything appended before it."""
        with self._lock:
            self.flush()
            cursor = self._connection.cursor()
        with cursor:
            return cursor.execute(sql, dict(parameters or {})).fetchall()

    def clear(self) -> None:
        """Delete every row."""
        with self._lock, self._transaction():
            for table in TABLES:
                self._buffers[table] = []
                self._connection.execute(f"delete from {table}")  # noqa: S608 -- our own names only
            self.last_sequence = 0

    def close(self) -> None:
        """Write what is waiting and let go of the file."""
        with self._lock, self._connection:
            self.flush()

    def _create(self, table: str) -> None:
        columns = ", ".join(f"{quoted(name)} {type_}" for name, type_ in TABLES[table].items())
        key = f", primary key ({', '.join(KEYS[table])})" if table in KEYS else ""
        self._connection.execute(f"create table if not exists {table} ({columns}{key})")
        for name, type_ in TABLES[table].items():
            self._connection.execute(
                f"alter table {table} add column if not exists {quoted(name)} {type_}"
            )

    def _last_number(self, table: str) -> int:
        found = self._connection.execute(f"select coalesce(max(_seq), 0) from {table}").fetchall()  # noqa: S608 -- our own names only
        last: int = found[0][0]
        return last

    def _write(self, waiting: Mapping[str, list[dict[str, Any]]]) -> None:
        with self._transaction():
            for table, rows in waiting.items():
                self._insert(table, rows)

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

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        structure = orjson.dumps([TABLES[table]]).decode()
        replace = "or replace" if table in KEYS else ""
        self._connection.execute(
            f"insert {replace} into {table} by name "  # noqa: S608 -- our own names only
            "select unnest(row) from (select unnest(from_json($rows::json, $structure)) as row)",
            {"rows": orjson.dumps(rows).decode(), "structure": structure},
        )


def _connect(path: str | PathLike[str] | None) -> duckdb.DuckDBPyConnection:
    # The absolute path: DuckDB gives some names, like ":memory:", a meaning of their own.
    database = ":memory:" if path is None else str(Path(path).absolute())
    # Within a process DuckDB lets connections of equal settings share a file. Two stores would
    # overwrite each other's records, so each has a setting no other has.
    settings = {**_SETTINGS, "custom_user_agent": f"amplitude-emulator/{uuid4()}"}
    try:
        return duckdb.connect(database, config=settings)
    except (duckdb.IOException, duckdb.ConnectionException) as problem:
        raise RuntimeError(
            f"the emulator cannot open {path}; a file can be open once at a time: {problem}"
        ) from problem
