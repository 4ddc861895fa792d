"""The points of a series: which days a query covers, and how its events fall into intervals.

Documented (Dashboard REST API): `start` and `end` are days of the project's time zone, both
included; an interval is five minutes, an hour, 1 day, 7 days or 30, which means a month; in
segmentation the first three reach 2, 7 and 365 days, the others and other queries have no limit
(T-X41). The emulator's projects are in UTC.
Inferred: weeks start on Monday, months are calendar months, an interval is named by its first day
even when the query starts later, and holds only events of the days asked for; hours and five
minutes are named by their first second, as live replies write times. Unknown is what the service
does with more days than an interval reaches; the emulator refuses them, so that nobody relies on
it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_api.facts import (
    DAILY_DAYS,
    HOURLY_DAYS,
    HOURLY_INTERVAL,
    REALTIME_DAYS,
    REALTIME_INTERVAL,
)

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement

DAY_MS: Final = 24 * 60 * 60 * 1000
_EPOCH: Final = date(1970, 1, 1).toordinal()
DAILY: Final = 1
"""The interval of one day."""
_WEEK: Final = 7
_MONTH: Final = 30
_MONTHS: Final = 12

_NAMES: Final = {
    REALTIME_INTERVAL: "Real-time",
    HOURLY_INTERVAL: "Hourly",
    DAILY: "Daily",
}
_REACH: Final = {
    REALTIME_INTERVAL: REALTIME_DAYS,
    HOURLY_INTERVAL: HOURLY_DAYS,
    DAILY: DAILY_DAYS,
}
"""The days an interval reaches."""

_SIZES: Final = {
    REALTIME_INTERVAL: -REALTIME_INTERVAL,
    HOURLY_INTERVAL: -HOURLY_INTERVAL,
    DAILY: DAY_MS,
    _WEEK: _WEEK * DAY_MS,
}
"""Milliseconds of an interval; months have no size."""


class Timeline(NamedTuple):
    """The points from `start` to `end`, both included."""

    start: date
    end: date
    interval: int
    earlier: int = 0
    """How many intervals before the one of `start` there are, for windows that begin earlier."""

    def labels(self) -> list[str]:
        """Return the first day of each point, or its first second."""
        if self.interval == _MONTH:
            return [_first_of_month(month).isoformat() for month in self._months()]
        starts = self._starts()
        if self.interval in (DAILY, _WEEK):
            return [date.fromordinal(_EPOCH + start // DAY_MS).isoformat() for start in starts]
        epoch = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
        return [(epoch + timedelta(milliseconds=start)).isoformat() for start in starts]

    def size(self) -> int:
        """Return the number of points."""
        return len(self._months() if self.interval == _MONTH else self._starts())

    def days(self) -> int:
        """Return the number of days asked for."""
        return (self.end - self.start).days + 1

    def bounds(self) -> tuple[int, int]:
        """Return the epoch milliseconds of the first moment and of the one after the last.

        Without earlier intervals that is the start of `start`, even within a week or a month.
        """
        first = self._starts()[0] if self.earlier else _milliseconds(self.start)
        return first, _milliseconds(self.end) + DAY_MS

    def span(self) -> tuple[int, int]:
        """Return the bounds without earlier intervals: the days asked for."""
        return self._replace(earlier=0).bounds()

    def ends(self) -> list[int]:
        """Return the epoch milliseconds at which each point ends, the last with the span."""
        return [*self._starts()[1:], self.bounds()[1]]

    def point(self, statement: Statement) -> str:
        """Return the SQL for the position of an event's point, from 0."""
        if self.interval == _MONTH:
            month = "date_part('year', epoch_ms(time)) * 12 + date_part('month', epoch_ms(time))"
            return f"({month} - {statement.bind(self._months()[0] + 1)})"
        origin = statement.bind(self._starts()[0])
        return f"((time - {origin}) // {statement.bind(_SIZES[self.interval])})"

    def before(self, count: int) -> Timeline:
        """Return the points with as many more before the first. Raises the 400 beyond year 1."""
        longer = self._replace(earlier=count)
        try:
            longer.labels()
        except (ValueError, OverflowError):
            raise refused(
                400, f"start {self.start.isoformat()} is too early for a window"
            ) from None
        return longer

    def _months(self) -> range:
        return range(_month_number(self.start) - self.earlier, _month_number(self.end) + 1)

    def _starts(self) -> Sequence[int]:
        """Return the epoch milliseconds at which each point begins."""
        if self.interval == _MONTH:
            return [_milliseconds(_first_of_month(month)) for month in self._months()]
        size = _SIZES[self.interval]
        first = _milliseconds(monday_of(self.start) if self.interval == _WEEK else self.start)
        return range(first - self.earlier * size, _milliseconds(self.end) + DAY_MS, size)


def parse_timeline(start: str, end: str, interval: int) -> Timeline:
    """Return the points of a query. Raises the 400 for days that are none, or in the wrong order."""
    timeline = Timeline(_day("start", start), _day("end", end), interval)
    if timeline.days() < 1:
        raise refused(400, f"start {start} is after end {end}")
    return timeline


def check_reach(timeline: Timeline) -> None:
    """Raise the 400 for more days than the interval reaches in segmentation."""
    days, interval = timeline.days(), timeline.interval
    if days > _REACH.get(interval, days):
        name, reach = _NAMES[interval], _REACH[interval]
        raise refused(400, f"{name} data reaches {reach} days, not {days}; use a longer interval")


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return date.fromordinal(max(1, day.toordinal() - day.weekday()))


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused(400, f"{name} {text} is not a day") from None


def _first_of_month(month: int) -> date:
    return date(month // _MONTHS, month % _MONTHS + 1, 1)


def _milliseconds(day: date) -> int:
    return (day.toordinal() - _EPOCH) * DAY_MS


def _month_number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
