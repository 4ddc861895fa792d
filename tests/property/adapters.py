"""From what a request is to say to the call of the facade that says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Literal

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.property.generation import Meant

Dates = Literal["date", "datetime", "text"]

DATES: tuple[Dates, ...] = ("date", "datetime", "text")
AMSTERDAM_IN_SUMMER = timezone(timedelta(hours=2))


@dataclass(frozen=True)
class Style:
    """Which of the ways the facade offers a call is written in."""

    dates: Dates
    built: bool
    """Events and segments by their builders, moments as datetimes; else raw values."""
    named: bool
    """Intervals and metrics by name, single values bare; else numbers and lists."""


PLAIN = Style(dates="text", built=False, named=False)
"""Everything as it is on the wire."""

styles = st.builds(Style, st.sampled_from(DATES), st.booleans(), st.booleans())


@dataclass(frozen=True)
class Invocation:
    """A call of a method of the client, and what its request is to say."""

    method: str
    """Dotted, from the client: `annotations.categories.create`."""
    meant: Meant
    args: tuple[Any, ...] = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)


def day(text: str, style: Style) -> date | str:
    """Write a day of the wire in one of the three ways the facade takes it."""
    if style.dates == "text":
        return text
    read = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    if style.dates == "date":
        return read
    return datetime(read.year, read.month, read.day, 23, 59, tzinfo=AMSTERDAM_IN_SUMMER)


def moment(text: str | None, style: Style) -> datetime | str | None:
    """Write a time with an offset as the facade takes it; None stays None."""
    return datetime.fromisoformat(text) if style.built and text is not None else text


def utc_moment(text: str, style: Style) -> datetime | str:
    """Write a time of a release as the facade takes it, in another zone than the wire's."""
    if not style.built:
        return text
    utc = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return utc.astimezone(AMSTERDAM_IN_SUMMER) if style.named else utc
