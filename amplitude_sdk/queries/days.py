"""Days of a query: how they are written, how many they are, and how many an interval shows."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from amplitude_api import facts

from amplitude_sdk.dates import is_aware
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.terms import INTERVALS

__all__ = ["Date", "check_reach", "check_span", "day_count", "wire_date"]

Date = date | str

_WIRE_DATE: Final = re.compile(r"\d{8}", re.ASCII)
_REACH: Final = {
    INTERVALS["realtime"]: ("real-time", facts.REALTIME_DAYS, "hourly"),
    INTERVALS["hourly"]: ("hourly", facts.HOURLY_DAYS, "daily"),
    INTERVALS["daily"]: ("daily", facts.DAILY_DAYS, "weekly"),
}
"""What an interval is called, the days it shows at most, and the next longer one."""


def wire_date(value: Date, argument: str) -> str:
    """Write a day as `YYYYMMDD`: a date, an aware datetime (its own calendar date), or that text.

    Raises:
        ValidationError: a naive datetime, or text that is no day.
    """
    if isinstance(value, datetime) and not is_aware(value):
        raise ValidationError(
            argument,
            f"{value}: a naive datetime does not say which day it is; pass a date or add a tzinfo",
        )
    if isinstance(value, date):
        return f"{value.year:04}{value.month:02}{value.day:02}"
    if isinstance(value, str) and _is_day(value):
        return value
    raise ValidationError(
        argument, f"{value!r} is not a day; pass a datetime.date or text YYYYMMDD"
    )


def check_span(first: str, last: str) -> None:
    """Refuse a span of wire dates that ends before it starts.

    Raises:
        ValidationError: naming the end.
    """
    if last < first:
        raise ValidationError("end", f"{last} lies before start {first}; both days are included")


def day_count(first: str, last: str) -> int:
    """Count the days of a span of wire dates, both ends included."""
    return (_day(last) - _day(first)).days + 1


def check_reach(interval: int, first: str, last: str) -> None:
    """Refuse more days than the interval shows ("Dashboard REST API", "Event segmentation"; T-X41).

    Raises:
        ValidationError: naming the interval, the days it shows and the next longer one.
    """
    if interval not in _REACH:
        return
    name, most, longer = _REACH[interval]
    days = day_count(first, last)
    if days > most:
        raise ValidationError(
            "interval",
            f"the {name} interval shows at most {most} days, and {first} to {last} are {days}; "
            f'ask for fewer days or interval="{longer}"',
        )


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))


def _is_day(text: str) -> bool:
    if not _WIRE_DATE.fullmatch(text):
        return False
    try:
        _day(text)
    except ValueError:
        return False
    return True
