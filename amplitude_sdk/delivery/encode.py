"""An event at the door: checked, converted where it has to be, and turned into bytes, once.

Most events are made of texts, numbers and plain containers. The encoder writes those by itself, so
it is enough to look at their types. What it would refuse, or write unfaithfully, takes the long way:
it is converted value by value. Both ways lead to the same JSON.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from time import time_ns
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson
from amplitude_api import facts
from orjson import dumps

from amplitude_sdk.delivery.insert_ids import new_insert_id
from amplitude_sdk.delivery.members import (
    ANY_TYPES,
    PYTHON_NAMES,
    TYPES,
    by_wire_name,
    check_type,
    copied,
    named,
    wire_names,
    with_moment,
)
from amplitude_sdk.delivery.service_rules import IDENTITY, ServiceRules, check_length
from amplitude_sdk.delivery.values import (
    MOST_LAYERS,
    Converter,
    is_native,
    texts_fit,
    unreadable,
)
from amplitude_sdk.errors import AmplitudeError, ConfigurationError, ValidationError
from amplitude_sdk.languages import display_name

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Door", "Encoded", "Rules"]

_WITH_NEWLINE: Final = orjson.OPT_APPEND_NEWLINE
"""The encoder returns its buffer, kilobytes for every event; cutting the newline off copies what is
used, so that a waiting event takes the memory it needs."""

_OPTIONS: Final = (  # what nobody looked at must not be written in a form of the encoder's own
    orjson.OPT_PASSTHROUGH_DATETIME
    | orjson.OPT_PASSTHROUGH_DATACLASS
    | orjson.OPT_PASSTHROUGH_SUBCLASS
    | _WITH_NEWLINE
)
_AS_GIVEN: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True)
class Rules:
    """What applies to every event of one client or upload.

    Attributes:
        min_id_length: the shortest user or device id, in characters.
        map_language: whether `language` becomes the name the service would store.
        defaults: members merged under the event's own, by wire name or argument.
        validate: whether to refuse what the service would refuse, and to truncate what it would
            truncate. What has no JSON form is refused in any case.
    """

    min_id_length: int = facts.DEFAULT_MIN_ID_LENGTH
    map_language: bool = True
    defaults: Mapping[str, object] | None = None
    validate: bool = True


class Encoded(NamedTuple):
    """An event ready to be sent."""

    data: bytes
    """Its JSON."""
    insert_id: str
    """The caller's, or generated; never changed afterwards."""
    notes: tuple[str, ...] = ()
    """What was changed in our copy."""


