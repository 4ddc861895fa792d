"""An event at the door: checked against the service's rules and turned into bytes, once.

The members and their types come from the specs' `Event`; unknown members pass through unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast
from uuid import uuid4

import orjson
from amplitude_api import facts

from amplitude_sdk.dates import is_aware
from amplitude_sdk.delivery.values import Converter, text_key
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.languages import display_name

__all__ = ["Encoded", "Rules", "encode"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_IDENTITY: Final = ("user_id", "device_id", "insert_id")
_REVENUE: Final = ("price", "revenue")
_NEEDS_REVENUE: Final = ("productId", "revenueType")
_REFUSED_IDS: Final = frozenset(each.lower() for each in facts.REFUSED_IDS)
_RESERVED: Final = frozenset(facts.RESERVED_EVENT_TYPES)
_JSON_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float, orjson.Fragment),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list,),
    "null": (type(None),),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What applies to every event of one client or upload.

    Attributes:
        min_id_length: the shortest user or device id, in characters.
        map_language: whether `language` becomes the name the service would store.
        defaults: members merged under the event's own.
    """

    min_id_length: int = facts.DEFAULT_MIN_ID_LENGTH
    map_language: bool = True
    defaults: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Encoded:
    """An event ready to be sent.

    Attributes:
        data: its JSON.
        insert_id: the caller's, or generated; never changed afterwards.
        user_id: whose event it is, None for anonymous ones.
        device_id: where it happened, None when not given.
        notes: what was changed in our copy.
    """

    data: bytes
    insert_id: str
    user_id: str | None
    device_id: str | None
    notes: tuple[str, ...] = ()


def encode(event: Mapping[str, object], rules: Rules) -> Encoded:
    """Check an event and serialise our copy of it; the caller's object is not touched.

    A member that is None counts as not given. `insert_id` is generated when absent, so that a
    repeated request is stored once ("HTTP V2 API", section "Event deduplication").

    Raises:
        ValidationError: naming the member, what is wrong with it and what to do.
    """
    if not isinstance(event, Mapping):
        raise ValidationError("event", f"expected a mapping, got a {type(event).__name__}")
    given = {**(rules.defaults or {}), **event}
    merged = {text_key(name, "event"): value for name, value in given.items()}
    converter = Converter()
    copy = {
        name: _member(name, value, converter)
        for name, value in merged.items()
        if not (value is None and name in facts.EVENT_MEMBERS)
    }
    _check_event_type(copy)
    _check_ids(copy, rules.min_id_length)
    _check_revenue(copy)
    insert_id = copy.setdefault("insert_id", str(uuid4()))
    if not insert_id:
        raise ValidationError("insert_id", "is empty; leave it out to have one generated")
    if rules.map_language and "language" in copy:
        copy["language"] = display_name(copy["language"])
    return Encoded(
        data=orjson.dumps(copy),
        insert_id=insert_id,
        user_id=copy.get("user_id"),
        device_id=copy.get("device_id"),
        notes=tuple(converter.notes),
    )


def _member(name: str, value: object, converter: Converter) -> Any:
    if name == "time":
        value = _epoch_milliseconds(value)
    if name in _IDENTITY and isinstance(value, str) and len(value) > facts.MAX_STRING_LENGTH:
        raise ValidationError(
            name,
            f"{len(value)} characters, the limit is {facts.MAX_STRING_LENGTH}; truncated, it would "
            "name something else",
        )
    converted = converter.convert(value, name)
    known = facts.EVENT_MEMBERS.get(name)
    if known is not None and not _fits(converted, known.types):
        raise ValidationError(
            name,
            f"expected {' or '.join(known.types)}, got {_shown(value)} ({type(value).__name__})",
        )
    return converted


def _fits(value: object, types: tuple[str, ...]) -> bool:
    if isinstance(value, bool):
        return "boolean" in types
    return any(isinstance(value, _JSON_TYPES[kind]) for kind in types)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."  # noqa: PLR2004  one line


def _epoch_milliseconds(value: object) -> object:
    if isinstance(value, float | str):
        raise ValidationError(
            "time",
            f"expected epoch milliseconds as a whole number, or an aware datetime, got {_shown(value)}",
        )
    if not isinstance(value, datetime):
        return value
    if not is_aware(value):
        raise ValidationError(
            "time",
            "a naive datetime does not say which moment it is; pass an aware one, such as "
            "datetime.now(timezone.utc), or epoch milliseconds",
        )
    since = value - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _check_event_type(event: Mapping[str, Any]) -> None:
    name = event.get("event_type")
    if not name:
        raise ValidationError(
            "event_type", "is required: the name of what happened, a non-empty text"
        )
    if name in _RESERVED:
        raise ValidationError(
            "event_type", f"{name!r} is reserved by Amplitude; choose another name"
        )


def _check_ids(event: Mapping[str, Any], min_id_length: int) -> None:
    given = [name for name in ("user_id", "device_id") if name in event]
    if not given:
        raise ValidationError(
            "user_id", "user_id or device_id is required: without one the event belongs to nobody"
        )
    for name in given:
        _check_id(name, cast("str", event[name]), min_id_length)


def _check_id(name: str, value: str, min_id_length: int) -> None:
    zeros = name == "device_id" and not value.strip("0-")
    if value.lower() in _REFUSED_IDS or zeros:
        raise ValidationError(
            name, f"{value!r} is one of the ids Amplitude refuses; leave the member out if unknown"
        )
    if len(value) < min_id_length:
        raise ValidationError(
            name,
            f"{value!r} is shorter than {min_id_length} characters; min_id_length lowers the limit",
        )


def _check_revenue(event: Mapping[str, Any]) -> None:
    if any(name in event for name in _REVENUE):
        return
    for name in _NEEDS_REVENUE:
        if name in event:
            raise ValidationError(name, f"needs {' or '.join(_REVENUE)} beside it")
