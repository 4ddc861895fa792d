"""Funnels: how many users take each step, and where the others are lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.queries.reading import (
    Axis,
    Json,
    day,
    each,
    envelope,
    flag,
    in_common,
    number,
    obj,
    raw_field,
    rows_of,
    text,
    texts,
    whole,
)
from amplitude_sdk.queries.tables import Column, Record, Table, View

if TYPE_CHECKING:
    from amplitude_sdk.queries.tables import Plot

__all__ = ["Funnel", "FunnelDay", "FunnelGroup", "FunnelStep"]


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step of a funnel.

    Attributes:
        number: counted from 1.
        event: its label.
        users: how many users took it.
        conversion: the share of all users of the funnel who took it, 0 to 1.
        step_conversion: the share of the users of the previous step who took it; 1.0 for the first.
        dropped: how many users of the previous step did not take it; 0 for the first.
        median_ms: the median time from the previous step, milliseconds.
        average_ms: the average time from the previous step, milliseconds.
    """

    number: int
    event: str
    users: int | None
    conversion: float | None
    step_conversion: float | None
    dropped: int | None
    median_ms: float | None
    average_ms: float | None

    @property
    def drop_off(self) -> float | None:
        """The share of the users of the previous step who did not take this one, 0 to 1."""
        return None if self.step_conversion is None else 1 - self.step_conversion


@dataclass(frozen=True, slots=True)
class FunnelDay:
    """The steps of the users who entered the funnel on one day; each tuple has one value a step.

    Attributes:
        date: the day; the label as it came where it is none.
        users: how many users took each step.
        median_ms: the median times from the previous step, milliseconds.
        average_ms: the average times from the previous step, milliseconds.
        complete: whether the numbers are final; None when the reply does not say.
    """

    date: date | str | None
    users: tuple[float | None, ...]
    median_ms: tuple[float | None, ...]
    average_ms: tuple[float | None, ...]
    complete: bool | None

    def of(self, position: int) -> tuple[float | None, float | None, float | None]:
        """Users, median and average of the step at a position, from 0."""
        return (
            _at(self.users, position),
            _at(self.median_ms, position),
            _at(self.average_ms, position),
        )


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """A funnel for one segment or one value of the group-by.

    Attributes:
        group: the value of the group-by; None without one.
        segment: the position of the segment in the query, from 0; None when the reply has none.
        steps: the steps, in order.
        days: the same by day.
        raw: the entry as it came.
    """

    group: str | None
    segment: int | None
    steps: tuple[FunnelStep, ...]
    days: tuple[FunnelDay, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, path: str = "data[]") -> FunnelGroup:
        """Read one element of `data`."""
        raw = obj(entry, path)
        meta = obj(raw.get("meta"), f"{path}.meta")
        return cls(
            group=text(raw.get("groupValue"), f"{path}.groupValue"),
            segment=whole(meta.get("segmentIndex"), f"{path}.meta.segmentIndex"),
            steps=tuple(_steps(raw, path)),
            days=tuple(_days(raw, path)),
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class Funnel(Table):
    """A funnel analysis, one row a group and step.

    Attributes:
        groups: one for each segment or value of the group-by.
        axis: what the interval asked for makes of the dates in `by_day`: "day" or "moment".
        raw: the reply as it came.
    """

    groups: tuple[FunnelGroup, ...]
    axis: Axis
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object, axis: Axis = "day") -> Funnel:
        """Read the reply of the funnel analysis.

        Args:
            body: the reply.
            axis: what the interval asked for makes of a time axis.
        """
        raw = obj(body)
        return cls(each(FunnelGroup.parse, envelope(raw), "data"), axis, raw)

    @property
    def schema(self) -> tuple[Column, ...]:
        """`group`, `segment`, and for each step what `FunnelStep` says."""
        return (
            *_GROUP,
            Column("users", "whole"),
            Column("conversion", "number"),
            Column("step_conversion", "number"),
            Column("dropped", "whole"),
            Column("drop_off", "number"),
            Column("median_ms", "number"),
            Column("average_ms", "number"),
        )

    def records(self) -> Iterator[Record]:
        """One row a group and step."""
        for group in self.groups:
            for step in group.steps:
                yield (
                    group.group,
                    group.segment,
                    step.number,
                    step.event,
                    step.users,
                    step.conversion,
                    step.step_conversion,
                    step.dropped,
                    step.drop_off,
                    step.median_ms,
                    step.average_ms,
                )

    def by_day(self) -> View:
        """The steps of each day: one row a group, day and step; drawn as a line for each step."""
        from amplitude_sdk.queries.plots import lines

        entries = [(group, day) for group in self.groups for day in group.days]
        kind, dates = in_common((day.date for _, day in entries), self.axis)
        rows = (
            (group.group, group.segment, step.number, step.event, date, *day.of(n), day.complete)
            for (group, day), date in zip(entries, dates, strict=True)
            for n, step in enumerate(group.steps)
        )
        measures = (Column(name, "number") for name in ("users", "median_ms", "average_ms"))
        columns = (*_GROUP, Column("date", kind), *measures, Column("complete", "flag"))
        drawing = partial(lines, x="date", y="users", color="event", panels="group")
        return View(columns, tuple(rows), drawing)

    def plot(self) -> Plot:
        """A bar for each step, a color for each group or segment."""
        from amplitude_sdk.queries.plots import bars

        rows = (
            (name, f"{step.number}. {step.event}", step.users, step.conversion, step.drop_off)
            for name, group in zip(_names(self.groups), self.groups, strict=True)
            for step in group.steps
        )
        columns = (
            Column("group", "text"),
            Column("step", "text"),
            Column("users", "whole"),
            Column("conversion", "number"),
            Column("drop_off", "number"),
        )
        return View(columns, tuple(rows), partial(bars, x="step", y="users", color="group")).plot()


