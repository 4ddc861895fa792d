"""Who did what, slowly and obviously, from the events of `journeys.py` as they were sent.

It shares no code and no SQL with the emulator.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from datetime import date

NONE = "(none)"


class Did(NamedTuple):
    """An event and the person it counts for."""

    person: str
    ms: int
    arrival: int
    """The position among the uploads."""
    sent: dict[str, Any]

    @property
    def second(self) -> int:
        return self.ms // 1000


def people(uploads: list[dict[str, Any]]) -> list[Did]:
    """Return who did what, in the order of time and arrival.

    All devices of a person have the person's name in their id; but if the person is never named on
    a device, nobody can know, and the device is a person of its own.
    """
    named = {event["device_id"] for event in uploads if "user_id" in event}
    did = []
    for arrival, event in enumerate(uploads):
        device = event["device_id"]
        person = device.split("-of-")[1] if device in named else device
        did.append(Did(person, event["time"], arrival, event))
    return sorted(did, key=lambda one: (one.ms, one.arrival))


def by_person(did: list[Did]) -> dict[str, list[Did]]:
    """Return what each person did, in the same order."""
    found: dict[str, list[Did]] = {}
    for one in did:
        found.setdefault(one.person, []).append(one)
    return found


def matches(one: Did, event: dict[str, Any]) -> bool:
    name = event["event_type"]
    if name not in {"_all", "_active", "_new", one.sent["event_type"]}:
        return False
    return all(_passes(one, part) for part in event.get("filters", []))


def _passes(one: Did, part: dict[str, Any]) -> bool:
    has = any(value in part["subprop_value"] for value in genres(one))
    return has if part["subprop_op"] == "is" else not has


def genres(one: Did) -> list[str]:
    value = one.sent.get("event_properties", {}).get("genre", [])
    return value if isinstance(value, list) else [value]


def in_segment(one: Did, segment: list[dict[str, Any]]) -> bool:
    return all(one.sent.get("country", NONE) in part["values"] for part in segment)


def labels(one: Did, property_: tuple[str, str]) -> list[str]:
    """Return the groups of an event by ("user", "country") or ("event", "genre")."""
    if property_ == ("user", "country"):
        return [one.sent.get("country", NONE)]
    return genres(one) or [NONE]


@lru_cache(10_000)
def day_of(ms: int) -> date:
    return datetime.fromtimestamp(ms // 1000, UTC).date()


def ms_of(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1000


def days_between(start: str, end: str) -> list[date]:
    """Return all days of a query."""
    day = datetime.strptime(start, "%Y%m%d").replace(tzinfo=UTC).date()
    last = datetime.strptime(end, "%Y%m%d").replace(tzinfo=UTC).date()
    found = []
    while day <= last:
        found.append(day)
        day += timedelta(days=1)
    return found


@lru_cache(10_000)
def interval_of(day: date, interval: int) -> date:
    """Return the first day of the day, week or month a day is in."""
    if interval == 30:
        return day.replace(day=1)
    while interval == 7 and day.strftime("%A") != "Monday":
        day -= timedelta(days=1)
    return day


def intervals(days: list[date], interval: int) -> dict[date, date]:
    """Return the intervals of a query by their first day, each with its last day asked for."""
    return {interval_of(day, interval): day for day in days}
