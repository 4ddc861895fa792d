"""What makes an event invalid.

The types, patterns and nested members come from the spec of the event; what a schema cannot say is
here. Documented ("HTTP V2 API"): one of `user_id` and `device_id`, and `event_type`, are required;
ids of at least 5 characters unless `min_id_length` says otherwise; ids that are placeholders, or
zeros only, refused; `time` in whole milliseconds; reserved event names; objects at most 40 levels
deep. Decided: a short id is an error (T-H8), placeholders are compared without case and whatever
the minimum length says (T-H16), every event at fault is listed (T-H6). Inferred: lists count as
levels; integers have 64 bits; an event without any id is listed under both ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from amplitude_api.facts import (
    EVENT_MEMBERS,
    MAX_PROPERTY_DEPTH,
    REFUSED_IDS,
    RESERVED_EVENT_TYPES,
)

from amplitude_sdk.emulator.contract import body_schema
from amplitude_sdk.emulator.ingestion.user_properties import malformed, mixes
from amplitude_sdk.emulator.json_types import is_list, is_object

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.emulator.schema_checks import Checker

Event: TypeAlias = Mapping[str, Any]

IDS: Final = ("user_id", "device_id")

_REFUSED: Final = frozenset(REFUSED_IDS)
_RESERVED: Final = frozenset(RESERVED_EVENT_TYPES)
_INT64: Final = range(-(2**63), 2**63)
_CONTAINERS: Final = (dict, list)


@dataclass(slots=True)
class Faults:
    """The events that are not valid: member name to the positions of the events."""

    missing: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    invalid: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    short_ids: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def __bool__(self) -> bool:
        return bool(self.missing or self.invalid or self.short_ids)


def faults_of(events: list[Event], min_id_length: int) -> Faults:
    """Return what is wrong with the events of one request."""
    faults = Faults()
    members = _member_checks()
    for position, event in enumerate(events):
        for name in _missing(event):
            faults.missing.setdefault(name, []).append(position)
        for name, value in event.items():
            if _is_invalid(members.get(name), name, value):
                faults.invalid.setdefault(name, []).append(position)
        for name in IDS:
            if _is_short(event.get(name), min_id_length):
                faults.short_ids.setdefault(name, []).append(position)
    return faults


def _missing(event: Event) -> list[str]:
    missing = [] if event.get("event_type", True) else ["event_type"]
    if "event_type" not in event:
        missing.append("event_type")
    if IDS[0] not in event and IDS[1] not in event:
        missing.extend(IDS)
    return missing


def _is_invalid(check: Checker | None, name: str, value: Any) -> bool:
    if check is not None and check(value) is not None:
        return True
    if type(value) in _CONTAINERS and is_too_deep(value):
        return True
    rule = _RULES.get(name)
    return rule is not None and rule(value)


def is_too_deep(value: Any, room: int = MAX_PROPERTY_DEPTH) -> bool:
    """Tell whether objects and lists are nested deeper than `room` levels."""
    if is_object(value):
        return not room or any(is_too_deep(one, room - 1) for one in value.values())
    if is_list(value):
        return not room or any(is_too_deep(one, room - 1) for one in value)
    return False


def _is_short(id_: Any, min_id_length: int) -> bool:
    return isinstance(id_, str) and len(id_) < min_id_length and id_.lower() not in _REFUSED


def _is_refused(id_: Any) -> bool:
    return id_.lower() in _REFUSED


def _is_refused_device(id_: Any) -> bool:
    return _is_refused(id_) or not id_.strip("0-")


def _is_reserved(event_type: Any) -> bool:
    return event_type in _RESERVED


def _is_no_time(time: Any) -> bool:
    return type(time) is not int


def _is_unusable(user_properties: Any) -> bool:
    return mixes(user_properties) or malformed(user_properties)


_RULES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "user_id": _is_refused,
    "device_id": _is_refused_device,
    "event_type": _is_reserved,
    "time": _is_no_time,
    "user_properties": _is_unusable,
}
"""Rules beyond the schema; a value that breaks the schema does not reach them."""


@lru_cache(maxsize=1)
def _member_checks() -> Mapping[str, Checker]:
    compiler, request = body_schema("uploadEvents")
    events = compiler.follow(request["properties"]["events"])
    event = compiler.follow(events["items"])
    return {
        name: _sized(compiler.compile(schema), name) for name, schema in event["properties"].items()
    }


def _sized(check: Checker, name: str) -> Checker:
    if "integer" not in EVENT_MEMBERS[name].types:
        return check
    return lambda value: check(value) or (None if int(value) in _INT64 else " is too large")
