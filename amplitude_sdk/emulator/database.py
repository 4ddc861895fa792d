"""Opens the database of a store, and no file that is something else."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import duckdb

from amplitude_sdk.emulator.columns import TABLES

if TYPE_CHECKING:
    from os import PathLike

_LOCKED: Final = "Could not set lock on file"
_IN_EACH_TABLE: Final = "_app"

_SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {
    # Nothing is fetched from the network: what is needed is built in.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def opened(path: str | PathLike[str] | None) -> duckdb.DuckDBPyConnection:
    """Return a connection to a file, or to memory.

    Raises `RuntimeError` when the file cannot be opened, is no database, or somebody else's.
    """
    # The absolute path: DuckDB gives some names, like ":memory:", a meaning of their own. Without
    # links: what DuckDB keeps beside a file would be beside the link, and not found without it.
    database = ":memory:" if path is None else str(Path(path).resolve())
    # Within a process DuckDB lets connections of equal settings share a file. Two stores would
    # overwrite each other's records, so each has a setting no other has.
    settings = {**_SETTINGS, "custom_user_agent": f"amplitude-emulator/{uuid4()}"}
    try:
        connection = duckdb.connect(database, config=settings)
    except (duckdb.IOException, duckdb.ConnectionException) as problem:
        is_open = isinstance(problem, duckdb.ConnectionException) or _LOCKED in str(problem)
        why = "; a file can be open once at a time" if is_open else ""
        raise RuntimeError(f"the emulator cannot open {path}{why}: {problem}") from problem
    what = None if path is None else _something_else(connection)
    if what is not None:
        connection.close()
        raise RuntimeError(
            f"{path} {what}; name a file of the emulator, or one that is not there yet"
        )
    return connection


def _something_else(connection: duckdb.DuckDBPyConnection) -> str | None:
    """Return what a file is, if it is none of an emulator."""
    found = connection.execute(
        "select path is null from duckdb_databases() where database_name = current_database()"
    ).fetchall()
    if found == [(True,)]:  # DuckDB reads files of data as well, and keeps nothing in them
        return "is no database"
    tables = connection.execute(
        "select table_name from duckdb_columns() where schema_name = 'main' "
        "group by table_name having not bool_or(column_name = $column)",
        {"column": _IN_EACH_TABLE},
    ).fetchall()
    others = sorted(name for (name,) in tables if name in TABLES)
    return f"has a table {others[0]!r} of somebody else" if others else None
