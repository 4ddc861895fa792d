"""The points of a series: which days a query covers, and how its events fall into intervals.

Documented (Dashboard REST API): `start` and `end` are days of the project's time zone, both
included; an interval is 1 day, 7 days or 30, which means a month; daily data reaches 365 days. The
emulator's projects are in UTC. Inferred: weeks start on Monday, months are calendar months, an
interval is named by its first day even when the query starts later, and holds only events of the
days asked for. Unknown is what the service does with daily data of more days; the emulator refuses
it, so that nobody relies on it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from amplitude_api.facts import DAILY_DAYS

from amplitude_sdk.emulator.replies import refused

DAY_MS: Final = 24 * 60 * 60 * 1000
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY: Final = 1
_WEEK: Final = 7
_MONTHS: Final = 12


class Timeline(NamedTuple):
    """The points from `start` to `end`, both included."""

    start: date
    end: date
    interval: int

    def labels(self) -> list[str]:
        """Return the first day of each point."""
        if self.interval in (_DAY, _WEEK):
            days = range(_first(self).toordinal(), self.end.toordinal() + 1, self.interval)
            return [date.fromordinal(day).isoformat() for day in days]
        months = range(_month_number(self.start), _month_number(self.end) + 1)
        return [date(month // _MONTHS, month % _MONTHS + 1, 1).isoformat() for month in months]

    def bounds(self) -> tuple[int, int]:
        """Return the epoch milliseconds of the first moment and of the one after the last."""
        return _milliseconds(self.start), _milliseconds(self.end) + DAY_MS

    def point(self) -> tuple[str, dict[str, Any]]:
        """Return the SQL for the position of an event's point, and its parameters."""
        if self.interval in (_DAY, _WEEK):
            size = self.interval * DAY_MS
            return "(time - $origin) // $size", {
                "origin": _milliseconds(_first(self)),
                "size": size,
            }
        month = "date_part('year', epoch_ms(time)) * 12 + date_part('month', epoch_ms(time)) - 1"
        return f"{month} - $origin", {"origin": _month_number(self.start)}


def parse_timeline(start: str, end: str, interval: int) -> Timeline:
    """Return the points of a query. Raises the 400 for days that make no sense."""
    timeline = Timeline(_day("start", start), _day("end", end), interval)
    days = (timeline.end - timeline.start).days + 1
    if days < 1:
        raise refused(400, f"start {start} is after end {end}")
    if interval == _DAY and days > DAILY_DAYS:
        raise refused(400, f"Daily data reaches {DAILY_DAYS} days, not {days}; use i=7 or i=30")
    return timeline


def monday_of(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def _first(timeline: Timeline) -> date:
    return monday_of(timeline.start) if timeline.interval == _WEEK else timeline.start


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise refused(400, f"{name} {text} is not a day") from None


def _milliseconds(day: date) -> int:
    return (day.toordinal() - _EPOCH) * DAY_MS


def _month_number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1
