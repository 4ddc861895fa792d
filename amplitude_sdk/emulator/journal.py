"""A record of the requests the emulator has answered, without secrets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.messages import Request, Response

CAPACITY: Final = 10_000
"""How many requests are kept; older ones are forgotten."""

REDACTED: Final = "***"

_SECRET_NAMES: Final = frozenset(
    {"api_key", "api-key", "secret_key", "secret-key", "authorization"}
)


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One answered request. Headers and bodies, where the keys are, are not kept."""

    method: str
    path: str
    query: Mapping[str, list[str]]
    """The decoded values of each parameter, in the order they were sent."""
    status: int
    """0 when the connection was reset before the request was carried out."""
    operation: str | None
    """The operation id of the spec; None for a path or method nothing answers."""
    time: int
    """When it was answered, in epoch milliseconds of the emulator's clock."""
    sequence: int
    """Counts up with each request."""
    fault: int | None = None
    """The id of the fault that changed the answer."""


class Journal:
    """The latest requests, oldest first."""

    def __init__(self) -> None:
        self._entries: deque[JournalEntry] = deque(maxlen=CAPACITY)
        self._last_sequence = 0
        self._lock = Lock()
        """Keeps numbers and entries in the same order: who follows would miss one that comes late."""

    def add(self, request: Request, response: Response, operation: str | None, time: int) -> None:
        """Record an answered request."""
        query = parse_qs(request.query, keep_blank_values=True, errors="replace")
        shown = {name: _redacted(name, values) for name, values in query.items()}
        numbered = partial(
            JournalEntry,
            method=request.method,
            path=request.path,
            query=shown,
            status=response.status,
            operation=operation,
            time=time,
            fault=response.fault,
        )
        with self._lock:
            self._last_sequence += 1
            self._entries.append(numbered(sequence=self._last_sequence))

    def entries(self) -> list[JournalEntry]:
        """Return what is recorded."""
        with self._lock:
            return list(self._entries)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()
            self._last_sequence = 0


def _redacted(name: str, values: list[str]) -> list[str]:
    return [REDACTED] * len(values) if name.lower() in _SECRET_NAMES else values
