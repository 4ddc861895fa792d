"""What a user did: a summary and events."""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.queries.reading import (
    Axis,
    Json,
    day,
    each,
    in_common,
    moment,
    number,
    obj,
    raw_field,
    text,
    texts,
    whole,
)
from amplitude_sdk.queries.tables import Column, Kind, Record, Table

if TYPE_CHECKING:
    import altair as alt

__all__ = ["UserActivity", "UserEvent", "UserSummary"]

_UNSET: Final = sys.float_info.max
"""What live replies give for a latitude or longitude that is not known (T-X37)."""


@dataclass(frozen=True, slots=True)
class UserSummary:
    """Statistics and properties of a user; all other members are in `raw`.

    Attributes:
        user_id: None for an anonymous user.
        amplitude_id: the Amplitude ID of the user after merges.
        merged_amplitude_ids: Amplitude IDs merged into this user.
        device_ids: the user's devices.
        first_used: the day of the first event; text where it is no date.
        last_used: the day of the last event; text where it is no date.
        num_events: how many events.
        num_sessions: how many sessions.
        usage_time: total time in sessions; its unit is not published.
        purchases: how many purchases.
        revenue: what the user paid.
        location: latitude and longitude of where the user was last seen; None when not known.
        properties: user properties of the project, without the prefix `gp:`.
        raw: the summary as it came.
    """

    user_id: str | None
    amplitude_id: int | None
    merged_amplitude_ids: tuple[int | None, ...]
    device_ids: tuple[str, ...]
    first_used: date | str | None
    last_used: date | str | None
    num_events: int | None
    num_sessions: int | None
    usage_time: int | None
    purchases: int | None
    revenue: float | None
    location: tuple[float, float] | None
    properties: Json
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, path: str = "userData") -> UserSummary:
        """Read `userData`."""
        raw = obj(entry, path)

        def at(member: str) -> tuple[object, str]:
            return raw.get(member), f"{path}.{member}"

        return cls(
            user_id=text(*at("user_id")),
            amplitude_id=whole(*at("canonical_amplitude_id")),
            merged_amplitude_ids=each(whole, *at("merged_amplitude_ids")),
            device_ids=texts(*at("device_ids")),
            first_used=day(*at("first_used")),
            last_used=day(*at("last_used")),
            num_events=whole(*at("num_events")),
            num_sessions=whole(*at("num_sessions")),
            usage_time=whole(*at("usage_time")),
            purchases=whole(*at("purchases")),
            revenue=number(*at("revenue")),
            location=_location(*at("last_location")),
            properties=obj(*at("properties")),
            raw=raw,
        )


def _location(value: object, path: str) -> tuple[float, float] | None:
    raw = obj(value, path)
    latitude, longitude = (
        number(raw.get("lat"), f"{path}.lat"),
        number(raw.get("lng"), f"{path}.lng"),
    )
    if latitude is None or longitude is None or _UNSET in (latitude, longitude):
        return None
    return latitude, longitude


@dataclass(frozen=True, slots=True)
class UserEvent:
    """An event of a user.

    Attributes:
        event_type: its type.
        event_time: when it happened, as a time that names no zone; text where it is no time.
        event_id: a counter that orders events of the same user and time.
        session_id: the start of the session in epoch milliseconds; -1 outside sessions.
        amplitude_id: the Amplitude ID of the user.
        user_id: None for anonymous users.
        device_id: the device.
        insert_id: the deduplication key it was sent with.
        uuid: the identifier the service gave it.
        event_properties: properties of the event.
        user_properties: properties of the user at that time.
        groups: groups of the event.
        other: all other members, in an open set.
        raw: the event as it came.
    """

    event_type: str | None
    event_time: datetime | str | None
    event_id: int | None
    session_id: int | None
    amplitude_id: int | None
    user_id: str | None
    device_id: str | None
    insert_id: str | None
    uuid: str | None
    event_properties: Json
    user_properties: Json
    groups: Json
    other: Json
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, path: str = "events[]") -> UserEvent:
        """Read one event."""
        raw = obj(entry, path)
        read = {
            name: reader(raw.get(member), f"{path}.{member}")
            for name, (member, reader) in _MEMBERS.items()
        }
        known = {member for member, _ in _MEMBERS.values()}
        other = {member: value for member, value in raw.items() if member not in known}
        return cls(**read, other=other, raw=raw)


_MEMBERS: Final[dict[str, tuple[str, Callable[[object, str], Any]]]] = {
    "event_type": ("event_type", text),
    "event_time": ("event_time", moment),
    "event_id": ("event_id", whole),
    "session_id": ("session_id", whole),
    "amplitude_id": ("amplitude_id", whole),
    "user_id": ("user_id", text),
    "device_id": ("device_id", text),
    "insert_id": ("$insert_id", text),
    "uuid": ("uuid", text),
    "event_properties": ("event_properties", obj),
    "user_properties": ("user_properties", obj),
    "groups": ("groups", obj),
}


_KINDS: Final[dict[object, Kind]] = {text: "text", whole: "whole", obj: "json"}


@dataclass(frozen=True, slots=True)
class UserActivity(Table):
    """A user's summary and events: one row an event, columns as the attributes of `UserEvent`.

    Attributes:
        user: the summary.
        events: the events, newest first unless asked otherwise.
        raw: the reply as it came.
    """

    user: UserSummary
    events: tuple[UserEvent, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> UserActivity:
        """Read the reply of the user activity."""
        raw = obj(body)
        events = each(UserEvent.parse, raw.get("events"), "events")
        return cls(UserSummary.parse(raw.get("userData")), events, raw)

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns; `event_time` is text when one of them is no time."""
        kind, _ = self._times()
        declared = (
            Column(name, kind if name == "event_time" else _KINDS[reader])
            for name, (_, reader) in _MEMBERS.items()
        )
        return *declared, Column("other", "json")

    def records(self) -> Iterator[Record]:
        """One row an event; objects in it are copies."""
        _, times = self._times()
        for event, event_time in zip(self.events, times, strict=True):
            cells = {name: getattr(event, name) for name in (*_MEMBERS, "other")}
            yield tuple(copy.deepcopy(cells | {"event_time": event_time}).values())

    def plot(self) -> alt.Chart:
        """A tick for each event at its time, a line for each event type."""
        from amplitude_sdk.queries.plots import ticks

        return ticks(self, "event_time", "event_type")

    def _times(self) -> tuple[Axis, tuple[date | str | None, ...]]:
        return in_common((event.event_time for event in self.events), "moment")
