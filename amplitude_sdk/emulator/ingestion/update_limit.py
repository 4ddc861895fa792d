"""Limits how often the properties of one user change.

Documented (the vendor's limits of HTTP V2): beyond 1,800 updates an hour for one Amplitude ID, user
properties are not synced. Unknown: what counts as an update, and when the hour begins. Decided
(T-X61): every event with user properties counts, for its user id, or its device while nobody is
known there, in an hour that begins with the first of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import USER_PROPERTY_UPDATES_PER_HOUR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SKIP_SYNC: Final = "$skip_user_properties_sync"
"""The member of an event whose user properties change nothing of the user."""

_HOUR_MS: Final = 3_600_000
_SWEEP_SIZE: Final = 100_000
"""Above this number of ids those whose hour is over are forgotten."""


@dataclass(slots=True)
class _Hour:
    start: int
    updates: int = 0

    def includes(self, now: int) -> bool:
        return self.start <= now < self.start + _HOUR_MS  # a clock that is set back begins anew


class UpdateLimit:
    """The updates of one project. Times are epoch milliseconds."""

    def __init__(self) -> None:
        self._hours: dict[tuple[str | None, str], _Hour] = {}

    def apply(
        self,
        events: Iterable[dict[str, Any]],
        now: int,
        user_on_device: Callable[[str], str | None],
    ) -> None:
        """Mark the events whose updates are beyond the limit with `SKIP_SYNC`."""
        for event in events:
            if event.get("user_properties") and not event.get(SKIP_SYNC):
                user_id = event.get("user_id") or user_on_device(event["device_id"])
                hour = self._hour((user_id, "" if user_id else event["device_id"]), now)
                if hour.updates < USER_PROPERTY_UPDATES_PER_HOUR:
                    hour.updates += 1
                else:
                    event[SKIP_SYNC] = True
        if len(self._hours) > _SWEEP_SIZE:
            self._hours = {id_: hour for id_, hour in self._hours.items() if hour.includes(now)}

    def _hour(self, id_: tuple[str | None, str], now: int) -> _Hour:
        hour = self._hours.get(id_)
        if hour is None or not hour.includes(now):
            hour = self._hours[id_] = _Hour(now)
        return hour
