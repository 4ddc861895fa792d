"""`Segment`: which users a query counts ("Dashboard REST API", section "Segment definition")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, cast, get_args

from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import filled, whole_number
from amplitude_sdk.queries.events import check_operator, json_text, wire_values
from amplitude_sdk.queries.terms import TimeType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from amplitude_sdk.queries.events import Filter, Value
    from amplitude_sdk.queries.terms import Operator

__all__ = ["Segment", "Segments", "wire_segments"]

P = ParamSpec("P")


class _Condition(Generic[P]):
    """A method that starts a segment on the class and continues one on an instance."""

    def __init__(self, method: Callable[Concatenate[Segment, P], Segment]) -> None:
        self._method = method
        self.__doc__ = method.__doc__

    def __get__(self, instance: Segment | None, owner: type[Segment]) -> Callable[P, Segment]:
        return partial(self._method, owner() if instance is None else instance)


@dataclass(frozen=True, slots=True)
class Property:
    """A condition on a property of the user, cohorts included."""

    prop: str
    op: Operator
    values: tuple[str, ...]

    def to_wire(self) -> dict[str, object]:
        """The condition as the API spells it."""
        return {"prop": self.prop, "op": self.op, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class Performed:
    """A condition on how often the user performed an event."""

    event_type: str
    op: str
    value: int
    filters: tuple[Filter, ...] = ()
    time_type: TimeType | None = None
    time_value: int | None = None

    def to_wire(self) -> dict[str, object]:
        """The condition as the API spells it."""
        wire: dict[str, object] = {"type": "event", "event_type": self.event_type}
        wire |= {"op": self.op, "value": self.value}
        wire["filters"] = [each.to_wire() for each in self.filters]
        if self.time_type is not None:
            wire["time_type"] = self.time_type
        if self.time_value is not None:
            wire["time_value"] = self.time_value
        return wire


@dataclass(frozen=True, slots=True)
class Segment:
    """Conditions on users that all hold; immutable, started on the class and chained.

    >>> Segment.where("country", "is", ["Netherlands"]).where("gp:plan", "is not", ["free"])
    Segment(conditions=...)
    """

    conditions: tuple[Property | Performed, ...] = ()

    @_Condition
    def where(self: Segment, prop: str, op: Operator, values: Value | Iterable[Value]) -> Segment:
        """Keep users whose property fulfils a condition; custom properties carry `gp:`.

        Raises:
            ValidationError: an empty property, an unknown operator, or no value.
        """
        check_operator(op)
        return self._with(Property(filled(prop, "prop"), op, wire_values(values)))

    @_Condition
    def cohort(self: Segment, *cohort_ids: str) -> Segment:
        """Keep the members of behavioural cohorts, by the ids in their URLs.

        Raises:
            ValidationError: no id at all.
        """
        return self._with(Property(facts.COHORT_PROPERTY, "is", wire_values(cohort_ids)))

    @_Condition
    def performed(
        self: Segment,
        event_type: str,
        op: str,
        value: int,
        *,
        filters: Iterable[Filter] = (),
        time_type: TimeType | None = None,
        time_value: int | None = None,
    ) -> Segment:
        """Keep users who performed an event so many times.

        Args:
            event_type: the event.
            op: a comparison such as `>=`.
            value: the number of times it is compared with.
            filters: conditions on the event, from `EventQuery(...).filters`.
            time_type: within which time; absent for the service's default.
            time_value: days, with `time_type="forEachInterval"`.

        Raises:
            ValidationError: an argument of another type, an empty text, an unknown time type, or
                one of the two time arguments alone.
        """
        if time_type is not None and time_type not in get_args(TimeType):
            known = ", ".join(get_args(TimeType))
            raise ValidationError("time_type", f"{time_type!r} is unknown; use one of {known}")
        if (time_value is not None) != (time_type == "forEachInterval"):
            raise ValidationError(
                "time_value", 'belongs to time_type="forEachInterval", and it needs one'
            )
        if time_value is not None:
            whole_number(time_value, "time_value")
        condition = Performed(
            filled(event_type, "event_type"),
            filled(op, "op"),
            whole_number(value, "value"),
            tuple(filters),
            time_type,
            time_value,
        )
        return self._with(condition)

    def _with(self, condition: Property | Performed) -> Segment:
        return replace(self, conditions=(*self.conditions, condition))

    def to_wire(self) -> list[dict[str, object]]:
        """The segment as the API spells it: a list of conditions."""
        return [condition.to_wire() for condition in self.conditions]


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
