"""From the arguments of a query to its parameters on the wire.

Each function takes one argument and returns what is sent, None for "do not send".
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, cast

from amplitude_api import facts

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import as_whole, filled, whole_number, whole_numbers
from amplitude_sdk.queries.days import Date, check_reach, check_span, wire_date
from amplitude_sdk.queries.events import EventQuery, is_grouped, json_text, wire_event
from amplitude_sdk.queries.segments import wire_segments
from amplitude_sdk.queries.terms import INTERVALS, LTV_METRICS

if TYPE_CHECKING:
    from amplitude_api.facts import Operation, Parameter

    from amplitude_sdk.queries.segments import Segments

__all__ = ["Arguments", "Brackets", "Date"]

Brackets = Sequence[Sequence[int]]

_LETTER: Final = re.compile(r"\b[A-Z]\b", re.ASCII)
"""How a formula names an event."""


class Arguments:
    """Collects the parameters of one operation; what equals the documented default is not sent."""

    def __init__(self, operation_id: str) -> None:
        self.operation: Operation = facts.OPERATIONS[operation_id]
        self._known: dict[str, Parameter] = {each.name: each for each in self.operation.parameters}
        self._sent: dict[str, Any] = {}
        self.group_bys: tuple[str, ...] = ()

    def __call__(self) -> dict[str, Any]:
        """The keyword arguments of the generated `build_request`, by wire name.

        Raises:
            ValidationError: more group-bys than the call takes. What is not sent may have more, so
                that the cost of any query can be computed (T-D26).
        """
        most = facts.MAX_GROUP_BYS if "g2" in self._known else 1
        if len(self.group_bys) > most:
            raise ValidationError(
                "group_by", f"this query takes at most {most}, got {len(self.group_bys)}"
            )
        groups = dict(zip(("g", "g2"), self.group_bys, strict=False))
        return {**self._sent, **groups}

    def sent(self, name: str) -> tuple[Any, ...]:
        """What is sent under a name: nothing, one value, or several."""
        value = self._sent.get(name, ())
        several = isinstance(value, list | tuple)
        return tuple(cast("Sequence[object]", value)) if several else (value,)

    def add(self, name: str, value: object) -> Arguments:
        """Send `value` as the parameter `name`, unless it is None or the documented default."""
        if value is not None and value != self._known[name].default:
            self._sent[name] = value
        return self

    def choice(
        self, name: str, argument: str, value: object, names: Mapping[str, int] | None = None
    ) -> Arguments:
        """Send one of the documented values, which may have `names` beside their numbers.

        Raises:
            ValidationError: a value the specs do not list.
        """
        return self.add(name, self._meant(name, argument, value, names or {}))

    def _meant(self, name: str, argument: str, value: object, names: Mapping[str, int]) -> object:
        if value is None:
            return None
        known = self._known[name].enum
        named = {word: number for word, number in names.items() if number in known}
        meant = named.get(value, value) if isinstance(value, str) else value
        if meant not in known or isinstance(meant, bool):
            words = ", ".join(repr(each) for each in (*known, *named))
            raise ValidationError(argument, f"{value!r} is not documented; use one of {words}")
        return known[known.index(meant)]

    def dates(self, start: Date, end: Date) -> Arguments:
        """Send the first and the last day.

        Raises:
            ValidationError: a value that is no day, or an end before its start.
        """
        first, last = wire_date(start, "start"), wire_date(end, "end")
        check_span(first, last)
        self._sent |= {"start": first, "end": last}
        return self

    def interval(self, name: str, value: int | str | None) -> Arguments:
        """Send an interval by number or by name.

        Raises:
            ValidationError: one the query does not know, or one that shows fewer days than asked
                for (T-X41). The days come first: see `dates`.
        """
        meant = self._meant(name, "interval", value, INTERVALS)
        if isinstance(meant, int) and facts.HOURLY_INTERVAL in self._known[name].enum:
            check_reach(meant, self._sent["start"], self._sent["end"])
        return self.add(name, meant)

    def ltv_metric(self, value: int | str | None) -> Arguments:
        """Send the metric of a lifetime value query by number or by name."""
        return self.choice("m", "metric", value, LTV_METRICS)

    def split(self, segments: Segments | None, group_by: str | Sequence[str] | None) -> Arguments:
        """Send segments and group-bys.

        Raises:
            ValidationError: what is no property name, or any with several segments.
        """
        wires = wire_segments(segments)
        names = _names(group_by)
        if names and wires is not None and len(wires) > 1:
            raise ValidationError(
                "group_by", "works with a single segment only; drop one of the two"
            )
        self.group_bys = tuple(names)
        return self.add("s", wires)

    def whole(
        self, name: str, argument: str, value: int | None, *, least: int, most: int | None = None
    ) -> Arguments:
        """Send a whole number within bounds.

        Raises:
            ValidationError: not a whole number, or out of bounds.
        """
        if value is not None:
            value = whole_number(value, argument)
            if value < least or (most is not None and value > most):
                bound = f"at least {least}" if most is None else f"between {least} and {most}"
                raise ValidationError(argument, f"{value} is out of bounds; it must be {bound}")
        return self.add(name, value)

    def seconds(self, name: str, argument: str, value: int | timedelta | None) -> Arguments:
        """Send a span of time as whole seconds.

        Raises:
            ValidationError: less than a second, or not whole seconds.
        """
        if isinstance(value, timedelta):
            if value % timedelta(seconds=1):
                raise ValidationError(argument, f"{value!r} is not a whole number of seconds")
            value = value // timedelta(seconds=1)
        return self.whole(name, argument, value, least=1)

    def brackets(self, brackets: Brackets | None, *, mode: str) -> Arguments:
        """Send retention brackets, pairs as on the wire with an exclusive upper end.

        Raises:
            ValidationError: brackets without the bracket mode, the mode without them, or no pairs.
        """
        if brackets is None:
            if mode == "bracket":
                raise ValidationError("brackets", 'mode="bracket" needs brackets')
            return self
        if mode != "bracket":
            raise ValidationError("brackets", 'brackets need mode="bracket"')
        if not isinstance(brackets, Sequence) or not brackets or not all(map(_is_pair, brackets)):
            raise ValidationError(
                "brackets", "expected pairs such as [[0, 1], [1, 8]], ends exclusive"
            )
        pairs = [whole_numbers(pair, "brackets") for pair in brackets]
        return self.add("rb", json_text(pairs, "brackets"))

    def steps(self, events: Sequence[str | EventQuery | Mapping[str, Any]]) -> Arguments:
        """Send the events of a funnel, the parameter repeated once for each.

        Raises:
            ValidationError: no event at all.
        """
        if not events or not isinstance(events, Sequence) or isinstance(events, str):
            raise ValidationError("events", "a funnel needs a list of one event or more")
        wires = [wire_event(each, f"events[{step}]") for step, each in enumerate(events)]
        return self.add("e", wires)

    def bins(
        self, unit: str | None, least: float | None, most: float | None, size: float | None
    ) -> Arguments:
        """Send the bins of a histogram of session lengths.

        Raises:
            ValidationError: an incomplete set, which the service would silently replace.
        """
        needed = (unit, least, most)
        for name, number in (("bin_min", least), ("bin_max", most), ("bin_size", size)):
            if number is not None and not _is_number(number):
                raise ValidationError(name, f"{number!r} is not a number")
        if any(each is not None for each in (*needed, size)) and any(
            each is None for each in needed
        ):
            raise ValidationError(
                "bin_unit",
                "custom bins need bin_unit, bin_min and bin_max together; bin_size may follow",
            )
        if least is not None and most is not None and not 0 <= least < most:
            raise ValidationError("bin_max", f"must lie above bin_min, got {least} to {most}")
        if size is not None and size <= 0:
            raise ValidationError("bin_size", f"must be positive, got {size}")
        self.choice("timeHistogramConfigBinTimeUnit", "bin_unit", unit)
        self.add("timeHistogramConfigBinMin", least).add("timeHistogramConfigBinMax", most)
        return self.add("timeHistogramConfigBinSize", size)

    def metric(self, value: str, event: str | EventQuery | Mapping[str, Any]) -> Arguments:
        """Send the metric of a segmentation.

        Raises:
            ValidationError: one the specs do not list, or a metric of a property without one.
        """
        if value in facts.PROPERTY_METRICS and not is_grouped(event):
            raise ValidationError(
                "event",
                f'metric="{value}" measures a property of the event; name it by a group-by of the '
                'event, such as EventQuery("Buy").group_by("event", "price")',
            )
        return self.choice("m", "metric", value)

    def limit(self, value: int | None) -> Arguments:
        """Send how many groups to return.

        Raises:
            ValidationError: out of the documented bounds.
        """
        return self.whole("limit", "limit", value, least=1, most=facts.MAX_GROUP_LIMIT)

    def formula(self, formula: str | None, *, metric: str) -> Arguments:
        """Send a formula.

        Raises:
            ValidationError: a formula without its metric, the metric without a formula, or the
                letter of an event that the query does not have. The events come first.
        """
        if formula is None:
            if metric == "formula":
                raise ValidationError("formula", 'metric="formula" needs a formula')
            return self
        if metric != "formula":
            raise ValidationError("formula", 'a formula needs metric="formula"')
        events = {"A", "B"} if self.sent("e2") else {"A"}
        for letter in _LETTER.findall(filled(formula, "formula")):
            if letter not in events:
                raise ValidationError(
                    "formula",
                    f"{letter} is no event of this query: A is event, B is second_event, and there "
                    "are no others",
                )
        return self.add("formula", formula)

    def text(self, name: str, argument: str, value: object) -> Arguments:
        """Send a non-empty text.

        Raises:
            ValidationError: an empty text, something else, or nothing where it is required.
        """
        if value is None and not self._known[name].required:
            return self
        return self.add(name, filled(value, argument))


def _names(group_by: str | Sequence[str] | None) -> list[str]:
    names = [group_by] if isinstance(group_by, str) else group_by
    if names is None:
        return []
    if not isinstance(names, Sequence) or not all(isinstance(each, str) and each for each in names):
        raise ValidationError("group_by", f"expected a property name or two, got {group_by!r}")
    return list(names)


def _is_number(value: object) -> bool:
    is_finite = isinstance(value, float) and math.isfinite(value)
    return is_finite or as_whole(value) is not None


def _is_pair(pair: object) -> bool:
    members = cast("Sequence[object]", pair) if isinstance(pair, Sequence) else ()
    match [as_whole(each) for each in members]:
        case [int() as first, int() as last]:
            return 0 <= first < last
        case _:
            return False