class Door:
    """Where events come in, with the rules of one client.

    A member that is None counts as not given. `insert_id` is generated when absent, so that a
    repeated request is stored once ("HTTP V2 API", section "Event deduplication"). The caller's
    objects are not touched, and may be changed afterwards without effect.

    Raises:
        ConfigurationError: naming the default that no event may have.
    """

    __slots__ = ("_defaults", "_layers", "_longest", "_maps", "_rules", "_types", "_whole")

    def __init__(self, rules: Rules) -> None:
        self._rules = ServiceRules(rules.min_id_length) if rules.validate else None
        self._types = TYPES if rules.validate else ANY_TYPES
        self._layers = facts.MAX_PROPERTY_DEPTH if rules.validate else MOST_LAYERS
        self._longest = facts.MAX_STRING_LENGTH if rules.validate else sys.maxsize
        self._whole = Converter(sys.maxsize, self._layers)
        self._maps = rules.map_language
        self._defaults: dict[str, Any] = self._settle(rules.defaults or {})

    def track(self, event_type: object, members: dict[str, Any]) -> tuple[bytes, tuple[str, ...]]:
        """Turn the arguments of a tracking call into JSON, and notes on what was changed in it.

        `time` is now when absent: an event may leave long after it happened.

        Args:
            event_type: the name of what happened.
            members: arguments by their names in Python; the dict is ours to change.

        Raises:
            ValidationError: naming the argument, what is wrong with it and what to do.
        """
        members["event_type"] = event_type
        data = self._natively(members, self._types.arguments, time_ns())
        return (data, ()) if data is not None else self._track_the_long_way(members)

    def event(self, event: Mapping[str, object]) -> Encoded:
        """Turn an event with wire names into JSON; members nobody knows pass through.

        Raises:
            ValidationError: naming the member, what is wrong with it and what to do.
        """
        members, insert_id = copied(event), {"insert_id": new_insert_id(time_ns())}
        given: dict[str, Any] = {**insert_id, **members}
        data = self._natively(given, self._types.simple, None)
        if data is None:
            given = with_moment({**insert_id, **named(members)})
            data = self._natively(dict(given), self._types.simple, None)
        if data is not None:
            return Encoded(data, given["insert_id"])
        converted, notes = self._convert(given, _AS_GIVEN)
        return Encoded(_fitted(converted), converted["insert_id"], notes)

    def _natively(
        self, members: dict[str, Any], simple: Mapping[str, type], now: int | None
    ) -> bytes | None:
        """The JSON of an event that is right as it is; None when there is anything to do or to say.

        Args:
            members: ours to change.
            simple: types by the names that members may have.
            now: nanoseconds since the epoch, for a tracked event without a time or an insert_id.
        """
        others, layers = self._types.others, self._layers
        try:
            for name, value in members.items():
                if type(value) is not simple[name] and (
                    type(value) not in others[name] or not is_native(value, layers)
                ):
                    return None
            if self._defaults:
                members = {**self._defaults, **members}
            if self._rules is not None and not self._rules.are_kept(members):
                return None
            if self._maps and "language" in members:
                _map_language(members)
            if now is not None:
                if "time" not in members:
                    members["time"] = now // 1_000_000
                if "insert_id" not in members:
                    members["insert_id"] = new_insert_id(now)
            data = dumps(members, None, _OPTIONS)[:-1]
        except Exception:  # noqa: BLE001  the long way finds out which
            # A member nobody knows, a value without a JSON form, another thread at the same dict, a
            # key with code of its own.
            return None
        return data if len(data) <= self._longest or texts_fit(members, self._longest) else None

    def _track_the_long_way(self, members: dict[str, Any]) -> tuple[bytes, tuple[str, ...]]:
        given, now = with_moment(by_wire_name(members)), time_ns()
        data = self._natively(dict(given), self._types.simple, now)
        if data is not None:
            return data, ()
        event, notes = self._convert(given, PYTHON_NAMES)
        event.setdefault("time", now // 1_000_000)
        event.setdefault("insert_id", new_insert_id(now))
        return _fitted(event), notes

    def _convert(
        self, given: Mapping[str, object], names: Mapping[str, str]
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return an event as JSON values, and notes on what was changed in it."""
        converted, notes = self._converted(given, names)
        event = {**self._defaults, **converted}
        if self._rules is not None and not self._rules.are_kept(event):
            self._rules.check(event, names)
        if self._maps and "language" in event:
            _map_language(event)
        return event, notes

    def _converted(
        self, given: Mapping[str, object], names: Mapping[str, str]
    ) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return members as JSON values; `names` holds those that were given by another name."""
        converter, simple = Converter(self._longest, self._layers), self._types.simple
        converted: dict[str, Any] = {}
        field = "event"
        try:
            for name, value in given.items():
                if type(value) is simple.get(name) and converter.keeps(value):
                    converted[name] = value
                else:
                    field = names.get(name, name)
                    converted[name] = self._member(name, value, field, converter)
        except AmplitudeError:
            raise
        except Exception as error:  # a mapping or a scalar of the caller's, whatever it raises
            raise unreadable(field, error) from error
        return converted, tuple(converter.notes)

    def _member(self, name: str, value: object, field: str, converter: Converter) -> Any:
        is_id = name in IDENTITY
        converted = (self._whole if is_id else converter).convert(value, field)
        if self._rules is not None:
            check_type(name, value, converted, field)
            if is_id:
                check_length(field, converted)
        return converted

    def _settle(self, defaults: Mapping[str, object]) -> dict[str, Any]:
        """Check and convert, once, what stands under every event."""
        try:
            given = named(defaults)
            names = wire_names(given)
            members = {wire: given[name] for wire, name in names.items()}
            settled, notes = self._converted(with_moment(members), names)
            if self._rules is not None:
                self._rules.check_each(settled)
        except ValidationError as error:
            place = "" if error.field == "event" else f".{error.field}"
            raise ConfigurationError(f"event_defaults{place}: {error.problem}") from error
        if notes:
            raise ConfigurationError(f"event_defaults.{notes[0]}; shorten it")
        if self._maps and "language" in settled:
            _map_language(settled)
        return settled


def _fitted(event: Mapping[str, Any]) -> bytes:
    return dumps(event, None, _WITH_NEWLINE)[:-1]


def _map_language(event: dict[str, Any]) -> None:
    language = event["language"]
    if isinstance(language, str):  # where nobody checks, it may be anything
        event["language"] = display_name(language)
