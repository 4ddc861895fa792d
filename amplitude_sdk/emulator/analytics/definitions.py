"""What a project has defined beside its events: custom events, cohorts, settings of event types.

In the service people define them in the web app. Here they come through the emulator's own API and
are records of the project. Decided (T-X48): a custom event happens whenever one of its events does;
a cohort is a list of users, by user id or Amplitude ID; an event type that is not active is any
event but no active one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from amplitude_sdk.emulator.ingestion.identity import Users
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.records import Record

CUSTOM_EVENT: Final = "custom_event"
COHORT: Final = "cohort"
EVENT_TYPE: Final = "event_type"
CHART: Final = "chart"

EVENT_MARKS: Final = ("non_active", "deleted", "hidden", "flow_hidden")
"""The marks of an event type in the list of events."""


@dataclass(frozen=True, slots=True)
class Definitions:
    """The definitions of a project, as they were when a request arrived."""

    custom_events: Mapping[str, list[dict[str, Any]]] = field(
        default_factory=dict[str, list[dict[str, Any]]]
    )
    """The event objects of each, by its name."""
    cohorts: Mapping[str, list[int]] = field(default_factory=dict[str, list[int]])
    """The Amplitude IDs of the members of each, by its id."""
    inactive: tuple[str, ...] = ()
    """The event types that do not make a user active."""


def definitions_of(project: Project) -> Definitions:
    """Return what a project has defined. The caller holds the lock."""
    records = project.definitions.values()
    return Definitions(
        {one["name"]: one["events"] for one in _of_kind(records, CUSTOM_EVENT)},
        {one["name"]: _members(one, project.users) for one in _of_kind(records, COHORT)},
        tuple(one["name"] for one in _of_kind(records, EVENT_TYPE) if one.get("non_active")),
    )


def event_types(project: Project) -> dict[str, Record]:
    """Return what was set of event types, by their names. The caller holds the lock."""
    return {one["name"]: one for one in _of_kind(project.definitions.values(), EVENT_TYPE)}


def definition(project: Project, kind: str, name: str) -> Record | None:
    """Return a definition. The caller holds the lock."""
    found = (one for one in _of_kind(project.definitions.values(), kind) if one["name"] == name)
    return next(found, None)


def _of_kind(records: Iterable[Record], kind: str) -> list[Record]:
    return [one for one in records if one["kind"] == kind]


def _members(cohort: Record, users: Users) -> list[int]:
    """Return the Amplitude IDs of the members that are known, each merged user's as it counts."""
    by_name = [
        user
        for name in cohort["user_ids"]
        for user in users.by_user_or_device_id(name)
        if user.user_id == name
    ]
    by_number = [users.by_amplitude_id(number) for number in cohort["amplitude_ids"]]
    return sorted({user.amplitude_id for user in (*by_name, *by_number) if user})
