"""Turns events as they were sent into events as they are stored, or says what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.ingestion.event_record import as_stored, completed
from amplitude_sdk.emulator.ingestion.event_rules import faults_of

if TYPE_CHECKING:
    from amplitude_sdk.emulator.ingestion.event_rules import Faults
    from amplitude_sdk.emulator.state import State


class InvalidEventsError(Exception):
    """Some events are not valid; `faults` says which and why."""

    def __init__(self, faults: Faults) -> None:
        super().__init__(faults)
        self.faults = faults


def checked(
    events: list[dict[str, Any]], min_id_length: int, now: int, client: str | None, state: State
) -> list[dict[str, Any]]:
    """Return the events as they are stored, which changes them. Raises `InvalidEventsError`."""
    include = state.plain_events.include
    plain = {position for position, one in enumerate(events) if include(one, min_id_length)}
    if len(plain) == len(events):
        return [completed(event, now) for event in events]
    if faults := faults_of(events, min_id_length, state.limits, plain):
        raise InvalidEventsError(faults)
    return [
        completed(event, now) if position in plain else as_stored(event, now, client, state.limits)
        for position, event in enumerate(events)
    ]
