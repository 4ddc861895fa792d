"""Days as replies write them for people: `Mar 02`, without regard to the language of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import date

_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)


def month_and_day(day: date) -> str:
    """Return a day as in `Mar 02`."""
    return f"{_MONTHS[day.month - 1]} {day.day:02}"
