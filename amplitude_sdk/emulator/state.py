"""Everything one emulator holds: its projects, their events, its time and its journal."""

from __future__ import annotations

from pathlib import Path
from threading import Condition, RLock
from typing import TYPE_CHECKING
from uuid import uuid4

import orjson

from amplitude_sdk.emulator.accepted_log import AcceptedLog
from amplitude_sdk.emulator.analytics.list_properties import ListProperties
from amplitude_sdk.emulator.columns import EVENT_TABLES, RECORDS
from amplitude_sdk.emulator.faults import Faults
from amplitude_sdk.emulator.ingestion.acceptance import rows_of
from amplitude_sdk.emulator.ingestion.dedupe import WINDOW_MS
from amplitude_sdk.emulator.ingestion.plain_events import PlainEvents
from amplitude_sdk.emulator.journal import Journal
from amplitude_sdk.emulator.limits import Limits
from amplitude_sdk.emulator.projects import Projects
from amplitude_sdk.emulator.query_limits import QueryLimits
from amplitude_sdk.emulator.snapshots import Snapshots
from amplitude_sdk.emulator.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from amplitude_sdk.emulator.clock import Clock
    from amplitude_sdk.emulator.ingestion.acceptance import Accepted
    from amplitude_sdk.emulator.projects import Project


class State:
    """The state of one emulator. Whoever changes it, or reads what changes, holds `lock`."""

    def __init__(
        self,
        *,
        clock: Clock,
        path: str | PathLike[str] | None = None,
        credentials: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.lock = RLock()
        self.arrivals = Condition(self.lock)
        """Notified when events are stored, or replaced by others."""
        self.clock = clock
        self.limits = limits or Limits()
        self.faults = Faults()
        self.plain_events = PlainEvents()
        self.query_limits = QueryLimits()
        self.journal = Journal()
        self.generation = uuid4().hex
        """Changes whenever what is stored is replaced by something else."""
        self.projects = Projects(credentials)
        self._log: AcceptedLog | None = None
        self.store = Store(
            path,
            self.lock,
            self.projects.take_changed,
            handed_over=self._turn_log,
            written=self._clear_log,
        )
        self.list_properties = ListProperties(self.store)
        self.snapshots = Snapshots(self)
        self._is_closed = False
        if path is not None:
            try:
                self._load(Path(path).resolve())
            except BaseException:
                self.store.close()
                raise

    def take(self, accepted: Accepted) -> None:
        """Store an upload that was accepted. Once this returns, a crash does not lose it."""
        with self.lock:
            if self._is_closed:
                raise RuntimeError("the emulator was closed before it stored an upload")
            if self._log is not None:
                self._log.add(self.store.position, accepted)
            project = self.projects.remembered(accepted.key, accepted.app_id)
            self.store.extend(project.app_id, rows_of(accepted, project))
            self.arrivals.notify_all()

    def saved(self) -> None:
        """Write at once what changed, if there is a file to write to."""
        if self.store.is_file:
            self.store.flush()

    def reset(self) -> None:
        """Forget everything but snapshots, and set the clock back to how it was made."""
        with self.lock:
            self.store.clear()
            self.projects.clear()
            self.faults.reset()
            self.query_limits.forget()
            self.journal.clear()
            self.clock.reset()
            self.replaced()

    def replaced(self) -> None:
        """Take note that what is stored was replaced by something else."""
        self.list_properties = ListProperties(self.store)
        self.generation = uuid4().hex
        self.arrivals.notify_all()

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            self._is_closed = True
            try:
                self.store.close()
            finally:
                if self._log is not None:
                    self._log.close()

    def _load(self, path: Path) -> None:
        rows = self.store.query(f"select _app, kind, id, body from {RECORDS}")  # noqa: S608 -- our own names only
        self.projects.load(
            (app, kind, id_, None if body is None else orjson.loads(body))
            for app, kind, id_, body in rows
        )
        for project in self.projects.all():
            self._remember_insert_ids(project)
        try:
            log = AcceptedLog(path)
        except OSError as problem:
            raise RuntimeError(
                f"the emulator cannot open {problem.filename}: {problem}"
            ) from problem
        try:
            self._take_left(log)
        except BaseException:
            log.close()
            raise
        self._log = log

    def _take_left(self, log: AcceptedLog) -> None:
        """Store what was accepted and not written in an earlier life, nor forgotten since."""
        written = self.store.position
        for before, accepted in log.left():
            if before >= written:
                self.take(accepted)
        self.store.flush()
        log.clear()

    def _turn_log(self) -> None:
        if self._log is not None:
            self._log.turn()

    def _clear_log(self) -> None:
        if self._log is not None:
            self._log.clear()

    def _last_upload(self, project: Project) -> int:
        """Return when the latest upload came, by the clock of that time: it may be set otherwise now."""
        every = " union all ".join(
            f"select _app, _seq, _uploaded from {table}"  # noqa: S608 -- our own names only
            for table in EVENT_TABLES
        )
        rows = self.store.query(
            f"select coalesce(arg_max(_uploaded, _seq), 0) from ({every}) where _app = $app",  # noqa: S608 -- our own names only
            {"app": project.app_id},
        )
        last: int = rows[0][0]
        return last

    def _remember_insert_ids(self, project: Project) -> None:
        for table in EVENT_TABLES:
            rows = self.store.query(
                f"select device_id, insert_id, _uploaded from {table} "  # noqa: S608 -- our own names only
                "where _app = $app and insert_id is not null and _uploaded > $limit order by _seq",
                {"app": project.app_id, "limit": self._last_upload(project) - WINDOW_MS},
            )
            for device_id, insert_id, uploaded in rows:
                project.dedupe.remember(device_id, insert_id, uploaded)
