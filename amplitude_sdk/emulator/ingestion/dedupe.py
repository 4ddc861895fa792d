"""Ignores events that were already stored (HTTP V2 API, "Event deduplication").

Documented: an event with the `insert_id` of an earlier one on the same `device_id` within the past
7 days is ignored. Decided: an event without `device_id` counts for the derived one (T-X16).
Inferred: the 7 days are counted between uploads, not between the times in the events, and an
ignored repetition does not start them anew.
"""

from __future__ import annotations

from collections import deque
from typing import Final, TypeAlias

from amplitude_api.facts import DEDUPE_DAYS

WINDOW_MS: Final = DEDUPE_DAYS * 24 * 60 * 60 * 1000

_Key: TypeAlias = tuple[str, str]


class Dedupe:
    """The `insert_id`s of one project, each with the upload time of its event."""

    def __init__(self) -> None:
        self._uploads: dict[_Key, int] = {}
        self._oldest_first: deque[tuple[int, _Key]] = deque()

    def is_repetition(self, device_id: str, insert_id: str, now: int) -> bool:
        """Tell whether the event was stored within the window; remember it if it was not."""
        key = (device_id, insert_id)
        uploaded = self._uploads.get(key)
        if uploaded is not None and now - uploaded < WINDOW_MS:
            return True
        self._remember(key, now)
        return False

    def remember(self, device_id: str, insert_id: str, uploaded: int) -> None:
        """Take note of a stored event."""
        self._remember((device_id, insert_id), uploaded)

    def _remember(self, key: _Key, uploaded: int) -> None:
        self._uploads[key] = uploaded
        self._oldest_first.append((uploaded, key))
        if self._oldest_first[0][0] < uploaded - WINDOW_MS:
            self._forget(uploaded - WINDOW_MS)

    def _forget(self, limit: int) -> None:
        while self._oldest_first[0][0] < limit:
            uploaded, key = self._oldest_first.popleft()
            if self._uploads.get(key) == uploaded:
                del self._uploads[key]
