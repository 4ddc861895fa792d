"""Finds the events that need no second look: nothing to refuse, nothing to change.

Most events of a program have one of few shapes: the same members with the same types. What the
types alone decide is decided once for a shape; what depends on the values (the length of texts, ids
that are refused, integers beyond 64 bits) is looked at in each event. Whatever is not plain takes
the long way, `event_rules` and `event_record`, which say the same of every event: this module only
makes it faster.
"""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_api.facts import (
    GROUP_IDENTIFY_EVENT_TYPE,
    IDENTIFY_EVENT_TYPE,
    MAX_STRING_LENGTH,
    RESERVED_EVENT_TYPES,
    REVENUE_EVENT,
    USER_PROPERTY_OPERATORS,
)

from amplitude_sdk.emulator.columns import EVENT_COLUMNS
from amplitude_sdk.emulator.ingestion.event_rules import (
    event_schemas,
    is_refused_device,
    is_refused_id,
)
from amplitude_sdk.emulator.ingestion.update_limit import SKIP_SYNC
from amplitude_sdk.emulator.json_types import is_object

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from amplitude_sdk.emulator.ingestion.event_rules import Event

_INT64_END: Final = 2**63
_SHAPES: Final = 1_000
"""So many shapes are remembered; a program that makes them up makes itself slow and nothing else."""

_NEEDS_MORE: Final = frozenset(
    {"price", "quantity", "revenue", "groups", "group_properties", "ip", SKIP_SYNC}
)
"""Members that `event_record` may change, or that change it."""

_PROPERTIES: Final = frozenset({"event_properties", "user_properties"})
_SPECIAL_TYPES: Final = frozenset(
    {"", IDENTIFY_EVENT_TYPE, GROUP_IDENTIFY_EVENT_TYPE, REVENUE_EVENT, *RESERVED_EVENT_TYPES}
)
_SAID_BY_TYPE: Final = frozenset(
    {"type", "minLength", "format", "description", "examples", "x-amplitude-source"}
)
_OPERATORS: Final = frozenset(USER_PROPERTY_OPERATORS)


_UNCHANGED: Final = frozenset({int, bool, type(None)})
"""Types of properties that are stored as they are; so are texts that are short enough."""

_IDS_REMEMBERED: Final = 100_000


class _Shape(NamedTuple):
    """How to get at the values that have to be looked at, in the events of one shape."""

    texts: Callable[[Event], tuple[str, ...]]
    integers: Callable[[Event], tuple[int, ...]]
    properties: tuple[str, ...]


class PlainEvents:
    """Tells which events are plain. Each thread may ask."""

    def __init__(self) -> None:
        self._shapes: dict[tuple[Any, ...], _Shape | None] = {}

    def include(self, event: Event, min_id_length: int) -> bool:
        """Tell whether an event is stored as it is, but for defaults and its language."""
        key = (*event, *map(type, event.values()))
        try:
            shape = self._shapes[key]
        except KeyError:
            shape = self._remember(key, event)
        return shape is not None and _has_plain_values(event, shape, min_id_length)

    def _remember(self, key: tuple[Any, ...], event: Event) -> _Shape | None:
        if len(self._shapes) >= _SHAPES:
            self._shapes.clear()
        shape = self._shapes[key] = _shape_of(event)
        return shape


def _shape_of(event: Event) -> _Shape | None:
    """Return the shape of an event; None if events of this shape take the long way."""
    if "event_type" not in event or not ("user_id" in event or "device_id" in event):
        return None
    names: dict[type, list[str]] = {str: [], int: [], dict: []}
    for name, value in event.items():
        if not _is_plain_member(name, value):
            return None
        names[dict if is_object(value) else type(value)].append(name)
    return _Shape(_getter(names[str]), _getter(names[int]), tuple(names[dict]))


def _getter(names: list[str]) -> Callable[[Event], tuple[Any, ...]]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda event: tuple(event[name] for name in names)


def _is_plain_member(name: str, value: Any) -> bool:
    if name not in EVENT_COLUMNS or name in _NEEDS_MORE:
        return False
    if is_object(value):
        return name in _PROPERTIES
    plain = _plain_members()
    if isinstance(value, str):
        return name in plain[str]
    return type(value) is int and name in plain[int]


@lru_cache(maxsize=1)
def _plain_members() -> Mapping[type, frozenset[str]]:
    """Return the members whose schema asks for no more than a type, or a text that is not empty."""
    return {
        kind: frozenset(
            name
            for name, schema in event_schemas().items()
            if schema.get("type") == type_ and schema.keys() <= _SAID_BY_TYPE
        )
        for kind, type_ in ((str, "string"), (int, "integer"))
    }


def _has_plain_values(event: Event, shape: _Shape, shortest_id: int) -> bool:
    lengths = [*map(len, shape.texts(event))]
    if not (min(lengths) and max(lengths) <= MAX_STRING_LENGTH):
        return False
    for number in shape.integers(event):
        if not -_INT64_END <= number < _INT64_END:
            return False
    for name in shape.properties:
        if not _are_plain(event[name]):
            return False
    return event["event_type"] not in _SPECIAL_TYPES and _has_plain_ids(
        event.get("user_id"), event.get("device_id"), shortest_id
    )


def _are_plain(properties: Mapping[str, Any]) -> bool:
    for value in properties.values():
        kind = value.__class__
        if kind is str:
            if len(value) > MAX_STRING_LENGTH:
                return False
        elif kind not in _UNCHANGED:
            return False
    return _OPERATORS.isdisjoint(properties)


@lru_cache(maxsize=_IDS_REMEMBERED)
def _has_plain_ids(user_id: str | None, device_id: str | None, shortest: int) -> bool:
    if user_id is not None and (len(user_id) < shortest or is_refused_id(user_id)):
        return False
    return device_id is None or (len(device_id) >= shortest and not is_refused_device(device_id))
