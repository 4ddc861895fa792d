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
    GROUP_IDENTIFY_EVENT_TYPE,
    MAX_PROPERTY_DEPTH,
    REFUSED_IDS,
    RESERVED_EVENT_TYPES,
)

from amplitude_sdk.emulator.contract import body_schema
from amplitude_sdk.emulator.ingestion.user_properties import malformed, mixes
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from amplitude_sdk.emulator.schema_checks import Checker, Schema

Event: TypeAlias = Mapping[str, Any]
_Rule: TypeAlias = "Callable[[Any], bool]"

IDS: Final = ("user_id", "device_id")

_REFUSED: Final = frozenset(REFUSED_IDS)
_RESERVED: Final = frozenset(RESERVED_EVENT_TYPES)
_INT64: Final = range(-(2**63), 2**63)
_CONTAINERS: Final = (dict, list)
_MOST_LEVELS: Final = 200
"""Where the limit is lifted: what is deeper cannot be written as JSON again."""
_IDS_REMEMBERED: Final = 100_000
_ALL_LIMITS: Final = Limits()


@dataclass(slots=True)
class Faults:
    """The events that are not valid: member name to the positions of the events."""

    missing: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    invalid: dict[str, list[int]] = field(default_factory=dict[str, list[int]])
    short_ids: dict[str, list[int]] = field(default_factory=dict[str, list[int]])

    def __bool__(self) -> bool:
        return bool(self.missing or self.invalid or self.short_ids)


def faults_of(
    events: Sequence[Event],
    min_id_length: int,
    limits: Limits = _ALL_LIMITS,
    sound: Container[int] = (),
) -> Faults:
    """Return what is wrong with the events of one request, but for those at the `sound` positions."""
    faults = Faults()
    members = _member_checks()
    rules = _RULES if limits.ids else _RULES_WITHOUT_IDS
    for position, event in enumerate(events):
        if position in sound:
            continue
        for name in _missing(event):
            faults.missing.setdefault(name, []).append(position)
        for name, value in event.items():
            if _is_invalid(members.get(name), rules.get(name), value, limits):
                faults.invalid.setdefault(name, []).append(position)
        if event.get("event_type") == GROUP_IDENTIFY_EVENT_TYPE and _is_unusable_group(event):
            faults.invalid.setdefault("group_properties", []).append(position)
        for name in IDS:
            if limits.ids and _is_short(event.get(name), min_id_length):
                faults.short_ids.setdefault(name, []).append(position)
    return faults


def fits_member(name: str, value: Any) -> bool:
    """Tell whether the schema of a member allows a value."""
    return _member_checks()[name](value) is None


def _missing(event: Event) -> list[str]:
    missing = [] if event.get("event_type", True) else ["event_type"]
    if "event_type" not in event:
        missing.append("event_type")
    if IDS[0] not in event and IDS[1] not in event:
        missing.extend(IDS)
    return missing


def _is_invalid(check: Checker | None, rule: _Rule | None, value: Any, limits: Limits) -> bool:
    if check is not None and check(value) is not None:
        return True
    room = MAX_PROPERTY_DEPTH if limits.depth else _MOST_LEVELS
    if type(value) in _CONTAINERS and is_too_deep(value, room):
        return True
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


@lru_cache(maxsize=_IDS_REMEMBERED)
def is_refused_id(id_: str) -> bool:
    """Tell whether an id is one of the placeholders that are refused."""
    return id_.lower() in _REFUSED


@lru_cache(maxsize=_IDS_REMEMBERED)
def is_refused_device(id_: str) -> bool:
    """Tell whether a device id is refused: a placeholder, or nothing but zeros."""
    return is_refused_id(id_) or not id_.strip("0-")


def _is_reserved(event_type: Any) -> bool:
    return event_type in _RESERVED


def _is_no_time(time: Any) -> bool:
    return type(time) is not int


def _is_unusable_group(event: Event) -> bool:
    properties = event.get("group_properties")
    return is_object(properties) and _is_unusable(properties)


def _is_unusable(properties: Any) -> bool:
    return mixes(properties) or malformed(properties)


_RULES_WITHOUT_IDS: Final[Mapping[str, _Rule]] = {
    "event_type": _is_reserved,
    "time": _is_no_time,
    "user_properties": _is_unusable,
}
_RULES: Final[Mapping[str, _Rule]] = {
    **_RULES_WITHOUT_IDS,
    "user_id": is_refused_id,
    "device_id": is_refused_device,
}
"""Rules beyond the schema; a value that breaks the schema does not reach them."""


@lru_cache(maxsize=1)
def event_schemas() -> Mapping[str, Schema]:
    """Return the schema of each member of an event, without references."""
    compiler, request = body_schema("uploadEvents")
    events = compiler.follow(request["properties"]["events"])
    event = compiler.follow(events["items"])
    return {name: compiler.follow(schema) for name, schema in event["properties"].items()}


@lru_cache(maxsize=1)
def _member_checks() -> Mapping[str, Checker]:
    compiler, _ = body_schema("uploadEvents")
    return {
        name: _sized(compiler.compile(schema), name) for name, schema in event_schemas().items()
    }


def _sized(check: Checker, name: str) -> Checker:
    if "integer" not in EVENT_MEMBERS[name].types:
        return check
    return lambda value: check(value) or (None if int(value) in _INT64 else " is too large")