_GROUP: Final = (
    Column("group", "text"),
    Column("segment", "whole"),
    Column("step", "whole"),
    Column("event", "text"),
)
_MEASURES: Final[dict[str, Callable[[object, str], Any]]] = {
    "cumulativeRaw": whole,
    "cumulative": number,
    "stepByStep": number,
    "medianTransTimes": number,
    "avgTransTimes": number,
}


def _steps(raw: Json, path: str) -> Iterator[FunnelStep]:
    events = texts(raw.get("events"), f"{path}.events")
    measures = [each(read, raw.get(name), f"{path}.{name}") for name, read in _MEASURES.items()]
    before: int | None = None
    for n, event in enumerate(events):
        users, conversion, step_conversion, *times = (_at(measure, n) for measure in measures)
        before = users if n == 0 else before
        dropped = None if before is None or users is None else before - users
        yield FunnelStep(n + 1, event, users, conversion, step_conversion, dropped, *times)
        before = users


def _days(raw: Json, path: str) -> Iterator[FunnelDay]:
    members = ("dayFunnels", "dayMedianTransTimes", "dayAvgTransTimes")
    entries = {name: obj(raw.get(name), f"{path}.{name}") for name in members}
    series = [
        rows_of(entry.get("series"), f"{path}.{name}.series") for name, entry in entries.items()
    ]
    first = entries["dayFunnels"]
    complete = each(flag, first.get("isComplete"), f"{path}.dayFunnels.isComplete")
    for n, label in enumerate(each(day, first.get("xValues"), f"{path}.dayFunnels.xValues")):
        users, median_ms, average_ms = (_at(rows, n) or () for rows in series)
        yield FunnelDay(label, users, median_ms, average_ms, _at(complete, n))


def _at(values: Sequence[Any], position: int) -> Any:
    return values[position] if position < len(values) else None


def _names(groups: Sequence[FunnelGroup]) -> list[str]:
    """What tells each funnel from the others: its segment where there are several, and its group."""
    several = len({group.segment for group in groups}) > 1
    segments = (f"segment {group.segment}" if several else None for group in groups)
    parts = ((segment, group.group) for segment, group in zip(segments, groups, strict=True))
    return ["; ".join(part for part in each if part) for each in parts]
