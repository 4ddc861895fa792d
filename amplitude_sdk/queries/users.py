"""Results about single users."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from amplitude_sdk.queries.reading import items, obj, text, whole
from amplitude_sdk.queries.results import raw_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.queries.reading import Json
    from amplitude_sdk.queries.results import Row

__all__ = ["UserActivity", "UserMatch", "UserSearch"]


@dataclass(frozen=True, slots=True)
class UserMatch:
    """A user found by a search.

    Attributes:
        amplitude_id: the number to ask for the user's activity with.
        user_id: None for anonymous users.
        raw: the match as it came.
    """

    amplitude_id: int | None
    user_id: str | None
    raw: Json = raw_field()

    @classmethod
    def parse(cls, entry: object) -> UserMatch:
        """Read one match."""
        raw = obj(entry, "matches[]")
        amplitude_id = whole(raw.get("amplitude_id"), "matches[].amplitude_id")
        return cls(amplitude_id, text(raw.get("user_id"), "matches[].user_id"), raw)


@dataclass(frozen=True, slots=True)
class UserSearch:
    """What a search found; iterates and counts its matches.

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
        found = tuple(UserMatch.parse(entry) for entry in items(raw.get("matches"), "matches"))
        return cls(text(raw.get("type"), "type") or "", found, raw)

    def __iter__(self) -> Iterator[UserMatch]:
        return iter(self.matches)

    def __len__(self) -> int:
        return len(self.matches)

    def rows(self) -> list[Row]:
        """One row a match: every member as it came."""
        return [dict(match.raw) for match in self.matches]


@dataclass(frozen=True, slots=True)
class UserActivity:
    """A user's summary and events.

    Attributes:
        user: the summary, members as documented for `userData`.
        events: the events, newest first unless asked otherwise; an open set of members each.
        raw: the reply as it came.
    """

    user: Json
    events: tuple[Json, ...]
    raw: Json = raw_field()

    @classmethod
    def parse(cls, body: object) -> UserActivity:
        """Read the reply of the user activity."""
        raw = obj(body)
        events = tuple(obj(each, "events[]") for each in items(raw.get("events"), "events"))
        return cls(obj(raw.get("userData"), "userData"), events, raw)

    def rows(self) -> list[Row]:
        """One row an event: every member as it came."""
        return [dict(event) for event in self.events]
