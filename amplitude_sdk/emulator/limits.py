"""Which of the documented limits hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from amplitude_api.facts import MAX_REQUEST_BYTES

MOST_BYTES: Final = 100 * MAX_REQUEST_BYTES
"""What one request may have when the documented limit is lifted: it is held in memory."""


@dataclass(frozen=True, slots=True)
class Limits:
    """All of them but the last hold unless they are lifted one by one."""

    throttle: bool = True
    """Events per second of one user or device (429)."""
    updates: bool = True
    """Changes of the properties of one user in an hour; the rest is not made."""
    size: bool = True
    """Bytes and events of a request (413)."""
    ids: bool = True
    """The shortest length of ids, and the ids that are refused (400)."""
    depth: bool = True
    """How deep properties are nested (400)."""
    text: bool = True
    """Characters of a text; the rest is cut off."""
    groups: bool = True
    """Group types and group names of an event; the rest is ignored."""

    queries: bool = False
    """Requests at the same time, and cost within minutes (429): a test asks more than a person."""

    @property
    def most_bytes(self) -> int:
        """What a body has fewer bytes than."""
        return MAX_REQUEST_BYTES if self.size else MOST_BYTES
