"""Copies of everything that is stored, to go back to.

A copy has the events, the users, everything else of the projects, and the time; not the journal,
which says what was asked, and not the faults that are set. It lives as long as the emulator.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from amplitude_sdk.emulator.state import State


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy that was taken."""

    id: int
    events: int
    """How many events and identifications it has."""
    time: int
    """When it was taken, in epoch milliseconds of the emulator's clock."""


class Snapshots:
    """The copies of one emulator."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._contents: dict[int, tuple[Snapshot, Any, int, Any]] = {}
        self._last_id = 0

    def take(self) -> Snapshot:
        """Copy everything."""
        state = self._state
        with state.lock:
            self._last_id += 1
            events = state.store.copy(self._last_id)
            snapshot = Snapshot(self._last_id, events, state.clock.now_ms())
            projects = deepcopy(state.projects.contents())
            position = state.clock.position
            self._contents[snapshot.id] = snapshot, projects, state.store.last_sequence, position
        return snapshot

    def restore(self, id_: int) -> Snapshot:
        """Make everything as it was. Raises `KeyError` for a copy there is not."""
        state = self._state
        with state.lock:
            snapshot, projects, last_sequence, position = self._contents[id_]
            state.store.restore(id_, last_sequence)
            state.projects.replace(deepcopy(projects))
            state.clock.position = position
            state.replaced()
        return snapshot

    def all(self) -> list[Snapshot]:
        """Return the copies, oldest first."""
        with self._state.lock:
            return [snapshot for snapshot, *_ in self._contents.values()]

    def drop(self, id_: int) -> None:
        """Forget a copy. Raises `KeyError` for a copy there is not."""
        with self._state.lock:
            del self._contents[id_]
            self._state.store.drop_copy(id_)
