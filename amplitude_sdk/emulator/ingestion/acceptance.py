"""Stores the events of an upload that was accepted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.ingestion.event_record import row_of, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.emulator.projects import Project


@dataclass(frozen=True, slots=True)
class Accepted:
    """An upload whose events are valid: all that storing them takes."""

    key: str
    app_id: int
    uploaded: int
    """Epoch milliseconds."""
    events: list[dict[str, Any]]
    """As they are stored."""


def rows_of(accepted: Accepted, project: Project) -> Iterator[tuple[str, str]]:
    """Return table and row of each event that is no repetition, as users and groups take it over."""
    now = accepted.uploaded
    is_repetition = project.dedupe.is_repetition
    for event in accepted.events:
        insert_id = event.get("insert_id")
        if insert_id is None or not is_repetition(event["device_id"], insert_id, now):
            yield table_of(event), row_of(event, project, now)
