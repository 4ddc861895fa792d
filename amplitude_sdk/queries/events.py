"""`EventQuery`: which events a query counts ("Dashboard REST API", section "Event format")."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sized
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar, Final, cast

import orjson
from amplitude_api import facts

from amplitude_sdk.dates import property_text
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import as_whole, check_operator, check_type, filled
from amplitude_sdk.queries.terms import Operator, PropertyType

__all__ = [
    "EventQuery",
    "Filter",
    "is_grouped",
    "json_text",
    "user_property",
    "wire_event",
    "wire_values",
]

_CUSTOM: Final = facts.CUSTOM_EVENT_PREFIX
_USER_PROPERTY: Final = facts.USER_PROPERTY_PREFIX

Value = str | int | float | bool | date
GroupBy = tuple[PropertyType, str]


def user_property(name: str) -> str:
    """Write the name of a custom user property as queries want it: `plan` becomes `gp:plan`.

    Raises:
        ValidationError: a name that is no text or empty.
    """
    filled(name, "name")
    return name if name.startswith(_USER_PROPERTY) else _USER_PROPERTY + name


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition on a property of the event or of its user; see `EventQuery.where`.

    Raises:
        ValidationError: an unknown type or operator, an empty key, or no value.
    """

    type: PropertyType
    key: str
    op: Operator
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        check_type(self.type)
        filled(self.key, "key")
        check_operator(self.op)
        object.__setattr__(self, "values", wire_values(self.values))

    def to_wire(self) -> dict[str, object]:
        """The filter as the API spells it."""
        return {
            "subprop_type": self.type,
            "subprop_key": self.key,
            "subprop_op": self.op,
            "subprop_value": list(self.values),
        }


@dataclass(frozen=True, slots=True)
class EventQuery:
    """An event with property filters and group-bys; immutable, each method returns a new one.

    >>> EventQuery("Play Song").where("event", "genre", "is", "rock").group_by("user", "platform")
    EventQuery('Play Song').where('event', 'genre', 'is', ['rock']).group_by('user', 'platform')

    Queries are values: equal ones compare equal and are one key of a dict, and they can be copied
    and pickled. Names go on the wire unchanged: custom user properties carry `gp:` (see
    `user_property`), custom events `ce:` (see `custom`).

    Attributes:
        event_type: the name on the wire.
        filters: conditions that all hold.
        group_bys: kinds and names of properties to split by, at most two.

    Raises:
        ValidationError: a name that is no text or empty, or what `where` and `group_by` refuse.
    """

    event_type: str
    filters: tuple[Filter, ...] = ()
    group_bys: tuple[GroupBy, ...] = ()

    ANY_ACTIVE: ClassVar[EventQuery]
    """Any active event, `[Amplitude] Any Active Event`."""
    ANY: ClassVar[EventQuery]
    """Any event, `[Amplitude] Any Event`."""
    NEW: ClassVar[EventQuery]
    """New users; documented as the start event of retention."""
    REVENUE: ClassVar[EventQuery]
    """Revenue, `[Amplitude] Revenue`."""
    VERIFIED_REVENUE: ClassVar[EventQuery]
    """Verified revenue, `[Amplitude] Revenue (Verified)`."""
    UNVERIFIED_REVENUE: ClassVar[EventQuery]
    """Unverified revenue, `[Amplitude] Revenue (Unverified)`."""

    def __post_init__(self) -> None:
        if not isinstance(self.event_type, str) or not self.event_type:
            raise ValidationError(
                "event", "an event needs the name of an event type, a non-empty text"
            )
        object.__setattr__(self, "filters", _filters(self.filters))
        object.__setattr__(self, "group_bys", _group_bys(self.group_bys))

    @classmethod
    def custom(cls, name: str) -> EventQuery:
        """A custom event, by the name it has in Amplitude.

        Raises:
            ValidationError: a name that is no text or empty.
        """
        filled(name, "name")
        return cls(name if name.startswith(_CUSTOM) else _CUSTOM + name)

    def where(
        self,
        type: PropertyType,  # noqa: A002  the API's own word
        key: str,
        op: Operator,
        values: Value | Iterable[Value],
    ) -> EventQuery:
        """Keep only events whose property fulfils a condition.

        Args:
            type: whether `key` is a property of the event or of the user.
            key: the property's name.
            op: one of the ten documented operators.
            values: one value or several; dates become ISO text.

        Raises:
            ValidationError: an unknown type or operator, an empty key, or no value.
        """
        added = Filter(type, key, op, wire_values(values))
        return replace(self, filters=(*self.filters, added))

    def group_by(self, type: PropertyType, name: str) -> EventQuery:  # noqa: A002  the API's own word
        """Split the result by the values of a property.

        Raises:
            ValidationError: an empty name, or a third group-by; the API takes two for an event.
        """
        return replace(self, group_bys=(*self.group_bys, (type, name)))

    def to_wire(self) -> dict[str, object]:
        """The event as the API spells it; members without content are left out."""
        wire: dict[str, object] = {"event_type": self.event_type}
        if self.filters:
            wire["filters"] = [each.to_wire() for each in self.filters]
        if self.group_bys:
            wire["group_by"] = [{"type": kind, "value": name} for kind, name in self.group_bys]
        return wire

    def __repr__(self) -> str:
        """The expression that builds it."""
        calls = [
            f".where({each.type!r}, {each.key!r}, {each.op!r}, {list(each.values)!r})"
            for each in self.filters
        ]
        calls += [f".group_by({kind!r}, {name!r})" for kind, name in self.group_bys]
        return f"EventQuery({self.event_type!r}){''.join(calls)}"


