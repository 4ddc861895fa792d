"""What is known about one user (Dashboard REST API, "User activity").

Documented: the members. Seen live (T-X37): purchases, revenue and a place that is not known are
texts, the latter that of the largest double. Inferred: platform, place and the like are the last
that were sent; a purchase is an event with revenue; `usage_time` is the length of all sessions in
milliseconds; properties are those of now, also when no event came after they were set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.emulator.analytics.ltv_amounts import finite
from amplitude_sdk.emulator.analytics.properties import user_property
from amplitude_sdk.emulator.analytics.sessions import sessions_of
from amplitude_sdk.emulator.instants import day_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement

_LAST_SENT: Final = {
    "platform": "platform",
    "os": "os",
    "version": "version",
    "device": "device",
    "device_type": "device_type",
    "carrier": "carrier",
    "country": "country",
    "region": "region",
    "city": "city",
    "dma": "DMA",
    "language": "language",
    "start_version": "start_version",
}
"""Members that are texts, empty when unknown, and the properties they show."""

_NULLABLE: Final = {"library": "library", "ip_address": "ip"}

_MOMENT: Final = f"(time, coalesce(event_id, {-(2**63)}), _seq)"
"""The SQL for what the events of a user are ordered by, as `user_activity.py` says."""

_UNKNOWN_PLACE: Final = "1.7976931348623157E308"
"""Seen live: the text of the largest double."""


class Profile(NamedTuple):
    """What is kept of a user beside the events."""

    amplitude_id: int
    user_id: str | None
    merged: list[int]
    """The Amplitude IDs that were merged into this user."""
    last_device_id: str | None
    devices: list[str]
    properties: Mapping[str, Any]


def statistics(statement: Statement) -> str:
    """Return the columns that say what is to be known of the events of one user."""
    events = statement.events
    devices = f"select device_id, min({_MOMENT}) as first from {events} group by device_id"  # noqa: S608 -- our own names only
    sessions = f"select [count(*), sum(length)::bigint] from ({sessions_of(statement)})"  # noqa: S608 -- our own names only
    place = (
        "arg_max(case when location_lat is not null and location_lng is not null "
        f"then [location_lat, location_lng] end, {_MOMENT})"
    )
    properties = [*_LAST_SENT.values(), *_NULLABLE.values()]
    last = [f"arg_max({user_property(one, statement).sql}, {_MOMENT})" for one in properties]
    return (
        f"(select list(device_id order by first) from ({devices})), ({sessions}), "  # noqa: S608 -- our own names only
        "count(*), min(time), max(time), count(revenue), coalesce(sum(revenue), 0), "
        f"coalesce(bool_or(_paying), false), {place}, {', '.join(last)}"
    )


def user_data(profile: Profile, found: Sequence[Any]) -> dict[str, Any]:
    """Return the statistics and properties of a user, from the values of `statistics`."""
    devices, (sessions, length), *counts, where = found[: -len(_LAST_SENT) - len(_NULLABLE)]
    events, first, latest, purchases, revenue, paying = counts
    values = found[-len(_LAST_SENT) - len(_NULLABLE) :]
    known = dict(zip([*_LAST_SENT, *_NULLABLE], values, strict=True))
    latitude, longitude = where or (_UNKNOWN_PLACE, _UNKNOWN_PLACE)
    return {
        "user_id": profile.user_id,
        "canonical_amplitude_id": profile.amplitude_id,
        "merged_amplitude_ids": profile.merged,
        "num_sessions": sessions,
        "usage_time": length or 0,
        "num_events": events,
        "first_used": _day(first),
        "last_used": _day(latest),
        "purchases": str(purchases),
        "revenue": str(finite(float(revenue))),
        **{name: known[name] or "" for name in _LAST_SENT},
        **{name: known[name] for name in _NULLABLE},
        "last_location": {"lat": latitude, "lng": longitude},
        "paying": paying,
        "device_ids": list(dict.fromkeys([*(devices or ()), *profile.devices])),
        "last_device_id": profile.last_device_id,
        "properties": dict(profile.properties),
    }


def _day(milliseconds: int | None) -> str:
    """Return a day as text; empty when there is none, and beyond the years 1 to 9999."""
    return "" if milliseconds is None else day_of(milliseconds) or ""
