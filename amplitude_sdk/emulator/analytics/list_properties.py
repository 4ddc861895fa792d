"""Knows which properties have ever been lists, so that all others can be compared as plain texts.

A property can be a text in one event and a list in the next. Looking for lists in every value makes
a query twice as slow, and few properties are lists; so each stored event is looked at once, by the
first query after it, and what was found is kept.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.columns import EVENTS

if TYPE_CHECKING:
    from amplitude_sdk.emulator.store import Store

_COLUMNS: Final[tuple[str, ...]] = ("event_properties", "_state")


class ListProperties:
    """The names of list-valued properties in a store, for each JSON column that is queried."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._seen = dict.fromkeys(_COLUMNS, 0)
        self._names: dict[str, set[str]] = {column: set() for column in _COLUMNS}

    def includes(self, column: str, name: str) -> bool:
        """Tell whether a property of that name has been a list in any event of any project."""
        with self._lock:
            self._look(column)
            return name in self._names[column]

    def _look(self, column: str) -> None:
        """Look at the events since the last time. JSON is stored without spaces."""
        ((last,),) = self._store.query(f"select coalesce(max(_seq), 0) from {EVENTS}")  # noqa: S608 -- our own names only
        if last <= self._seen[column]:
            return
        rows = self._store.query(
            "select distinct name from (select document, unnest(json_keys(document)) as name from "  # noqa: S608 -- our own names only
            f"(select {column} as document from {EVENTS} where _seq > $seen and _seq <= $last "
            f"and contains({column}::varchar, ':['))) where "
            "json_type(document, '/' || replace(replace(name, '~', '~0'), '/', '~1')) = 'ARRAY'",
            {"seen": self._seen[column], "last": last},
        )
        self._names[column].update(name for (name,) in rows)
        self._seen[column] = last
