"""Results that follow users over time: funnels, retention, lifetime value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amplitude_sdk.queries.reading import flag, items, number, obj, text, whole
from amplitude_sdk.queries.results import label_of, raw_field

if TYPE_CHECKING:
    from amplitude_sdk.queries.reading import Json
    from amplitude_sdk.queries.results import Row

__all__ = [
    "Funnel",
    "FunnelGroup",
    "LifetimeValue",
    "LifetimeValueSeries",
    "Retention",
    "RetentionCell",
    "RetentionSeries",
]


def _numbers(value: object, path: str) -> tuple[float | None, ...]:
    return tuple(number(each, path) for each in items(value, path))


def _at(values: tuple[float | None, ...], index: int) -> float | None:
    return values[index] if index < len(values) else None


@dataclass(frozen=True, slots=True)
class FunnelGroup:
    """A funnel for one segment or one value of the group-by.

    Attributes:
        group: the value of the group-by; None without one.
        events: the steps.
        users: how many users reached each step.
        conversion: the share of all who reached each step, 0 to 1.
        step_conversion: the share of the previous step who went on, 1.0 for the first.
        median_ms: the median time from the previous step, milliseconds.
        average_ms: the average time from the previous step, milliseconds.
        raw: the entry as it came.
    """

    group: str | None
    events: tuple[str, ...]
    users: tuple[float | None, ...]
    conversion: tuple[float | None, ...]
    step_conversion: tuple[float | None, ...]
    median_ms: tuple[float | None, ...]
    average_ms: tuple[float | None, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object) -> FunnelGroup:
        """Read one element of `data`."""
        raw = obj(entry, "data[]")
        return cls(
            group=text(raw.get("groupValue"), "groupValue"),
            events=tuple(text(each, "events") or "" for each in items(raw.get("events"), "events")),
            users=_numbers(raw.get("cumulativeRaw"), "cumulativeRaw"),
            conversion=_numbers(raw.get("cumulative"), "cumulative"),
            step_conversion=_numbers(raw.get("stepByStep"), "stepByStep"),
            median_ms=_numbers(raw.get("medianTransTimes"), "medianTransTimes"),
            average_ms=_numbers(raw.get("avgTransTimes"), "avgTransTimes"),
            raw=raw,
        )

    def rows(self) -> list[Row]:
        """One row a step."""
        return [
            {
                "group": self.group,
                "step": step + 1,
                "event": event,
                "users": _at(self.users, step),
                "conversion": _at(self.conversion, step),
                "step_conversion": _at(self.step_conversion, step),
                "median_ms": _at(self.median_ms, step),
                "average_ms": _at(self.average_ms, step),
            }
            for step, event in enumerate(self.events)
        ]


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel analysis, one entry a segment or group.

    Attributes:
        groups: the funnels.
        raw: the reply as it came.
    """

    groups: tuple[FunnelGroup, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Funnel:
        """Read the reply of the funnel analysis."""
        raw = obj(body)
        return cls(tuple(FunnelGroup.parse(each) for each in items(raw.get("data"), "data")), raw)

    def rows(self) -> list[Row]:
        """One row a group and step."""
        return [row for group in self.groups for row in group.rows()]


@dataclass(frozen=True, slots=True)
class RetentionCell:
    """How much of a cohort came back in one interval.

    Attributes:
        count: users retained.
        outof: users in the cohort.
        incomplete: whether the interval is not over yet.
        raw: the cell as it came.
    """

    count: int | None
    outof: int | None
    incomplete: bool
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object) -> RetentionCell:
        """Read one cell."""
        raw = obj(entry, "cell")
        return cls(
            whole(raw.get("count"), "count"),
            whole(raw.get("outof"), "outof"),
            bool(flag(raw.get("incomplete"), "incomplete")),
            raw,
        )

    @property
    def rate(self) -> float | None:
        """The share retained, 0 to 1; None for an empty cohort."""
        return self.count / self.outof if self.count is not None and self.outof else None


