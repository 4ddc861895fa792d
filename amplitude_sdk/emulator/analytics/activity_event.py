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
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.statement import Statement

OUT_OF_SESSION: Final = -1
"""Documented ("HTTP V2 API", "Event array keys"): the session id of an event outside sessions."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)

_NULLABLE: Final = {
    "$insert_id": "insert_id",
    "adid": "adid",
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
    "platform": "platform",
    "region": "region",
    "start_version": "_start_version",
    "user_id": "user_id",
    "version_name": "app_version",
}
"""Members that are null when they were not sent, and their columns."""

_OBJECTS: Final = {
    "event_properties": "event_properties",
    "groups": "groups",
    "user_properties": "_state",
}
"""Members that are empty objects when they were not sent, and their columns."""

_COLUMNS: Final = (
    *_NULLABLE.values(),
    *_OBJECTS.values(),
    *("plan", "time", "_uploaded", "_seq", "_amplitude_id", "event_id", "session_id", "event_type"),
)


def columns() -> str:
    """Return the columns `written` wants."""
    return ", ".join(map(quoted, dict.fromkeys(_COLUMNS)))


def written(statement: Statement, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return an event as replies have it, from the values of `columns` by their names."""
    session = stored["session_id"]
    event: dict[str, Any] = {
        "app": statement.subject.app,
        "amplitude_id": stored["_amplitude_id"],
        "event_id": stored["event_id"],
        "event_type": stored["event_type"],
        "session_id": OUT_OF_SESSION if session is None else session,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{statement.subject.app}/{stored['_seq']}")),
        **_times(stored["time"], stored["_uploaded"]),
    }
    known = {name: value for name, value in event.items() if value is not None}
    nullable = {name: stored[column] for name, column in _NULLABLE.items()}
    objects = {name: _object(stored[column]) for name, column in _OBJECTS.items()}
    plan = None if stored["plan"] is None else orjson.Fragment(stored["plan"])
    return {**known, **nullable, **objects, "$schema": None, "data": {}, "plan": plan}


def moment(milliseconds: int) -> str | None:
    """Return a time as text; None beyond the years 1 to 9999."""
    try:
        time = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
    return time.isoformat(" ", "microseconds")


def _times(happened: int, uploaded: int) -> dict[str, str | None]:
    event, upload = moment(happened), moment(uploaded)
    return {
        "client_event_time": event,
        "event_time": event,
        "client_upload_time": upload,
        "server_received_time": upload,
        "server_upload_time": upload,
    }


def _object(text: str | None) -> Any:
    return {} if text is None else orjson.Fragment(text)
