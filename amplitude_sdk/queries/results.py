"""What queries return: frozen values with `.raw`, most of them tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amplitude_sdk.queries import reading
from amplitude_sdk.queries.labels import labels_of
from amplitude_sdk.queries.reading import (
    Axis,
    Json,
    each,
    envelope,
    items,
    number,
    obj,
    raw_field,
    text,
    texts,
    whole,
)
from amplitude_sdk.queries.tables import Column, Record, Table
from amplitude_sdk.queries.terms import INTERVALS, Interval

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Distribution", "EventCatalogue", "EventInfo", "TimeSeries"]


def axis_of(interval: Interval | None) -> Axis:
    """What an interval makes of a time axis; intervals shorter than a day are negative."""
    length = INTERVALS[interval] if isinstance(interval, str) else interval
    return "moment" if length is not None and length < 0 else "day"


@dataclass(frozen=True, slots=True)
class TimeSeries(Table):
    """Values over time, one series for each label: columns `date`, `label`, `value`.

    Attributes:
        points: the time axis, of what `axis` says.
        labels: one for each series, no two alike. Without a group-by the service labels series by
            position: "0" and "1" for two segments or two events.
        series: one row of values for each label, as long as `points`.
        collapsed: for each label the value over the whole span; empty when the reply has none.
        axis: "day" for dates, "moment" for naive datetimes of the project's time zone, "text" for
            labels such as the times of day of `realtime`.
        raw: the reply as it came.
    """

    points: tuple[date | str | None, ...]
    labels: tuple[str, ...]
    series: tuple[tuple[float | None, ...], ...]
    collapsed: tuple[float | None, ...]
    axis: Axis
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object, axis: Axis = "day") -> TimeSeries:
        """Read the reply of users, sessions, segmentation and realtime.

        Args:
            body: the reply.
            axis: what the interval asked for makes of the time axis.
        """
        raw = obj(body)
        data = obj(envelope(raw), "data")
        series = reading.rows_of(data.get("series"), "data.series")
        read, points = reading.axis(data.get("xValues"), "data.xValues", axis)
        return cls(
            points=points,
            labels=labels_of(data, len(series)),
            series=series,
            collapsed=each(_collapsed, data.get("seriesCollapsed"), "data.seriesCollapsed"),
            axis=read,
            raw=raw,
        )

    @property
    def schema(self) -> tuple[Column, ...]:
        """`date`, of what `axis` says; `label`; `value`."""
        return Column("date", self.axis), Column("label", "text"), Column("value", "number")

    def records(self) -> Iterator[Record]:
        """One row a label and point."""
        for label, values in zip(self.labels, self.series, strict=True):
            for point, value in zip(self.points, values, strict=False):
                yield point, label, value

    def plot(self) -> alt.Chart:
        """A line for each label."""
        from amplitude_sdk.queries.plots import lines

        return lines(self, "date", "value", "label")


def _collapsed(value: object, path: str) -> float | None:
    cells = items(value, path)
    return number(obj(cells[0], f"{path}[0]").get("value"), f"{path}[0].value") if cells else None


@dataclass(frozen=True, slots=True)
class Distribution(Table):
    """Counts over the bins of a histogram or the values of a property: columns `bin`, `count`.

    Attributes:
        bins: session lengths such as "0s-60s", or the values of a property, "(none)" among them.
        counts: sessions or users, one for each bin.
        label: the property a composition looks at; "" for session lengths.
        raw: the reply as it came.
    """

    bins: tuple[str, ...]
    counts: tuple[int | None, ...]
    label: str
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Distribution:
        """Read the reply of session lengths and composition."""
        raw = obj(body)
        data = obj(envelope(raw), "data")
        rows = items(data.get("series"), "data.series")
        labels = items(data.get("seriesLabels"), "data.seriesLabels")
        return cls(
            bins=texts(data.get("xValues"), "data.xValues"),
            counts=each(whole, rows[0], "data.series[0]") if rows else (),
            label=labels[0] if labels and isinstance(labels[0], str) else "",
            raw=raw,
        )

    @property
    def schema(self) -> tuple[Column, ...]:
        """`bin`, `count`."""
        return Column("bin", "text"), Column("count", "whole")

    def records(self) -> Iterator[Record]:
        """One row a bin."""
        return zip(self.bins, self.counts, strict=False)

    def plot(self) -> alt.Chart:
        """A bar for each bin."""
        from amplitude_sdk.queries.plots import bars

        return bars(self, "bin", "count")


@dataclass(frozen=True, slots=True)
class EventInfo:
    """An event type of the project.

    Attributes:
        value: its name in the raw data, the one to query by.
        display: its display name.
        totals: how often it happened in the current week.
        raw: the entry as it came.
    """

    value: str
    display: str
    totals: int | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, path: str = "data[]") -> EventInfo:
        """Read one entry."""
        raw = obj(entry, path)
        value = text(raw.get("value", raw.get("name")), f"{path}.value") or ""
        display = text(raw.get("display"), f"{path}.display") or value
        return cls(value, display, whole(raw.get("totals"), f"{path}.totals"), raw)


@dataclass(frozen=True, slots=True)
class EventCatalogue(Table):
    """The event types of a project: columns `value`, `display`, `totals`.

    It iterates and counts like a list.

    Attributes:
        events: hidden ones are left out by the service.
        raw: the reply as it came.
    """

    events: tuple[EventInfo, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> EventCatalogue:
        """Read the reply of the events list."""
        raw = obj(body)
        return cls(each(EventInfo.parse, envelope(raw), "data"), raw)

    def __iter__(self) -> Iterator[EventInfo]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    @property
    def schema(self) -> tuple[Column, ...]:
        """`value`, `display`, `totals`."""
        return Column("value", "text"), Column("display", "text"), Column("totals", "whole")

    def records(self) -> Iterator[Record]:
        """One row an event type."""
        return ((event.value, event.display, event.totals) for event in self.events)

    def plot(self) -> alt.Chart:
        """A bar for each event type, the most frequent on top."""
        from amplitude_sdk.queries.plots import ranking

        return ranking(self, "totals", "display")
