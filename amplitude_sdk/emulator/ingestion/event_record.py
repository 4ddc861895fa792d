"""Turns a valid event into what is stored, and lets its user know.

Documented ("HTTP V2 API"): strings have at most 1,024 characters ("String character limit"; longer
ones are cut, T-X15); `language` becomes the name of the language ("Language field"); the revenue is
price times quantity, even when all three are sent and `revenue` says otherwise; the quantity at a
price is 1 unless it is sent; `time` is the upload time unless it is sent; 5 group types and 10
group names are kept; `group_properties` are ignored unless the event is `$groupidentify`; `$remote`
is the sender's address. Inferred from the official SDKs, which send revenue so: on
`revenue_amount`, the event properties `$price`, `$quantity`, `$revenue`, `$productId` and
`$revenueType` stand for the members of these names. Documented ("Overview of user properties and
event properties"): an event carries the user's properties as they are after it, whatever was set
earlier included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from amplitude_api.facts import (
    GROUP_IDENTIFY_EVENT_TYPE,
    IDENTIFY_EVENT_TYPE,
    MAX_GROUP_TYPES,
    MAX_GROUP_VALUES,
    MAX_STRING_LENGTH,
    REVENUE_EVENT,
)

from amplitude_sdk.emulator.columns import (
    EVENT_COLUMNS,
    EVENTS,
    IDENTIFICATIONS,
    REVENUE_PROPERTIES,
)
from amplitude_sdk.emulator.ingestion.event_rules import fits_member
from amplitude_sdk.emulator.ingestion.identity import derived_device_id
from amplitude_sdk.emulator.ingestion.language import stored_name
from amplitude_sdk.emulator.ingestion.update_limit import SKIP_SYNC
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.ingestion.identity import User
    from amplitude_sdk.emulator.projects import Project

_REMOTE: Final = "$remote"
_EXACT_INTEGER: Final = 2**53
_ALL: Final = Limits()
_MEMBERS: Final = EVENT_COLUMNS.keys()
_IDENTIFY: Final = frozenset({IDENTIFY_EVENT_TYPE, GROUP_IDENTIFY_EVENT_TYPE})


def cleaned(value: Any, longest: int | None = MAX_STRING_LENGTH) -> Any:
    """Return a JSON value with its strings cut to length and whole numbers written as such."""
    if isinstance(value, str):
        return value[:longest]
    if is_object(value):
        return {key: cleaned(one, longest) for key, one in value.items()}
    if is_list(value):
        return [cleaned(one, longest) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_INTEGER:
        return int(value)
    return value


def completed(event: dict[str, Any], now: int) -> dict[str, Any]:
    """Give an event what the service adds to every one. Changes it."""
    if "time" not in event:
        event["time"] = now
    if "device_id" not in event:
        event["device_id"] = derived_device_id(event["user_id"])
    if "language" in event:
        event["language"] = stored_name(event["language"])
    return event


def as_stored(
    event: Mapping[str, Any], now: int, client: str | None, limits: Limits = _ALL
) -> dict[str, Any]:
    """Return the event with everything the service changes before it stores it."""
    longest = MAX_STRING_LENGTH if limits.text else None
    stored = completed({name: cleaned(value, longest) for name, value in event.items()}, now)
    if stored["event_type"] == REVENUE_EVENT:
        _take_revenue(stored)
    if "price" in stored and ("quantity" in stored or "revenue" not in stored):
        stored["revenue"] = float(stored["price"]) * stored.setdefault("quantity", 1)
    if "groups" in stored and limits.groups:
        stored["groups"] = _tracked(stored["groups"])
    if stored["event_type"] != GROUP_IDENTIFY_EVENT_TYPE:
        stored.pop("group_properties", None)
    if client is not None and stored.get("ip") == _REMOTE:
        stored["ip"] = client
    return stored if stored.keys() <= _MEMBERS else _with_others_apart(stored)


def table_of(event: Mapping[str, Any]) -> str:
    """Return the table an event belongs to: identifications are not events."""
    return IDENTIFICATIONS if event["event_type"] in _IDENTIFY else EVENTS


def row_of(event: Mapping[str, Any], project: Project, now: int) -> str:
    """Return the row of a stored event, after its user or group took over what it says.

    It is the JSON object of all columns but those the store adds.
    """
    members = orjson.dumps(event).decode()[1:]
    if event["event_type"] == GROUP_IDENTIFY_EVENT_TYPE:
        project.groups.update(event.get("groups", {}), event.get("group_properties", {}))
        return f'{{"_uploaded":{now},{members}'
    user = project.users.resolve(event.get("user_id"), event["device_id"])
    _tell(user, event)
    return f'{{"_uploaded":{now},{user.columns},{members}'


def _take_revenue(stored: dict[str, Any]) -> None:
    properties: Mapping[str, Any] = stored.get("event_properties") or {}
    for property_, name in REVENUE_PROPERTIES.items():
        if property_ in properties and fits_member(name, properties[property_]):
            stored.setdefault(name, properties[property_])


def _with_others_apart(stored: dict[str, Any]) -> dict[str, Any]:
    row = {name: value for name, value in stored.items() if name in _MEMBERS}
    row["_other"] = {name: stored[name] for name in stored.keys() - row.keys()}
    return row


def _tell(user: User, stored: Mapping[str, Any]) -> None:
    if "user_properties" in stored and not stored.get(SKIP_SYNC):
        user.update(stored["user_properties"])
    if stored["event_type"] != IDENTIFY_EVENT_TYPE:
        user.see(stored, stored["time"])


def _tracked(groups: Mapping[str, str | list[str]]) -> dict[str, str | list[str]]:
    tracked: dict[str, str | list[str]] = {}
    room = MAX_GROUP_VALUES
    for group_type, names in list(groups.items())[:MAX_GROUP_TYPES]:
        kept = names[:room] if isinstance(names, list) else names
        if room and kept:
            tracked[group_type] = kept
        room -= len(kept) if isinstance(kept, list) else bool(room)
    return tracked
