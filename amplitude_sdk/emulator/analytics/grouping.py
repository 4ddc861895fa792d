"""What the series of a query are grouped by.

Documented (Dashboard REST API, "Event format", "Shared query parameters"; T-D9): an event is grouped
by two properties at most, its `group_by`, and a segment by two user properties, `g` and `g2`; these
with a single segment only. Documented ("Build charts: Add user segments"): a user can be in several
groups. Inferred: an event whose property is a list is in the group of each of its values, once; one
without the property in the group `(none)`. Unknown is how several properties make one label; here
they are joined by "; " in the order event, segment, the way the SDK reads lists of them (T-X45).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.emulator.analytics.filters import NONE
from amplitude_sdk.emulator.analytics.properties import (
    Property,
    property_of,
    user_property,
    written,
)
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement

_SEPARATOR: Final = "; "


class Grouping(NamedTuple):
    """The properties an event and its segment are grouped by."""

    of_event: Sequence[Mapping[str, str]] = ()
    of_segment: Sequence[str] = ()
    numbers: bool = False
    """Whether the first property of the event counts by its numbers only, as in a distribution."""

    def properties(self, statement: Statement) -> list[Property]:
        """Return the properties, those of the event first."""
        of_event = [property_of(one["type"], one["value"], statement) for one in self.of_event]
        if self.numbers:
            of_event[0] = _written_numbers(of_event[0])
        return [*of_event, *(user_property(name, statement) for name in self.of_segment)]

    def size(self) -> int:
        """Return how many properties there are."""
        return len(self.of_event) + len(self.of_segment)

    def of_users(self) -> Grouping:
        """Return what is left when the query is about any active event."""
        return Grouping((), self.of_segment)

    def of_users_in(self, label: tuple[str, ...]) -> tuple[str, ...]:
        """Return what is left of a label then."""
        return label[len(self.of_event) :]


def segment_properties(parameters: Mapping[str, Any]) -> list[str]:
    """Return `g` and `g2`, as far as they are given.

    Raises the 400 for `g` with several segments, and for `g2` without `g`.
    """
    if parameters["g"] is None and parameters["g2"] is not None:
        raise refused(400, "g2 is the second property to group by; send the first one as g")
    if parameters["g"] is not None and len(parameters["s"] or ()) > 1:
        raise refused(400, "g is available only with a single segment")
    return [parameters[name] for name in ("g", "g2") if parameters[name] is not None]


def label_names(count: int) -> list[str]:
    """Return the names of the columns for that many labels."""
    return [f"label{position}" for position in range(count)]


def label_columns(properties: Sequence[Property]) -> list[str]:
    """Return the columns of labels, before lists are taken apart by `grouped_rows`."""
    return [
        f"{one.sql if one.is_list else _or_none(one.sql)} as {name}"
        for name, one in zip(label_names(len(properties)), properties, strict=True)
    ]


def grouped_rows(rows: str, properties: Sequence[Property], grouping: Grouping) -> str:
    """Return the SELECT that has each row once for each group it is in."""
    for name, property_ in zip(label_names(len(properties)), properties, strict=True):
        if property_.is_list:
            labels = f"case when len({name}) = 0 then ['{NONE}'] else {name} end"
            rows = f"select * replace (unnest({labels}) as {name}) from ({rows})"  # noqa: S608 -- our own names only
    return f"select * from ({rows}) where label0 <> '{NONE}'" if grouping.numbers else rows  # noqa: S608 -- our own names only


def joined(label: Sequence[str]) -> str:
    """Return the label of a series."""
    return _SEPARATOR.join(label)


def _written_numbers(property_: Property) -> Property:
    numbers = property_.numbers()
    if not property_.is_list:
        return Property(written(numbers))
    texts = f"list_transform({numbers}, lambda number: {written('number')})"
    return Property(f"list_distinct({texts})", is_list=True)


def _or_none(text: str) -> str:
    return f"coalesce({text}, '{NONE}')"
