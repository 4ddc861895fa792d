"""Retention: how much of each cohort comes back, interval by interval."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from amplitude_sdk.queries.labels import labels_of
from amplitude_sdk.queries.reading import (
    Json,
    each,
    envelope,
    flag,
    items,
    obj,
    oldest_first,
    raw_field,
    whole,
)
from amplitude_sdk.queries.tables import Column, Kind, Record, Table, View

if TYPE_CHECKING:
    import altair as alt

__all__ = ["Retention", "RetentionCell", "RetentionCohort", "RetentionSeries"]

Measure = Literal["rate", "count", "incomplete"]


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
    def parse(cls, entry: object, path: str = "cell") -> RetentionCell:
        """Read one cell."""
        raw = obj(entry, path)
        return cls(
            whole(raw.get("count"), f"{path}.count"),
            whole(raw.get("outof"), f"{path}.outof"),
            bool(flag(raw.get("incomplete"), f"{path}.incomplete")),
            raw,
        )

    @property
    def rate(self) -> float | None:
        """The share retained, 0 to 1; None for an empty cohort."""
        return self.count / self.outof if self.count is not None and self.outof else None


@dataclass(frozen=True, slots=True)
class RetentionCohort:
    """Users who started together.

    A reply lists the whole cohort first and then the intervals (T-X34); here they are apart.

    Attributes:
        start: the date they started on, as the reply writes it (T-X35); "" for all together.
        total: the whole cohort; None when the reply has no cells.
        intervals: at position N the cell of interval N; 0 is the interval they started in. With
            brackets, N is the position of the bracket.
    """

    start: str
    total: RetentionCell | None
    intervals: tuple[RetentionCell, ...]

    @classmethod
    def parse(cls, start: str, cells: object, path: str) -> RetentionCohort:
        """Read a list of cells."""
        read = each(RetentionCell.parse, cells, path)
        return cls(start, read[0] if read else None, read[1:])

    @property
    def users(self) -> int | None:
        """How many users the cohort has."""
        return None if self.total is None else self.total.count


@dataclass(frozen=True, slots=True)
class RetentionSeries:
    """Retention of one segment or group.

    Attributes:
        label: its label, "" without one.
        cohorts: from the oldest to the newest.
        combined: all cohorts together.
        raw: the entry as it came.
    """

    label: str
    cohorts: tuple[RetentionCohort, ...]
    combined: RetentionCohort
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, label: str, path: str = "data.series[]") -> RetentionSeries:
        """Read one element of `data.series`."""
        raw = obj(entry, path)
        cohorts = (
            RetentionCohort.parse(start, cells, f"{path}.values.{start}")
            for start, cells in oldest_first(raw, path).items()
        )
        combined = RetentionCohort.parse("", raw.get("combined"), f"{path}.combined")
        return cls(label, tuple(cohorts), combined, raw)


@dataclass(frozen=True, slots=True)
class Retention(Table):
    """A retention analysis, one row a label, cohort and interval.

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
        data = obj(envelope(raw), "data")
        entries = items(data.get("series"), "data.series")
        labels = labels_of(data, len(entries))
        series = (
            RetentionSeries.parse(entry, label, f"data.series[{n}]")
            for n, (entry, label) in enumerate(zip(entries, labels, strict=True))
        )
        return cls(tuple(series), raw)

    @property
    def schema(self) -> tuple[Column, ...]:
        """`label`, `cohort`, `interval`, `count`, `outof`, `rate`, `incomplete`."""
        return Column("label", "text"), Column("cohort", "text"), *_CELLS

    def records(self) -> Iterator[Record]:
        """One row a label, cohort and interval."""
        for series in self.series:
            for cohort in series.cohorts:
                for cells in _cells(cohort):
                    yield series.label, cohort.start, *cells

    def matrix(self, measure: Measure = "rate") -> View:
        """The cohort matrix: one row a cohort, one column an interval.

        Columns `label`, `cohort`, `users`, then "0", "1" and so on; None where a cohort is not that
        old. Its plot is the same heat map.

        Args:
            measure: "rate" (0 to 1), "count" or "incomplete".
        """
        kind, read = _MEASURES[measure]
        cohorts = [(series.label, cohort) for series in self.series for cohort in series.cohorts]
        width = max((len(cohort.intervals) for _, cohort in cohorts), default=0)
        rows = (
            (
                label,
                cohort.start,
                cohort.users,
                *map(read, cohort.intervals),
                *_blank(cohort, width),
            )
            for label, cohort in cohorts
        )
        columns = (Column(str(interval), kind) for interval in range(width))
        return View((*_COHORT, *columns), tuple(rows), partial(_heat_map, self))

    def curve(self) -> View:
        """The retention curve of all cohorts together: one row a label and interval."""
        from amplitude_sdk.queries.plots import lines

        rows = (
            (series.label, *cells) for series in self.series for cells in _cells(series.combined)
        )
        drawing = partial(lines, x="interval", y="rate", color="label")
        return View((Column("label", "text"), *_CELLS), tuple(rows), drawing)

    def plot(self) -> alt.LayerChart | alt.FacetChart:
        """The cohort matrix as a heat map of rates, pale where the interval is not over."""
        return _heat_map(self)


_CELLS: Final = (
    Column("interval", "whole"),
    Column("count", "whole"),
    Column("outof", "whole"),
    Column("rate", "number"),
    Column("incomplete", "flag"),
)
_COHORT: Final = Column("label", "text"), Column("cohort", "text"), Column("users", "whole")
_MEASURES: Final[dict[Measure, tuple[Kind, Callable[[RetentionCell], object]]]] = {
    "rate": ("number", lambda cell: cell.rate),
    "count": ("whole", lambda cell: cell.count),
    "incomplete": ("flag", lambda cell: cell.incomplete),
}


def _cells(cohort: RetentionCohort) -> Iterator[Record]:
    for interval, cell in enumerate(cohort.intervals):
        yield interval, cell.count, cell.outof, cell.rate, cell.incomplete


def _blank(cohort: RetentionCohort, width: int) -> list[None]:
    return [None] * (width - len(cohort.intervals))


def _heat_map(retention: Retention, _: Table | None = None) -> alt.LayerChart | alt.FacetChart:
    from amplitude_sdk.queries.plots import heat_map

    return heat_map(retention, "interval", "cohort", "rate", pale="incomplete", panels="label")
