"""Lifetime value: what users bring in by the days since they were new."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from amplitude_sdk.queries.labels import labels_of
from amplitude_sdk.queries.reading import (
    Json,
    envelope,
    flag,
    items,
    number,
    obj,
    oldest_first,
    raw_field,
    whole,
)
from amplitude_sdk.queries.tables import Column, Record, Table, View
from amplitude_sdk.queries.terms import LTV_METRICS, LtvMetric

if TYPE_CHECKING:
    import altair as alt

__all__ = ["LifetimeValue", "LifetimeValueCohort", "LifetimeValuePoint", "LifetimeValueSeries"]

_AFTER_DAYS: Final = re.compile(r"r([0-9]{1,6})d", re.ASCII)
"""The members that make the curve; `r7new` and its like have no documented meaning (T-X36)."""
_ARPU: Final = LTV_METRICS["arpu"]
_ARPPU: Final = LTV_METRICS["arppu"]


@dataclass(frozen=True, slots=True)
class LifetimeValuePoint:
    """The metric of a cohort after a number of days.

    Attributes:
        days: days since the users were new.
        value: the metric.
        complete: whether the value is final; None when the reply does not say.
    """

    days: int
    value: float | None
    complete: bool | None


@dataclass(frozen=True, slots=True)
class LifetimeValueCohort:
    """Users who were new on the same date.

    Attributes:
        start: the date, as the reply writes it (T-X35).
        users: how many they are.
        paying: how many of them paid.
        total_amount: what they paid.
        curve: the metric by days, ascending.
        raw: the entry as it came, members with no documented meaning included.
    """

    start: str
    users: int | None
    paying: int | None
    total_amount: float | None
    curve: tuple[LifetimeValuePoint, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, start: str, entry: object, complete: object, path: str) -> LifetimeValueCohort:
        """Read the values of one date, and which of them are final."""
        raw = obj(entry, f"{path}.values.{start}")
        final = obj(complete, f"{path}.complete.{start}")
        named = ((int(found[1]), name) for name in raw if (found := _AFTER_DAYS.fullmatch(name)))
        curve = (
            LifetimeValuePoint(
                days,
                number(raw[name], f"{path}.values.{start}.{name}"),
                flag(final.get(name), f"{path}.complete.{start}.{name}"),
            )
            for days, name in sorted(named)
        )
        return cls(
            start=start,
            users=whole(raw.get("count"), f"{path}.values.{start}.count"),
            paying=whole(raw.get("paid"), f"{path}.values.{start}.paid"),
            total_amount=number(raw.get("total_amount"), f"{path}.values.{start}.total_amount"),
            curve=tuple(curve),
            raw=raw,
        )

    @property
    def per_user(self) -> float | None:
        """What a user of the cohort paid on average; None for an empty cohort."""
        return _ratio(self.total_amount, self.users)

    @property
    def per_paying_user(self) -> float | None:
        """What a paying user of the cohort paid on average; None when nobody did."""
        return _ratio(self.total_amount, self.paying)


@dataclass(frozen=True, slots=True)
class LifetimeValueSeries:
    """Lifetime value of the users of one segment or group.

    Attributes:
        label: its label, "" without one.
        cohorts: from the oldest to the newest.
        raw: the entry as it came.
    """

    label: str
    cohorts: tuple[LifetimeValueCohort, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, label: str, path: str = "data.series[]") -> LifetimeValueSeries:
        """Read one element of `data.series`."""
        raw = obj(entry, path)
        complete = obj(raw.get("complete"), f"{path}.complete")
        cohorts = (
            LifetimeValueCohort.parse(start, values, complete.get(start), path)
            for start, values in oldest_first(raw, path).items()
        )
        return cls(label, tuple(cohorts), raw)


@dataclass(frozen=True, slots=True)
class LifetimeValue(Table):
    """The lifetime value of new users as curves: one row a label, cohort and number of days.

    Attributes:
        series: one for each segment or group.
        metric: what the curves show: 0 revenue per user, 1 revenue per paying user, 2 revenue,
            3 paying users.
        raw: the reply as it came.
    """

    series: tuple[LifetimeValueSeries, ...]
    metric: int
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object, metric: LtvMetric = 0) -> LifetimeValue:
        """Read the reply of the revenue lifetime value.

        Args:
            body: the reply.
            metric: what was asked for, by number or by name; the reply does not say.
        """
        raw = obj(body)
        data = obj(envelope(raw), "data")
        entries = items(data.get("series"), "data.series")
        labels = labels_of(data, len(entries))
        series = (
            LifetimeValueSeries.parse(entry, label, f"data.series[{n}]")
            for n, (entry, label) in enumerate(zip(entries, labels, strict=True))
        )
        asked = LTV_METRICS[metric] if isinstance(metric, str) else metric
        return cls(tuple(series), asked, raw)

    @property
    def schema(self) -> tuple[Column, ...]:
        """`label`, `cohort`, `users`, `paying`, `total_amount`, `days`, `value`, `complete`."""
        return (
            *_COHORT,
            Column("days", "whole"),
            Column("value", "number"),
            Column("complete", "flag"),
        )

    def records(self) -> Iterator[Record]:
        """One row a label, cohort and number of days."""
        for label, cohort in self._cohorts():
            for point in cohort.curve:
                yield *_named(label, cohort), point.days, point.value, point.complete

    def totals(self) -> View:
        """One row a label and cohort: what its users paid, and the means per user."""
        from amplitude_sdk.queries.plots import bars

        rows = (
            (*_named(label, cohort), cohort.per_user, cohort.per_paying_user)
            for label, cohort in self._cohorts()
        )
        means = Column("per_user", "number"), Column("per_paying_user", "number")
        drawing = partial(bars, x="cohort", y="per_user", color="label")
        return View((*_COHORT, *means), tuple(rows), drawing)

    def curve(self) -> View:
        """The mean curve of all cohorts: one row a label and number of days.

        Columns `label`, `days`, `cohorts` and `users` (how many of them the mean is of) and `mean`.
        Values that are not final are left out. Revenue per user is weighted by users, revenue per
        paying user by paying users; revenue and paying users are divided by users, so that the mean
        is a revenue per user or a share of the users (T-X47).
        """
        from amplitude_sdk.queries.plots import lines

        rows = (
            (series.label, *row) for series in self.series for row in self._means(series.cohorts)
        )
        columns = (
            Column("label", "text"),
            Column("days", "whole"),
            Column("cohorts", "whole"),
            Column("users", "whole"),
            Column("mean", "number"),
        )
        drawing = partial(lines, x="days", y="mean", color="label")
        return View(columns, tuple(rows), drawing)

    def plot(self) -> alt.Chart:
        """A curve for each cohort, a panel for each label."""
        from amplitude_sdk.queries.plots import lines

        return lines(self, "days", "value", "cohort", panels="label")

    def _cohorts(self) -> Iterator[tuple[str, LifetimeValueCohort]]:
        return ((series.label, cohort) for series in self.series for cohort in series.cohorts)

    def _means(self, cohorts: tuple[LifetimeValueCohort, ...]) -> Iterator[Record]:
        found: defaultdict[int, list[tuple[int, float]]] = defaultdict(list)
        for cohort in cohorts:
            users = cohort.paying if self.metric == _ARPPU else cohort.users
            for point in cohort.curve:
                if point.value is not None and point.complete is not False and (users or 0) > 0:
                    found[point.days].append((users or 0, float(point.value)))
        weighted = self.metric in {_ARPU, _ARPPU}
        for days, parts in sorted(found.items()):
            everybody = sum(users for users, _ in parts)
            total = sum(value * users if weighted else value for users, value in parts)
            yield days, len(parts), everybody, total / everybody


_COHORT: Final = (
    Column("label", "text"),
    Column("cohort", "text"),
    Column("users", "whole"),
    Column("paying", "whole"),
    Column("total_amount", "number"),
)


def _named(label: str, cohort: LifetimeValueCohort) -> Record:
    return label, cohort.start, cohort.users, cohort.paying, cohort.total_amount


def _ratio(amount: float | None, users: int | None) -> float | None:
    return amount / users if amount is not None and users else None
