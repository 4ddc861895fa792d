"""What an event should be on the wire, worked out slowly from the documentation.

It shares no code with the door. The one thing it takes from the SDK is the list of members and
limits, which the specs hold. Numbers stay apart: a float is a float, a Decimal a Decimal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from math import isfinite
from typing import Any
from uuid import UUID

from amplitude_api import facts

MEMBERS = {member.python_name: member for member in facts.EVENT_MEMBERS.values()}
IDS = ("user_id", "device_id", "insert_id")


class Refused(Exception):  # noqa: N818  it is an answer
    """There is no such event."""


def event_of(event_type: Any, arguments: Mapping[str, Any], *, validate: bool) -> dict[str, Any]:
    """The members that a tracking call should send, apart from those the SDK adds."""
    event = {}
    for name, value in {**arguments, "event_type": event_type}.items():
        if name not in MEMBERS:
            raise Refused(name)
        if value is not None:
            try:
                event[MEMBERS[name].name] = _member(MEMBERS[name], value, validate=validate)
            except (OSError, TypeError, RecursionError) as error:
                raise Refused("unreadable") from error
    if validate:
        _check(event)
    return event


def _member(member: facts.Member, value: Any, *, validate: bool) -> Any:
    if member.name == "time" and isinstance(value, datetime):
        if value.utcoffset() is None:
            raise Refused("naive")
        return (value - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    longest = facts.MAX_STRING_LENGTH if validate and member.name not in IDS else None
    sent = json_of(value, longest, facts.MAX_PROPERTY_DEPTH if validate else 253)
    if validate and not any(_is(kind, sent) for kind in member.types):
        raise Refused(f"{member.name}: no {member.types}")
    return sent


def json_of(value: Any, longest: int | None, layers: int) -> Any:  # noqa: C901, PLR0911, PLR0912
    """The JSON value that stands for a value of Python."""
    match value:
        case Enum():
            return json_of(value.value, longest, layers)
        case None | bool():
            return value
        case str():
            return _text(str.__add__("", value)[:longest])
        case int():
            if not -(2**63) <= value < 2**64:
                raise Refused("64 bits")
            return int.__add__(value, 0)
        case float() | Decimal():
            if isinstance(value, Decimal) and value.is_snan():
                raise Refused("signals")
            if not isfinite(value):
                raise Refused("not finite")
            return value
        case datetime() if value.utcoffset() is not None:
            try:
                return _iso(value.replace(tzinfo=None) - value.utcoffset())
            except OverflowError as error:
                raise Refused("year") from error
        case date():
            return _iso(value)
        case UUID():
            return "-".join(f"{value.int:032x}"[a:b] for a, b in pairwise((0, 8, 12, 16, 20, 32)))
        case list() | tuple() | set() | frozenset() | Mapping():
            if not layers:
                raise Refused("depth")
            return _container(value, longest, layers - 1)
    if getattr(value, "shape", None) != ():
        raise Refused(type(value).__name__)
    item = value.item()
    if hasattr(item, "shape") or (hasattr(value, "dtype") and isinstance(item, int)):
        raise Refused("no scalar")
    return json_of(item, longest, layers)


def _iso(value: date) -> str:
    text = value.isoformat()
    if value != value or not isinstance(text, str):  # noqa: PLR0124  the missing time of pandas
        raise Refused("no time")
    return _text(text)


def _container(value: Any, longest: int | None, layers: int) -> Any:
    if not isinstance(value, Mapping):
        return [json_of(each, longest, layers) for each in value]
    copy: dict[str, Any] = {}
    for key, each in value.items():
        if not isinstance(key, str) or _text(key) in copy:
            raise Refused("key")
        copy[_text(key)] = json_of(each, longest, layers)
    return copy


def notes_of(event_type: Any, arguments: Mapping[str, Any]) -> list[str]:
    """What is said about the texts of an event that are longer than the service keeps."""
    notes: list[str] = []
    for name, value in {**arguments, "event_type": event_type}.items():
        if name not in IDS:
            _note(value, name, notes)
    return notes


def _note(value: Any, path: str, notes: list[str]) -> None:
    match value:
        case Enum():
            _note(value.value, path, notes)
        case str():
            length, most = len(str.__add__("", value)), facts.MAX_STRING_LENGTH
            if length > most:
                notes.append(f"{path}: text of {length} characters truncated to {most}")
        case Mapping():
            for key, each in value.items():
                _note(each, f"{path}.{_spelled(key)}", notes)
        case list() | tuple() | set() | frozenset():
            for index, each in enumerate(value):
                _note(each, f"{path}[{index}]", notes)
        case _ if getattr(value, "shape", None) == ():
            _note(value.item(), path, notes)


def _text(value: str) -> str:
    plain = str.__add__("", value)
    if any("\ud800" <= letter <= "\udfff" for letter in plain):
        raise Refused("surrogate")
    return plain


def _is(kind: str, sent: Any) -> bool:
    if isinstance(sent, bool):
        return kind == "boolean"
    types = {
        "string": str,
        "integer": int,
        "number": int | float | Decimal,
        "object": dict,
        "array": list,
    }
    return kind in types and isinstance(sent, types[kind])


def _check(event: dict[str, Any]) -> None:
    ids = [event[name] for name in ("user_id", "device_id") if name in event]
    refused = {each.lower() for each in facts.REFUSED_IDS}
    broken = [
        not event.get("event_type"),
        event.get("event_type") in facts.RESERVED_EVENT_TYPES,
        not ids,
        any(len(each) < facts.DEFAULT_MIN_ID_LENGTH or each.lower() in refused for each in ids),
        "device_id" in event and set(event["device_id"]) <= {"0", "-"},
        any(len(event.get(name, "")) > facts.MAX_STRING_LENGTH for name in IDS),
        event.get("insert_id") == "",
        _is_no_moment(event.get("time", 0)),
        _misuses_operators(event.get("user_properties", {})),
        not event.keys().isdisjoint({"productId", "revenueType"})
        and event.keys().isdisjoint({"price", "revenue"}),
    ]
    if any(broken):
        raise Refused(f"rule {broken.index(True)}")


def _is_no_moment(milliseconds: int) -> bool:
    try:
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return True
    return False


def _misuses_operators(properties: dict[str, Any]) -> bool:
    operators = [name for name in properties if name in facts.USER_PROPERTY_OPERATORS]
    working = [name for name in operators if name != "$clearAll"]
    return bool(operators) and (
        len(operators) < len(properties)
        or not all(isinstance(properties[name], dict) for name in working)
    )


def same(sent: Any, wanted: Any) -> bool:
    """Whether JSON read with `parse_float=Decimal` is what it should be, types included."""
    if isinstance(wanted, dict):
        return (
            isinstance(sent, dict)
            and sent.keys() == wanted.keys()
            and all(same(sent[key], wanted[key]) for key in wanted)
        )
    if isinstance(wanted, list):
        return isinstance(sent, list) and len(sent) == len(wanted) and all(map(same, sent, wanted))
    if isinstance(wanted, Decimal):
        return isinstance(sent, int | Decimal) and Decimal(sent) == wanted
    if isinstance(wanted, float):
        return isinstance(sent, Decimal) and float(sent).hex() == float.hex(wanted)
    return type(sent) is type(wanted) and sent == wanted


def paths(value: Any, path: str) -> set[str]:
    """Every place in a value, as errors name it."""
    match value:
        case Enum():
            return paths(value.value, path)
        case Mapping():
            try:
                children = [(f"{path}.{_spelled(key)}", each) for key, each in value.items()]
            except OSError:
                children = []
        case list() | tuple() | set() | frozenset():
            children = [(f"{path}[{index}]", each) for index, each in enumerate(value)]
        case _ if getattr(value, "shape", None) == ():
            return paths(value.item(), path)
        case _:
            children = []
    return {path}.union(*(paths(each, below) for below, each in children))


def _spelled(key: Any) -> str:
    return str.__add__("", key) if isinstance(key, str) else repr(key)


def picture(value: Any) -> list[Any]:
    """Everything about a value that somebody could have changed; it may contain itself."""
    seen: dict[int, Any] = {}
    todo = [value]
    while todo:
        each = todo.pop()
        if id(each) not in seen:
            inside = _inside(each)
            seen[id(each)] = [id(one) for one in inside] if inside else _shown(each)
            todo += inside
    return [*seen.items()]


def _inside(value: Any) -> list[Any]:
    match value:
        case dict():
            return [one for item in dict.items(value) for one in item]
        case list() | tuple() | set() | frozenset():
            return [*value]
    return []


def _shown(value: Any) -> str:
    try:
        return repr(value)
    except (ValueError, OSError, RecursionError):  # too many digits or layers, or it cannot be read
        return type(value).__name__
