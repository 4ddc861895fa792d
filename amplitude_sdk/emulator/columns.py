"""The tables of the store. An event has a column for each member its spec knows.

A member added to the spec becomes a column by itself; members the spec does not know are kept
together in `_other`. Columns of the emulator's own start with an underscore.
"""

from __future__ import annotations

from typing import Final

from amplitude_api.facts import EVENT_MEMBERS

EVENTS: Final = "events"
IDENTIFICATIONS: Final = "identifications"
"""`$identify` and `$groupidentify`, stored apart because they are not events."""
EVENT_TABLES: Final = (EVENTS, IDENTIFICATIONS)
RECORDS: Final = "records"
"""Everything that is not an event, one JSON object a row."""

_SQL_TYPES: Final = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
}
"""What is in no type of its own, objects and members of several types, is JSON."""


def _sql_type(types: tuple[str, ...]) -> str:
    return _SQL_TYPES.get(types[0], "JSON") if len(types) == 1 else "JSON"


EVENT_COLUMNS: Final = {member.name: _sql_type(member.types) for member in EVENT_MEMBERS.values()}

REVENUE_PROPERTIES: Final = {
    f"${name}": name for name in ("price", "quantity", "revenue", "productId", "revenueType")
}
"""What stands for a member of the event, in its properties and in queries."""

OWN_COLUMNS: Final = {
    "_app": "INTEGER",  # the project
    "_seq": "BIGINT",  # counts up in the order of arrival
    "_uploaded": "BIGINT",  # upload time, epoch milliseconds
    "_amplitude_id": "BIGINT",
    "_state": "JSON",  # the user's properties after this event
    "_start_version": "VARCHAR",
    "_paying": "BOOLEAN",
    "_other": "JSON",
}

TABLES: Final = {
    EVENTS: {**OWN_COLUMNS, **EVENT_COLUMNS},
    IDENTIFICATIONS: {**OWN_COLUMNS, **EVENT_COLUMNS},
    RECORDS: {"_app": "INTEGER", "kind": "VARCHAR", "id": "BIGINT", "body": "JSON"},
}

RESETS: Final = "amplitude_emulator_resets"
"""A table of one number: how often everything in the others was deleted."""

KEYS: Final = {RECORDS: ("_app", "kind", "id")}


def quoted(name: str) -> str:
    """Return a name as a SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
