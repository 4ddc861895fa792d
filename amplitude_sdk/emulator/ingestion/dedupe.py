"""Ignores events that were already stored (HTTP V2 API, "Event deduplication").

Documented: an event with the `insert_id` of an earlier one on the same `device_id` within the past
7 days is ignored. Decided: an event without `device_id` counts for the derived one (T-X16).
Inferred: the 7 days are counted between uploads, not between the times in the events, and an
ignored repetition does not start them anew.
"""

from __future__ import annotations

from typing import Final

from amplitude_api.facts import DEDUPE_DAYS

WINDOW_MS: Final = DEDUPE_DAYS * 24 * 60 * 60 * 1000
_SWEEP_MS: Final = WINDOW_MS // DEDUPE_DAYS
"""How long what is out of the window may stay in memory."""


class Dedupe:
    """The `insert_id`s of one project, each with the upload time of its event."""

    def __init__(self) -> None:
        self._uploads: dict[str, int] = {}
        self._next_sweep = 0

    def is_repetition(self, device_id: str, insert_id: str, now: int) -> bool:
        """Tell whether the event was stored within the window; remember it if it was not."""
        known = len(self._uploads)
        key = _key(device_id, insert_id)
        uploaded = self._uploads.setdefault(key, now)
        if len(self._uploads) == known:
            if now - uploaded < WINDOW_MS:
                return True
            self._uploads[key] = now
        if now >= self._next_sweep:
            self._sweep(now)
        return False

    def remember(self, device_id: str, insert_id: str, uploaded: int) -> None:
        """Take note of a stored event."""
        self._uploads[_key(device_id, insert_id)] = uploaded

    def _sweep(self, now: int) -> None:
        limit = now - WINDOW_MS
        self._uploads = {key: time for key, time in self._uploads.items() if time > limit}
        self._next_sweep = now + _SWEEP_MS


def _key(device_id: str, insert_id: str) -> str:
    """Return the text for both, which is that of no other two."""
    return f"{len(device_id)} {device_id}{insert_id}"
