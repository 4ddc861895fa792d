"""The members of an event: their names and their types, as the specs' `Event` has them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import orjson
from amplitude_api import facts

from amplitude_sdk.dates import is_aware
from amplitude_sdk.delivery.values import shown, text_key, unreadable
from amplitude_sdk.errors import AmplitudeError, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ANY_TYPES",
    "PYTHON_NAMES",
    "TYPES",
    "WIRE_NAMES",
    "NativeTypes",
    "by_wire_name",
    "check_type",
    "copied",
    "epoch_milliseconds",
    "named",
    "wire_names",
    "with_moment",
]

PYTHON_NAMES: Final = {name: each.python_name for name, each in facts.EVENT_MEMBERS.items()}
"""Arguments by wire name."""

WIRE_NAMES: Final = {python: wire for wire, python in PYTHON_NAMES.items()}
"""Wire names by argument."""

_NATIVE: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "object": (dict,),
    "array": (list, tuple),
    "null": (),  # None counts as not given
}
_JSON: Final[dict[str, tuple[type, ...]]] = {
    **_NATIVE,
    "number": (int, float, orjson.Fragment),  # which holds the digits of a Decimal
    "null": (type(None),),
}
_TAKEN: Final = {
    name: frozenset(each for kind in member.types for each in _JSON[kind])
    for name, member in facts.EVENT_MEMBERS.items()
}
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class NotSimple:
    """The type of no value: stands where every value has to be looked into."""


class NativeTypes(NamedTuple):
    """The exact types with which members need no conversion, by wire name."""

    simple: Mapping[str, type]
    """The one whose values are right whatever they are; `NotSimple` when there is none."""
    others: Mapping[str, frozenset[type]]
    """Those whose values the encoder may not write faithfully."""
    arguments: Mapping[str, type]
    """`simple`, without the members that have another name in Python."""


def _native_types(kinds: Mapping[str, Iterable[str]]) -> NativeTypes:
    types = {name: {each for kind in of for each in _NATIVE[kind]} for name, of in kinds.items()}
    simple = {
        name: next((each for each in (str, int, bool) if each in of), NotSimple)
        for name, of in types.items()
    }
    others = {name: frozenset(of - {simple[name]}) for name, of in types.items()}
    arguments = {name: each for name, each in simple.items() if PYTHON_NAMES[name] == name}
    return NativeTypes(simple, others, arguments)


TYPES: Final = _native_types({name: each.types for name, each in facts.EVENT_MEMBERS.items()})
"""As the specs have them."""

ANY_TYPES: Final = _native_types(dict.fromkeys(facts.EVENT_MEMBERS, _NATIVE))
"""For clients that leave checking to the service."""


def check_type(name: str, value: object, converted: object, field: str) -> None:
    """Refuse what a member does not take; members nobody knows take anything.

    Args:
        name: of the member, on the wire.
        value: what was given.
        converted: its JSON value.
        field: the name it was given by.

    Raises:
        ValidationError: with the types it takes.
    """
    if name not in _TAKEN or type(converted) in _TAKEN[name]:
        return
    if name == "time":
        expected = "epoch milliseconds as a whole number, or an aware datetime"
    else:
        expected = " or ".join(facts.EVENT_MEMBERS[name].types)
    raise ValidationError(
        field, f"expected {expected}, got {shown(value)} ({type(value).__name__})"
    )


def copied(event: object) -> dict[str, Any]:
    """Return the members of an event in a dict of our own.

    Raises:
        ValidationError: it is no mapping, or cannot be read.
    """
    if not isinstance(event, Mapping):
        raise ValidationError("event", f"expected a mapping, got a {type(event).__name__}")
    try:
        return dict(cast("Mapping[str, Any]", event))
    except Exception as error:  # the caller's mapping, whatever it raises
        raise unreadable("event", error) from error


def named(members: Mapping[Any, object]) -> dict[str, object]:
    """Members by plain text; None counts as not given, unless nobody knows the member."""
    named: dict[str, object] = {}
    for key, value in members.items():
        name = key if type(key) is str and key.isascii() else text_key(key, "event")
        if name in named:
            raise ValidationError("event", f"the key {name!r} stands there twice")
        if value is not None or name not in facts.EVENT_MEMBERS:
            named[name] = value
    return named


def by_wire_name(members: Mapping[str, object]) -> dict[str, object]:
    """Members by their names on the wire; None counts as not given."""
    given: dict[str, object] = {}
    for name, value in members.items():
        wire = WIRE_NAMES.get(name) or WIRE_NAMES.get(text_key(name, "event"))
        if wire is None:
            raise _unknown(name)
        if value is not None:
            given[wire] = value
    return given


def wire_names(given: Iterable[str]) -> dict[str, str]:
    """Names by what they are on the wire, where members may be given by both.

    Raises:
        ValidationError: one is.
    """
    names: dict[str, str] = {}
    for name in given:
        wire = WIRE_NAMES.get(name, name)
        if wire in names:
            raise ValidationError(name, f"stands beside {names[wire]}, which is the same member")
        names[wire] = name
    return names


def with_moment(given: dict[str, object]) -> dict[str, object]:
    """The same members, `time` in milliseconds when it is a datetime."""
    moment = given.get("time")
    if isinstance(moment, datetime):
        try:
            given["time"] = epoch_milliseconds(moment)
        except AmplitudeError:
            raise
        except Exception as error:  # a time zone of the caller's, whatever it raises
            raise unreadable("time", error) from error
    return given


def epoch_milliseconds(moment: datetime) -> int:
    """Milliseconds since the epoch, rounded down.

    Raises:
        ValidationError: a naive datetime, which says no moment.
    """
    if not is_aware(moment):
        raise ValidationError(
            "time",
            "a naive datetime does not say which moment it is; pass an aware one, such as "
            "datetime.now(timezone.utc), or epoch milliseconds",
        )
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1000 + since.microseconds // 1000


def _unknown(name: str) -> ValidationError:
    """The error about an argument that is no member of an event, with the one probably meant."""
    by_letters = {_letters(each): each for each in WIRE_NAMES}
    close = get_close_matches(_letters(name), by_letters, n=1)
    advice = f"did you mean {by_letters[close[0]]}? " if close else ""
    return ValidationError(
        name,
        f"is no member of an event; {advice}Data of your own goes into event_properties; a member "
        "that is newer than this SDK can be sent with events.upload, which passes it through",
    )


def _letters(name: str) -> str:
    return "".join(each for each in name.lower() if each.isalnum())
