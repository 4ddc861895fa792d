"""How the events of a user are written ("Export API", "Response schema"; seen live, T-X37).

Inferred: what was not sent is null, an empty object, or left out where the specs know neither; an
event outside sessions has the session id -1; the emulator corrects no clocks and knows no delays, so
`client_event_time` and `event_time` are the time of the event, all others that of the upload; the
`uuid` is made of the project and the order of arrival, so that it is the same in each run. Times
beyond the years 1 to 9999 cannot be written and are left out.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import orjson

from amplitude_sdk.emulator.columns import quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

OUT_OF_SESSION: Final = -1
"""Documented ("HTTP V2 API", "Event array keys"): the session id of an event outside sessions."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_COLUMNS: Final = {
    "$insert_id": "insert_id",
    "adid": "adid",
    "amplitude_id": "_amplitude_id",
    "city": "city",
    "country": "country",
    "device_brand": "device_brand",
    "device_carrier": "carrier",
    "device_family": "device_brand",
    "device_id": "device_id",
    "device_manufacturer": "device_manufacturer",
    "device_model": "device_model",
    "device_type": "device_model",
    "dma": "dma",
    "event_id": "event_id",
    "event_type": "event_type",
    "idfa": "idfa",
    "ip_address": "ip",
    "language": "language",
    "library": "library",
    "location_lat": "location_lat",
    "location_lng": "location_lng",
    "os_name": "os_name",
    "os_version": "os_version",
    "partner_id": "partner_id",
    "paying": "_paying",
    "plan": "plan",
    "platform": "platform",
    "region": "region",
    "start_version": "_start_version",
    "user_id": "user_id",
    "version_name": "app_version",
}
"""Members that are what is stored, null when that is nothing, and their columns."""

_OBJECTS: Final = {
    "event_properties": "event_properties",
    "groups": "groups",
    "user_properties": "_state",
}
"""Members that are empty objects when they were not sent, and their columns."""

_OF_EVENT: Final = ("client_event_time", "event_time")
_OF_UPLOAD: Final = ("client_upload_time", "server_received_time", "server_upload_time")


def columns() -> str:
    """Return the columns `written` wants, most of them under the names of the members."""
    selected = [f"{quoted(column)} as {quoted(name)}" for name, column in _COLUMNS.items()]
    selected += [f"coalesce({column}, '{{}}') as {name}" for name, column in _OBJECTS.items()]
    selected += [f"coalesce(session_id, {OUT_OF_SESSION}) as session_id", "time", "_uploaded"]
    return ", ".join([*selected, "_seq"])


def written(app: int, stored: dict[str, Any]) -> dict[str, Any]:
    """Return an event as replies have it, made of the values of `columns` by their names."""
    number, happened, uploaded = (stored.pop(name) for name in ("_seq", "time", "_uploaded"))
    if stored["event_id"] is None:
        del stored["event_id"]
    for name in _OBJECTS:
        stored[name] = orjson.Fragment(stored[name])
    return {
        **stored,
        **_times(_OF_EVENT, happened),
        **_times(_OF_UPLOAD, uploaded),
        "$schema": None,
        "app": app,
        "data": {},
        "plan": None if stored["plan"] is None else orjson.Fragment(stored["plan"]),
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{app}/{number}")),
    }


def _times(names: Sequence[str], milliseconds: int) -> dict[str, str]:
    """Return a time under several names; none beyond the years 1 to 9999."""
    try:
        time = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return {}
    return dict.fromkeys(names, time.isoformat(" ", "microseconds"))
