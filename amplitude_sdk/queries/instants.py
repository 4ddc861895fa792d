"""Moments on the wire: the two forms the query side writes them in."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from amplitude_sdk.dates import in_utc, is_aware
from amplitude_sdk.errors import ValidationError

__all__ = ["Moment", "aware", "release_time", "rfc3339"]

Moment = datetime | str

_RELEASE_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}", re.ASCII)


def rfc3339(value: Moment, argument: str) -> str:
    """Write a moment as annotations want it: ISO 8601 with seconds and an offset.

    Raises:
        ValidationError: a naive datetime, or text without an offset.
    """
    return aware(value, argument).isoformat()


def aware(value: Moment, argument: str) -> datetime:
    """Read a moment that names its offset.

    Raises:
        ValidationError: a naive datetime, or text without an offset.
    """
    moment = value if isinstance(value, datetime) else _parsed(value, argument)
    if not is_aware(moment):
        raise ValidationError(
            argument,
            "a time without an offset does not say which moment it is; pass an aware datetime, such as "
            "datetime.now(timezone.utc)",
        )
    return moment


def release_time(value: Moment, argument: str) -> str:
    """Write a moment as releases want it: `yyyy-MM-dd HH:mm:ss` in UTC, fractions cut off.

    Text of that very form is UTC already; other text is ISO 8601 and names its offset.

    Raises:
        ValidationError: a naive datetime, or text of another form.
    """
    if isinstance(value, str) and _RELEASE_TIME.fullmatch(value):
        _parsed(value, argument)
        return value
    moment = _with_offset(value) if isinstance(value, str) else value
    if isinstance(moment, datetime):
        utc = in_utc(aware(moment, argument), argument)
        return utc.replace(microsecond=0).isoformat(sep=" ")
    raise ValidationError(
        argument,
        f"{value!r} is not a time; pass an aware datetime, ISO 8601 text with an offset, or UTC text "
        '"2026-01-31 12:00:00"',
    )


def _with_offset(text: str) -> datetime | None:
    """Read ISO 8601 text; None when it is none, or names no offset."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if is_aware(moment) else None


def _parsed(value: str, argument: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except (ValueError, TypeError):
        raise ValidationError(
            argument,
            f"{value!r} is not a time; pass an aware datetime or ISO 8601 text with an offset",
        ) from None