def _filters(given: Iterable[Filter]) -> tuple[Filter, ...]:
    filters = tuple(given) if isinstance(given, Iterable) else (given,)
    for each in filters:
        if not isinstance(each, Filter):
            raise ValidationError("filters", f"{each!r} is no Filter; add one by .where(...)")
    return filters


def _group_bys(given: Iterable[GroupBy]) -> tuple[GroupBy, ...]:
    try:
        pairs: tuple[GroupBy, ...] = tuple(
            (check_type(kind), filled(name, "name")) for kind, name in given
        )
    except (TypeError, ValueError):
        raise ValidationError("group_by", f"{given!r}: add one by .group_by(type, name)") from None
    if len(pairs) > facts.MAX_EVENT_GROUP_BYS:
        raise ValidationError(
            "group_by", f"an event takes at most {facts.MAX_EVENT_GROUP_BYS} group-bys"
        )
    return pairs


def wire_values(values: Value | Iterable[Value], argument: str = "values") -> tuple[str, ...]:
    """Write the values of a condition as text, one value or several; those of a set in order.

    Raises:
        ValidationError: no value at all, or one that has no text form.
    """
    texts = [_text(each, argument) for each in _several(values)]
    if not texts:
        raise ValidationError(argument, "a condition needs at least one value")
    return tuple(sorted(texts) if isinstance(values, AbstractSet) else texts)


def _several(values: object) -> Iterable[object]:
    one = (values,)
    is_one = isinstance(values, str | bytes | Mapping) or not isinstance(values, Iterable)
    return one if is_one else cast("Iterable[object]", values)


def _text(value: object, argument: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return property_text(value, argument)
    if isinstance(value, str):
        return str.__str__(value)
    if as_whole(value) is not None or (isinstance(value, float) and math.isfinite(value)):
        return str(value)
    raise ValidationError(
        argument, f"{value!r} has no text form; pass text, a finite number or a date"
    )


def wire_event(event: str | EventQuery | Mapping[str, Any], argument: str = "event") -> str:
    """Encode an event for a query parameter: a name, an `EventQuery`, or the raw mapping.

    Raises:
        ValidationError: none of the three, or a mapping without `event_type` or with a `group_by`
            that is no list of as many as an event takes.
    """
    if event and isinstance(event, str):
        event = EventQuery(event)
    if isinstance(event, EventQuery):
        return json_text(event.to_wire(), argument)
    name = event.get("event_type") if isinstance(event, Mapping) else None
    if not isinstance(event, Mapping) or not isinstance(name, str) or not name:
        raise ValidationError(
            argument,
            "an event is a non-empty name, an EventQuery, or a mapping with the member event_type",
        )
    groups: object = event.get("group_by") or []
    if (
        not isinstance(groups, list | tuple)
        or len(cast("Sized", groups)) > facts.MAX_EVENT_GROUP_BYS
    ):
        most = facts.MAX_EVENT_GROUP_BYS
        raise ValidationError(argument, f"its group_by is a list of at most {most} mappings")
    return json_text(dict(event), argument)


def is_grouped(event: str | EventQuery | Mapping[str, Any]) -> bool:
    """Whether an event, in any of the forms of `wire_event`, is split by a property."""
    if isinstance(event, EventQuery):
        return bool(event.group_bys)
    return isinstance(event, Mapping) and bool(event.get("group_by"))


def json_text(value: object, argument: str) -> str:
    """Encode JSON for a query parameter.

    Raises:
        ValidationError: something in it has no JSON form.
    """
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError as error:
        raise ValidationError(argument, f"has no JSON form: {error}") from None


EventQuery.ANY_ACTIVE = EventQuery(facts.ANY_ACTIVE_EVENT)
EventQuery.ANY = EventQuery(facts.ANY_EVENT)
EventQuery.NEW = EventQuery(facts.NEW_USER_EVENT)
EventQuery.REVENUE = EventQuery(facts.REVENUE_EVENT)
EventQuery.VERIFIED_REVENUE = EventQuery(facts.VERIFIED_REVENUE_EVENT)
EventQuery.UNVERIFIED_REVENUE = EventQuery(facts.UNVERIFIED_REVENUE_EVENT)
