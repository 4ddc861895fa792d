"""The groups of a project and their properties.

Documented (HTTP V2 API, "Event array keys"): `group_properties` count only in `$groupidentify`, and
take the operators of `$identify`; they belong to the groups the event names in `groups` (T-X58).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.ingestion.user_properties import updated
from amplitude_sdk.emulator.json_types import is_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.records import Collection


class Groups:
    """The groups of one project, kept as records of a collection."""

    def __init__(self, records: Collection) -> None:
        self._records = records
        self._ids: dict[tuple[str, str], int] = {}

    def update(self, groups: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
        """Change the properties of the groups, given as in an event: type to one name or several."""
        for group_type, names in groups.items():
            for name in names if is_list(names) else [names]:
                properties = updated(self.properties(group_type, name), sent)
                record = {"type": group_type, "name": name, "properties": properties}
                self._records.put(self._id(group_type, name), record)

    def properties(self, group_type: str, name: str) -> dict[str, Any]:
        """Return the properties of a group, none for one that was never identified."""
        record = self._records.get(self._ids.get((group_type, name), 0))
        properties: dict[str, Any] = record["properties"] if record else {}
        return properties

    def loaded(self) -> None:
        """Take note of the records that were loaded into the collection."""
        self._ids = {(one["type"], one["name"]): id_ for id_, one in self._records.items()}

    def _id(self, group_type: str, name: str) -> int:
        key = (group_type, name)
        if key not in self._ids:
            self._ids[key] = self._records.new_id()
        return self._ids[key]
