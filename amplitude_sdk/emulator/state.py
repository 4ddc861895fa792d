"""Everything one emulator holds: its projects, their events, its time and its journal."""

from __future__ import annotations

from threading import RLock
from typing import TYPE_CHECKING
from uuid import uuid4

import orjson

from amplitude_sdk.emulator.analytics.list_properties import ListProperties
from amplitude_sdk.emulator.columns import EVENT_TABLES, RECORDS
from amplitude_sdk.emulator.ingestion.dedupe import WINDOW_MS
from amplitude_sdk.emulator.journal import Journal
from amplitude_sdk.emulator.projects import Projects
from amplitude_sdk.emulator.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from amplitude_sdk.emulator.clock import Clock
    from amplitude_sdk.emulator.projects import Project


class State:
    """The state of one emulator. Whoever changes it, or reads what changes, holds `lock`."""

    def __init__(
        self,
        *,
        clock: Clock,
        path: str | PathLike[str] | None = None,
        credentials: Mapping[str, str] | None = None,
        throttles: bool = True,
    ) -> None:
        self.lock = RLock()
        self.clock = clock
        self.throttles = throttles
        self.journal = Journal()
        self.generation = uuid4().hex
        """Changes whenever what is stored is replaced by something else."""
        self.projects = Projects(credentials)
        self.store = Store(path, self.lock, self.projects.take_changed)
        self.list_properties = ListProperties(self.store)
        if self.store.is_file:
            self._load()

    def saved(self) -> None:
        """Write at once what changed, if there is a file to write to."""
        if self.store.is_file:
            self.store.flush()

    def reset(self) -> None:
        """Forget everything, and set the clock back to how it was made."""
        with self.lock:
            self.store.clear()
            self.list_properties = ListProperties(self.store)
            self.projects.clear()
            self.journal.clear()
            self.clock.reset()
            self.generation = uuid4().hex

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def _load(self) -> None:
        rows = self.store.query(f"select _app, kind, id, body from {RECORDS}")  # noqa: S608 -- our own names only
        self.projects.load(
            (app, kind, id_, None if body is None else orjson.loads(body))
            for app, kind, id_, body in rows
        )
        for project in self.projects.all():
            self._remember_insert_ids(project)

    def _remember_insert_ids(self, project: Project) -> None:
        for table in EVENT_TABLES:
            rows = self.store.query(
                f"select device_id, insert_id, _uploaded from {table} "  # noqa: S608 -- our own names only
                "where _app = $app and insert_id is not null and _uploaded > $limit order by _seq",
                {"app": project.app_id, "limit": self.clock.now_ms() - WINDOW_MS},
            )
            for device_id, insert_id, uploaded in rows:
                project.dedupe.remember(device_id, insert_id, uploaded)