@dataclass(frozen=True, slots=True)
class RetentionSeries:
    """Retention of one segment or group.

    Attributes:
        label: its label, "" without one.
        cohorts: for each starting date, as the reply writes it, the cells: index 0 is the whole
            cohort, index N + 1 is interval N.
        combined: the same over all cohorts.
        raw: the entry as it came.
    """

    label: str
    cohorts: dict[str, tuple[RetentionCell, ...]]
    combined: tuple[RetentionCell, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, label: str) -> RetentionSeries:
        """Read one element of `data.series`; dates run from the oldest to the newest."""
        raw = obj(entry, "data.series[]")
        cohorts = {date: _cells(cells) for date, cells in _by_date(raw).items()}
        return cls(label, cohorts, _cells(raw.get("combined")), raw)

    def rows(self) -> list[Row]:
        """One row a cohort and interval; interval 0 is the starting interval itself."""
        return [
            {
                "label": self.label,
                "cohort": cohort,
                "interval": interval,
                "count": cell.count,
                "outof": cell.outof,
                "rate": cell.rate,
                "incomplete": cell.incomplete,
            }
            for cohort, cells in self.cohorts.items()
            for interval, cell in enumerate(cells[1:])
        ]


def _cells(value: object) -> tuple[RetentionCell, ...]:
    return tuple(RetentionCell.parse(each) for each in items(value, "cells"))


@dataclass(frozen=True, slots=True)
class Retention:
    """A retention analysis.

    Attributes:
        series: one for each segment or group.
        raw: the reply as it came.
    """

    series: tuple[RetentionSeries, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> Retention:
        """Read the reply of the retention analysis."""
        raw = obj(body)
        data = obj(raw.get("data"), "data")
        entries, labels = _labelled(data)
        return cls(
            tuple(RetentionSeries.parse(*each) for each in zip(entries, labels, strict=True)), raw
        )

    def rows(self) -> list[Row]:
        """One row a label, cohort and interval."""
        return [row for series in self.series for row in series.rows()]


def _by_date(series: Json) -> Json:
    """The values of a series from the oldest date to the newest; `dates` lists the newest first."""
    values = obj(series.get("values"), "values")
    dates = [text(each, "dates") or "" for each in items(series.get("dates"), "dates")]
    return {date: values[date] for date in reversed(dates) if date in values} | values


def _labelled(data: Json) -> tuple[list[object], list[str]]:
    entries = items(data.get("series"), "data.series")
    labels = [label_of(each) for each in items(data.get("seriesLabels"), "data.seriesLabels")]
    return entries, (labels + [""] * len(entries))[: len(entries)]


@dataclass(frozen=True, slots=True)
class LifetimeValueSeries:
    """Lifetime value of the users of one segment or group.

    Attributes:
        label: its label, "" without one.
        values: for each date users were new on, as the reply writes it, `count`, `paid`,
            `total_amount` and the value after N days as `rNd`.
        raw: the entry as it came.
    """

    label: str
    values: dict[str, dict[str, float | None]]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, label: str) -> LifetimeValueSeries:
        """Read one element of `data.series`; dates run from the oldest to the newest."""
        raw = obj(entry, "data.series[]")
        return cls(label, {date: _amounts(value) for date, value in _by_date(raw).items()}, raw)

    def rows(self) -> list[Row]:
        """One row a date, with every member the reply has for it."""
        return [
            {"label": self.label, "date": date, **values} for date, values in self.values.items()
        ]


def _amounts(value: object) -> dict[str, float | None]:
    return {name: number(each, f"values.{name}") for name, each in obj(value, "values").items()}


@dataclass(frozen=True, slots=True)
class LifetimeValue:
    """The lifetime value of new users.

    Attributes:
        series: one for each segment or group.
        raw: the reply as it came.
    """

    series: tuple[LifetimeValueSeries, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> LifetimeValue:
        """Read the reply of the revenue lifetime value."""
        raw = obj(body)
        entries, labels = _labelled(obj(raw.get("data"), "data"))
        return cls(
            tuple(LifetimeValueSeries.parse(*each) for each in zip(entries, labels, strict=True)),
            raw,
        )

    def rows(self) -> list[Row]:
        """One row a label and date."""
        return [row for series in self.series for row in series.rows()]
