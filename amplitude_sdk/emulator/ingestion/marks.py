"""Ids that uploads are refused for because somebody asked for it: throttled, silenced, over quota.

Documented (HTTP V2 API, "Responses"): which lists of ids, with which numbers, a reply has. Inferred:
a number of events per second just above the limit for a throttled id; for the daily quota the
number of the vendor's samples, since nothing says what the quota is (T-X57).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import EVENTS_PER_SECOND

from amplitude_sdk.emulator.ingestion.throttle import Throttled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amplitude_sdk.emulator.fault_effects import Mark

_RATE: Final = EVENTS_PER_SECOND + 1
_EVENTS_OF_THE_DAY: Final = 500_001


@dataclass(slots=True)
class Marks:
    """The marked ids of one upload."""

    throttled_users: dict[str, int] = field(default_factory=dict[str, int])
    throttled_devices: dict[str, int] = field(default_factory=dict[str, int])
    quota_users: dict[str, int] = field(default_factory=dict[str, int])
    quota_devices: dict[str, int] = field(default_factory=dict[str, int])
    silenced_devices: set[str] = field(default_factory=set[str])

    @property
    def throttled(self) -> Throttled:
        """The ids that are said to send too fast."""
        return Throttled(self.throttled_users, self.throttled_devices)


def marks_of(taken: Iterable[Mark]) -> Marks:
    """Return the marked ids."""
    marks = Marks()
    for mark in taken:
        if mark.kind == "silence":
            marks.silenced_devices.add(str(mark.device_id))
            continue
        users, devices, number = _numbers(marks, mark.kind)
        if mark.user_id is not None:
            users[mark.user_id] = number
        if mark.device_id is not None:
            devices[mark.device_id] = number
    return marks


def _numbers(marks: Marks, kind: Any) -> tuple[dict[str, int], dict[str, int], int]:
    if kind == "throttle":
        return marks.throttled_users, marks.throttled_devices, _RATE
    return marks.quota_users, marks.quota_devices, _EVENTS_OF_THE_DAY
