"""Dates and moments as both directions write them into properties and conditions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from amplitude_sdk.errors import ValidationError

if TYPE_CHECKING:
    from datetime import date

__all__ = ["in_utc", "is_aware", "property_text"]


def is_aware(moment: datetime) -> bool:
    """Whether a datetime says which moment it is; a tzinfo alone does not make it so.

    The missing time of pandas is a datetime by its type; it equals nothing, and does not say.
    """
    return moment == moment and moment.utcoffset() is not None  # noqa: PLR0124  see above


def in_utc(moment: datetime, field: str) -> datetime:
    """Move an aware datetime to UTC and drop the zone.

    Raises:
        ValidationError: it lies outside the years 1 to 9999 there.
    """
    try:
        return moment.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        raise ValidationError(
            field, f"{moment.isoformat()} is outside the years 1 to 9999 in UTC"
        ) from None


def property_text(value: date, field: str) -> str:
    """Write a date or datetime as the text the service compares (T-X17).

    Aware datetimes in UTC without the offset, naive ones and dates as they are.

    Raises:
        ValidationError: an aware datetime outside the years 1 to 9999 in UTC, or a missing one.
    """
    if value != value:  # noqa: PLR0124  pandas' missing time, a datetime by its type
        raise ValidationError(field, f"{value!r} is no time; leave it out")
    if isinstance(value, datetime) and is_aware(value):
        return in_utc(value, field).isoformat()
    return value.isoformat()
