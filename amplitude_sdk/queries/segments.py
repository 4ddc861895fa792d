"""`Segment`: which users a query counts ("Dashboard REST API", section "Segment definition")."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MethodType
from typing import Any, Concatenate, Generic, ParamSpec, cast, get_args

from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import check_operator, filled, whole_number
from amplitude_sdk.queries.events import EventQuery, Value, json_text, wire_values
from amplitude_sdk.queries.terms import Operator, TimeType

__all__ = ["Segment", "Segments", "wire_segments"]

P = ParamSpec("P")


class _Condition(Generic[P]):
    """A method that starts a segment on the class and continues one on an instance."""

    def __init__(self, method: Callable[Concatenate[Segment, P], Segment]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __get__(self, instance: Segment | None, owner: type[Segment]) -> Callable[P, Segment]:
        return MethodType(self._method, owner() if instance is None else instance)


@dataclass(frozen=True, slots=True)
class PropertyCondition:
    """A condition on a property of the user, cohorts included; see `Segment.where`.

    Raises:
        ValidationError: an empty property, an unknown operator, or no value.
    """

    prop: str
    op: Operator
    values: tuple[str, ...]

    def __post_init__(self) -> None:
        filled(self.prop, "prop")
        check_operator(self.op)
        object.__setattr__(self, "values", wire_values(self.values))

    def to_wire(self) -> dict[str, object]:
        """The condition as the API spells it."""
        return {"prop": self.prop, "op": self.op, "values": list(self.values)}

    def __repr__(self) -> str:
        """The call that adds it to a segment."""
        if self.prop == facts.COHORT_PROPERTY and self.op == "is":
            return f"cohort({', '.join(map(repr, self.values))})"
        return f"where({self.prop!r}, {self.op!r}, {list(self.values)!r})"


@dataclass(frozen=True, slots=True)
class EventCondition:
    """A condition on how often the user performed an event; see `Segment.performed`.

    Raises:
        ValidationError: as `Segment.performed` says.
    """

    event: EventQuery
    op: str
    value: int
    time_type: TimeType | None = None
    time_value: int | None = None

    def __post_init__(self) -> None:
        if self.event.group_bys:
            raise ValidationError(
                "event_type", "a condition is not grouped; drop its .group_by(...)"
            )
        filled(self.op, "op")
        object.__setattr__(self, "value", whole_number(self.value, "value"))
        known = get_args(TimeType)
        if self.time_type is not None and self.time_type not in known:
            raise ValidationError(
                "time_type", f"{self.time_type!r} is unknown; use one of {', '.join(known)}"
            )
        if (self.time_value is not None) != (self.time_type == "forEachInterval"):
            raise ValidationError(
                "time_value", 'belongs to time_type="forEachInterval", and it needs one'
            )
        if self.time_value is not None:
            object.__setattr__(self, "time_value", whole_number(self.time_value, "time_value"))

    def to_wire(self) -> dict[str, object]:
        """The condition as the API spells it."""
        wire: dict[str, object] = {"type": "event", "event_type": self.event.event_type}
        wire |= {"op": self.op, "value": self.value}
        wire["filters"] = [each.to_wire() for each in self.event.filters]
        if self.time_type is not None:
            wire["time_type"] = self.time_type
        if self.time_value is not None:
            wire["time_value"] = self.time_value
        return wire

    def __repr__(self) -> str:
        """The call that adds it to a segment."""
        event = self.event if self.event.filters else self.event.event_type
        times = {"time_type": self.time_type, "time_value": self.time_value}
        more = [f", {name}={value!r}" for name, value in times.items() if value is not None]
        return f"performed({event!r}, {self.op!r}, {self.value!r}{''.join(more)})"


Condition = PropertyCondition | EventCondition


@dataclass(frozen=True, slots=True)
class Segment:
    """Conditions on users that all hold; immutable, started on the class and chained.

    >>> Segment.where("country", "is", "Netherlands").where("gp:plan", "is not", ["free", "trial"])
    Segment.where('country', 'is', ['Netherlands']).where('gp:plan', 'is not', ['free', 'trial'])

    Segments are values: equal ones compare equal and are one key of a dict, and they can be copied
    and pickled. Property names go on the wire unchanged: custom user properties carry `gp:` (see
    `user_property`).

    Attributes:
        conditions: what has to hold, in the order it was added.
    """

    conditions: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        conditions = self.conditions
        object.__setattr__(self, "conditions", tuple(conditions))
        for each in self.conditions:
            if not isinstance(each, PropertyCondition | EventCondition):
                raise ValidationError(
                    "conditions", f"{each!r} is none; begin with Segment.where(...)"
                )

    @_Condition
    def where(self: Segment, prop: str, op: Operator, values: Value | Iterable[Value]) -> Segment:
        """Keep users whose property fulfils a condition; custom properties carry `gp:`.

        Args:
            prop: the property's name.
            op: one of the ten documented operators.
            values: one value or several; dates become ISO text.

        Raises:
            ValidationError: an empty property, an unknown operator, or no value.
        """
        return self._with(PropertyCondition(prop, op, wire_values(values)))

    @_Condition
    def cohort(self: Segment, *cohort_ids: str) -> Segment:
        """Keep the members of behavioural cohorts, by the ids in their URLs.

        Raises:
            ValidationError: no id at all.
        """
        return self._with(
            PropertyCondition(facts.COHORT_PROPERTY, "is", wire_values(cohort_ids, "cohort_ids"))
        )

    @_Condition
    def performed(
        self: Segment,
        event_type: str | EventQuery,
        op: str,
        value: int,
        *,
        time_type: TimeType | None = None,
        time_value: int | None = None,
    ) -> Segment:
        """Keep users who performed an event so many times (T-X29).

        Args:
            event_type: the event, by its name or as an `EventQuery` with filters.
            op: a comparison such as `>=`.
            value: the number of times it is compared with.
            time_type: within which time; absent for the service's default.
            time_value: days, with `time_type="forEachInterval"`.

        Raises:
            ValidationError: an argument of another type, an empty text, an unknown time type, one
                of the two time arguments alone, or a group-by of the event.
        """
        event = event_type
        if not isinstance(event, EventQuery):
            event = EventQuery(filled(event_type, "event_type"))
        return self._with(EventCondition(event, op, value, time_type, time_value))

    def _with(self, condition: Condition) -> Segment:
        return replace(self, conditions=(*self.conditions, condition))

    def to_wire(self) -> list[dict[str, object]]:
        """The segment as the API spells it: a list of conditions."""
        return [condition.to_wire() for condition in self.conditions]

    def __repr__(self) -> str:
        """The expression that builds it."""
        return (
            ".".join(["Segment", *map(repr, self.conditions)]) if self.conditions else "Segment()"
        )


Segments = (
    Segment
    | Sequence[Segment]
    | Sequence[Mapping[str, Any]]
    | Sequence[Sequence[Mapping[str, Any]]]
)


def wire_segments(segments: Segments | None) -> list[str] | None:
    """Encode segments, one JSON text each: a `Segment`, several, or the raw lists.

    A list of mappings is one segment, a list of lists several.

    Raises:
        ValidationError: none of these, or a segment without conditions.
    """
    if segments is None:
        return None
    wires = [_conditions(each) for each in _several(segments)]
    if not wires or not all(wires):
        raise ValidationError(
            "segments", "a segment needs at least one condition; None for all users"
        )
    return [json_text(wire, "segments") for wire in wires]


def _several(segments: Segments) -> list[object]:
    if isinstance(segments, Segment):
        return [segments]
    if isinstance(segments, Sequence) and not isinstance(segments, str):
        items = list(cast("Sequence[object]", segments))
        return [items] if items and isinstance(items[0], Mapping) else items
    raise ValidationError("segments", f"expected a Segment or a list of them, got {segments!r}")


def _conditions(segment: object) -> list[Any]:
    if isinstance(segment, Segment):
        return segment.to_wire()
    if isinstance(segment, list | tuple):
        conditions = list(cast("Iterable[object]", segment))
        if all(isinstance(condition, Mapping) for condition in conditions):
            return conditions
    raise ValidationError(
        "segments", f"a segment is a Segment or a list of mappings, not {segment!r}"
    )
