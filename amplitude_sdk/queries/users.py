"""What a search for users finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amplitude_sdk.queries.reading import (
    Json,
    day,
    each,
    envelope,
    in_common,
    obj,
    raw_field,
    text,
    whole,
)
from amplitude_sdk.queries.tables import Column, Record, Table

if TYPE_CHECKING:
    import altair as alt

__all__ = ["UserMatch", "UserSearch"]


@dataclass(frozen=True, slots=True)
class UserMatch:
    """A user found by a search.

    Attributes:
        amplitude_id: the number to ask for the user's activity with.
        user_id: None for anonymous users.
        last_device_id: the device last seen.
        platform: the platform last used.
        country: the country.
        last_seen: the day of the last event; text where it is no date.
        raw: the match as it came.
    """

    amplitude_id: int | None
    user_id: str | None
    last_device_id: str | None
    platform: str | None
    country: str | None
    last_seen: date | str | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object, path: str = "matches[]") -> UserMatch:
        """Read one match."""
        raw = obj(entry, path)
        return cls(
            amplitude_id=whole(raw.get("amplitude_id"), f"{path}.amplitude_id"),
            user_id=text(raw.get("user_id"), f"{path}.user_id"),
            last_device_id=text(raw.get("last_device_id"), f"{path}.last_device_id"),
            platform=text(raw.get("platform"), f"{path}.platform"),
            country=text(raw.get("country"), f"{path}.country"),
            last_seen=day(raw.get("last_seen"), f"{path}.last_seen"),
            raw=raw,
        )


@dataclass(frozen=True, slots=True)
class UserSearch(Table):
    """What a search found: one row a match, columns as the attributes of `UserMatch`.

    It iterates and counts its matches like a list.

    Attributes:
        type: how they matched, `nomatch` when there are none; an open vocabulary.
        matches: the users.
        raw: the reply as it came.
    """

    type: str
    matches: tuple[UserMatch, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> UserSearch:
        """Read the reply of the user search."""
        raw = obj(body)
        found = each(UserMatch.parse, envelope(raw, "matches"), "matches")
        return cls(text(raw.get("type"), "type") or "", found, raw)

    def __iter__(self) -> Iterator[UserMatch]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    @property
    def schema(self) -> tuple[Column, ...]:
        """The columns; `last_seen` is text when one of them is no date."""
        kind, _ = in_common(match.last_seen for match in self.matches)
        return (
            Column("amplitude_id", "whole"),
            Column("user_id", "text"),
            Column("last_device_id", "text"),
            Column("platform", "text"),
            Column("country", "text"),
            Column("last_seen", kind),
        )

    def records(self) -> Iterator[Record]:
        """One row a match."""
        _, seen = in_common(match.last_seen for match in self.matches)
        for match, last_seen in zip(self.matches, seen, strict=True):
            yield (
                match.amplitude_id,
                match.user_id,
                match.last_device_id,
                match.platform,
                match.country,
                last_seen,
            )

    def plot(self) -> alt.Chart:
        """A tick for each match on the day it was last seen, by platform."""
        from amplitude_sdk.queries.plots import ticks

        return ticks(self, "last_seen", "platform")
