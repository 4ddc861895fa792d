"""The official SDK, `amplitude-analytics`, by its public surface."""

from __future__ import annotations

import importlib
import time
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from faults.exchange import API_KEY
from faults.journal import DELIVERED
from faults.service import PATH

if TYPE_CHECKING:
    from faults.journal import Journal
    from faults.task import Task

__all__ = ["Official"]

_QUIET_SECONDS: Final = 13.0
"""Longer than a request may take (its timeout is 10 s): nothing queued, nothing told, all is over."""
_LOOK_SECONDS: Final = 0.05


class Official:
    """Its client at its defaults; with its storage in hand, which tells how much is queued."""

    def __init__(self, task: Task, journal: Journal) -> None:
        # It carries no types.
        amplitude = importlib.import_module("amplitude")
        storage = importlib.import_module("amplitude.storage")
        self._storage: Any = storage.InMemoryStorage()
        self._event: Any = amplitude.BaseEvent
        self._journal = journal
        self._lock = Lock()
        self._tracked = self._told = 0
        interval = {} if task.flush_interval is None else _milliseconds(task.flush_interval)
        configuration = amplitude.Config(
            server_url=f"{task.url}{PATH}",
            callback=self._listen,
            storage_provider=_Provider(self._storage),
            **interval,
        )
        self._client: Any = amplitude.Amplitude(API_KEY, configuration)

    def _listen(self, event: Any, code: int, message: str | None) -> None:
        status = DELIVERED if code // 100 == 2 else "failed"  # noqa: PLR2004  a 2xx
        self._journal.outcome(event["event_id"], status, f"{code} {message}")
        with self._lock:
            self._told += 1

    def track(self, members: dict[str, Any]) -> None:
        """Track one event."""
        with self._lock:
            self._tracked += 1
        self._client.track(self._event(**members))

    def flush(self, patience: float) -> None:
        """Wait for the futures it returns."""
        for future in self._client.flush():
            if future is not None:
                future.result(timeout=patience)

    def settle(self, patience: float) -> None:
        """Its futures do not wait for retries, so wait for its callbacks, or for it to fall silent."""
        end = time.monotonic() + patience
        seen, since = (-1, -1), time.monotonic()
        while self._told < self._tracked and time.monotonic() < end:
            now = (self._told, self._storage.total_events)
            if now != seen:
                seen, since = now, time.monotonic()
            if not now[1] and time.monotonic() - since > _QUIET_SECONDS:
                return
            time.sleep(_LOOK_SECONDS)

    def resume(self) -> None:
        """It does not know how to stop."""

    def close(self) -> None:
        """Close the client."""
        self._client.shutdown()

    def report(self) -> None:
        """It keeps no account."""


class _Provider:
    """Hands the storage over."""

    def __init__(self, storage: Any) -> None:
        self._storage = storage

    def get_storage(self) -> Any:
        """The one."""
        return self._storage


def _milliseconds(seconds: float) -> dict[str, int]:
    return {"flush_interval_millis": int(seconds * 1000)}
