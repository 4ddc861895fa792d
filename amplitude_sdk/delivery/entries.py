"""Events as they wait and travel: a number, bytes, notes.

Who an event belongs to is read back from its bytes when a reply or a pause asks for it; on the way
that everything goes well only bytes move.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, overload

import orjson

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Entry", "Key", "Owner", "Owners", "decoded", "keys_of", "owner_of", "size_of"]

Entry: TypeAlias = tuple[int, bytes, tuple[str, ...]]
"""The event's number, growing in the order of tracking; its JSON; what was changed in our copy."""

Key: TypeAlias = tuple[str, str]
"""What throttling and order go by: ("user", user_id), ("device", device_id) or ("event", number)."""


class Owner(NamedTuple):
    """Whose event it is, and where it happened."""

    user_id: str | None
    device_id: str | None

    @property
    def keys(self) -> tuple[Key, ...]:
        """Those of the two there are."""
        given = (("user", self.user_id), ("device", self.device_id))
        return tuple((kind, value) for kind, value in given if value is not None)


def decoded(entry: Entry) -> dict[str, Any]:
    """The event."""
    event: dict[str, Any] = orjson.loads(entry[1])
    return event


def owner_of(entry: Entry) -> Owner:
    """Whose event an entry holds; an id that is no text, which nothing checked, belongs to nobody."""
    event = decoded(entry)
    user_id, device_id = event.get("user_id"), event.get("device_id")
    return Owner(
        user_id if isinstance(user_id, str) else None,
        device_id if isinstance(device_id, str) else None,
    )


def keys_of(entry: Entry) -> tuple[Key, ...]:
    """What throttling and order of an entry go by; one of nobody has a key of its own."""
    return owner_of(entry).keys or (("event", str(entry[0])),)


def size_of(entries: Iterable[Entry]) -> int:
    """Bytes of the events, without what stands between them."""
    return sum([len(data) for _, data, _ in entries])


class Owners(Sequence[Owner]):
    """The owners of several entries, each found when asked for."""

    __slots__ = ("_entries",)

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Owner: ...
    @overload
    def __getitem__(self, index: slice) -> Owners: ...
    def __getitem__(self, index: int | slice) -> Owner | Owners:
        if isinstance(index, slice):
            return Owners(self._entries[index])
        return owner_of(self._entries[index])
