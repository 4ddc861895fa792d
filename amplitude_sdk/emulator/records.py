"""Collections of JSON objects by id: annotations, categories, releases.

They live in memory and, when the store is a file, are written to it as they change. An id is never
given twice, not even after its object was deleted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

Record: TypeAlias = dict[str, Any]


class Collection:
    """The objects of one kind in one project."""

    def __init__(self) -> None:
        self._records: dict[int, Record] = {}
        self._changed: set[int] = set()
        self._last_id = 0

    def new_id(self) -> int:
        """Return an id nothing has had before."""
        self._last_id += 1
        return self._last_id

    def put(self, id_: int, record: Record) -> Record:
        """Add an object, or replace the one with this id."""
        self._records[id_] = record
        self._changed.add(id_)
        self._last_id = max(self._last_id, id_)
        return record

    def get(self, id_: int) -> Record | None:
        """Return the object with this id."""
        return self._records.get(id_)

    def remove(self, id_: int) -> Record | None:
        """Delete an object and return it."""
        self._changed.add(id_)
        return self._records.pop(id_, None)

    def values(self) -> list[Record]:
        """Return all objects, in the order they were added."""
        return list(self._records.values())

    def items(self) -> list[tuple[int, Record]]:
        """Return all objects with their ids, in the order they were added."""
        return list(self._records.items())

    def take_changed(self) -> list[tuple[int, Record | None]]:
        """Return what changed since the last call; None for an object that was deleted."""
        changed, self._changed = self._changed, set()
        return [(id_, self._records.get(id_)) for id_ in sorted(changed)]

    def load(self, records: Iterable[tuple[int, Record | None]]) -> None:
        """Take over what `take_changed` returned in an earlier life."""
        for id_, record in sorted(records, key=lambda item: item[0]):
            self._last_id = max(self._last_id, id_)
            if record is not None:
                self._records[id_] = record
