"""What queries return: frozen values with `.raw`, and `.rows()` where there is a table."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries import reading
from amplitude_sdk.queries.reading import items, number, obj, text, whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from amplitude_sdk.queries.reading import Json

__all__ = [
    "Chart",
    "ChartTable",
    "Distribution",
    "EventCatalogue",
    "EventInfo",
    "TimeSeries",
]

Row = dict[str, Any]


def raw_field() -> Any:
    """The reply as it came, unknown members included; left out of comparison, hash and repr."""
    return field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class TimeSeries:
    """Values over time, one series for each label.

    Attributes:
        points: the time axis: days as dates, hours as naive datetimes of the project's time zone,
            labels that are neither as text.
        labels: one for each series; "" where the reply gives none. Without a group-by the service
            labels series by position: "0" and "1" for two segments or two events.
        series: one row of values for each label, as long as `points`.
        collapsed: for each label the value over the whole span; empty when the reply has none.
        raw: the reply as it came.
    """

    points: tuple[date | str, ...]
    labels: tuple[str, ...]
    series: tuple[tuple[float | None, ...], ...]
    collapsed: tuple[float | None, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> TimeSeries:
        """Read the reply of users, sessions, segmentation and realtime."""
        raw = obj(body)
        data = obj(raw.get("data"), "data")
        series = reading.rows_of(data.get("series"), "data.series")
        return cls(
            points=reading.axis(data.get("xValues"), "data.xValues"),
            labels=_labels(data, len(series)),
            series=series,
            collapsed=_collapsed(data.get("seriesCollapsed")),
            raw=raw,
        )

    def rows(self) -> list[Row]:
        """One row a point and label: `date`, `label`, `value`."""
        return [
            {"date": point, "label": label, "value": value}
            for label, values in zip(self.labels, self.series, strict=True)
            for point, value in zip(self.points, values, strict=False)
        ]


def _labels(data: Json, count: int) -> tuple[str, ...]:
    """Labels stand in `seriesLabels`; older documentation shows them as texts in `seriesMeta`."""
    found = items(data.get("seriesLabels"), "data.seriesLabels")
    if not found:
        meta = items(data.get("seriesMeta"), "data.seriesMeta")
        found = meta if all(isinstance(each, str) for each in meta) else []
    labels = [label_of(each) for each in found[:count]]
    return tuple(labels + [""] * (count - len(labels)))


def label_of(value: object) -> str:
    """A label is a text or a number; a list of them (two group-bys) is joined."""
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    return "; ".join(text(part, "data.seriesLabels") or "" for part in parts)


def _collapsed(value: object) -> tuple[float | None, ...]:
    cells = [items(each, "data.seriesCollapsed") for each in items(value, "data.seriesCollapsed")]
    return tuple(number(obj(each[0]).get("value"), "value") if each else None for each in cells)


@dataclass(frozen=True, slots=True)
class Distribution:
    """Counts over the bins of a histogram or the values of a property.

    Attributes:
        bins: session lengths such as "0s-60s", or the values of a property, "(none)" among them.
        counts: sessions or users, one for each bin.
        label: the property a composition looks at; "" for session lengths.
        raw: the reply as it came.
    """

    bins: tuple[str, ...]
    counts: tuple[float | None, ...]
    label: str
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Distribution:
        """Read the reply of session lengths and composition."""
        raw = obj(body)
        data = obj(raw.get("data"), "data")
        series = reading.rows_of(data.get("series"), "data.series")
        labels = items(data.get("seriesLabels"), "data.seriesLabels")
        return cls(
            bins=tuple(
                text(each, "xValues") or "" for each in items(data.get("xValues"), "xValues")
            ),
            counts=series[0] if series else (),
            label=labels[0] if labels and isinstance(labels[0], str) else "",
            raw=raw,
        )

    def rows(self) -> list[Row]:
        """One row a bin: `bin`, `count`."""
        return [
            {"bin": name, "count": count}
            for name, count in zip(self.bins, self.counts, strict=False)
        ]


@dataclass(frozen=True, slots=True)
class EventInfo:
    """An event type of the project.

    Attributes:
        value: its name in the raw data.
        display: its display name.
        totals: how often it happened in the current week.
        raw: the entry as it came.
    """

    value: str
    display: str
    totals: int | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object) -> EventInfo:
        """Read one entry."""
        raw = obj(entry, "data[]")
        value = text(raw.get("value", raw.get("name")), "data[].value") or ""
        display = text(raw.get("display"), "data[].display") or value
        return cls(value, display, whole(raw.get("totals"), "data[].totals"), raw)


@dataclass(frozen=True, slots=True)
class EventCatalogue:
    """The event types of a project; iterates and counts like a list.

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
        return cls(tuple(EventInfo.parse(entry) for entry in items(raw.get("data"), "data")), raw)

    def __iter__(self) -> Iterator[EventInfo]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def rows(self) -> list[Row]:
        """One row an event type: `value`, `display`, `totals`."""
        return [
            {"value": each.value, "display": each.display, "totals": each.totals}
            for each in self.events
        ]


@dataclass(frozen=True, slots=True)
class Chart:
    """The results of a saved chart; their shape depends on the chart.

    Attributes:
        data: what stands under `data`.
        raw: the reply as it came.
    """

    data: Any
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Chart:
        """Read the reply of a saved chart."""
        raw = obj(body)
        return cls(raw.get("data"), raw)


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A saved chart as the table its CSV export holds.

    Attributes:
        text: the CSV text as it came.
        table: its lines as cells, without the tabs that mark text cells.
        raw: the reply as it came.
    """

    text: str
    table: tuple[tuple[str, ...], ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> ChartTable:
        """Read the reply of a chart's CSV export: CSV text inside JSON."""
        raw = obj(body)
        written = text(raw.get("data"), "data") or ""
        try:
            lines = [*csv.reader(io.StringIO(written, newline=""))]
        except csv.Error as error:
            raise DecodeError(f"data should be CSV text: {error}") from None
        return cls(written, tuple(tuple(cell.lstrip("\t") for cell in line) for line in lines), raw)

    def rows(self) -> list[Row]:
        """One row a line under the header, by column name; title lines are left out."""
        blank = next((n for n, line in enumerate(self.table) if not any(line)), -1)
        header, *lines = self.table[blank + 1 :] or ((),)
        return [dict(zip(header, line, strict=False)) for line in lines if any(line)]
