"""Who the users of a project are: which user id and which devices belong to one Amplitude ID.

Documented (the vendor's page "Track unique users"): the user id decides; a device without a user id
is an anonymous user; an event without a user id belongs to the user last seen on its device; when a
user id first appears on the device of an anonymous user, both are one user, and when the user id is
known already, the anonymous user is merged into it. Documented ("HTTP V2 API", "Event array keys"):
a device id that is absent is a hash of the user id. Decided: what merging keeps (T-X59). Unknown, and decided here: the hash, and that
the Amplitude IDs of a project count up from `FIRST_AMPLITUDE_ID`.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final

import orjson

from amplitude_sdk.emulator.ingestion.user_properties import updated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST_AMPLITUDE_ID: Final = 900_000_000_001


def derived_device_id(user_id: str) -> str:
    """Return the device id of a user whose events carry none."""
    return hashlib.blake2b(user_id.encode(), digest_size=16).hexdigest()


@dataclass(slots=True)
class User:
    """One user, as of the last event."""

    amplitude_id: int
    user_id: str | None = None
    last_device_id: str | None = None
    platform: str | None = None
    country: str | None = None
    last_seen: int | None = None
    """Time of the latest event, in epoch milliseconds."""
    start_version: str | None = None
    """`app_version` of the first event."""
    paying: bool = False
    """Whether any event had revenue."""
    has_events: bool = False
    merged_into: int | None = None
    devices: list[str] = field(default_factory=list[str])
    """The devices this user was the last to be seen on."""
    properties: dict[str, Any] = field(default_factory=dict[str, Any])
    is_changed: bool = field(default=False, init=False, repr=False, compare=False)
    """Whether it changed since changes were last taken."""
    _columns: str | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def columns(self) -> str:
        """What an event keeps of its user: columns of its row, as the members of a JSON object.

        Most events change nothing of it, so it is kept until one does.
        """
        if self._columns is None:
            columns = {
                "_amplitude_id": self.amplitude_id,
                "_state": self.properties or None,
                "_start_version": self.start_version,
                "_paying": self.paying,
            }
            self._columns = orjson.dumps(columns).decode()[1:-1]
        return self._columns

    def see(self, event: Mapping[str, Any], time: int) -> None:
        """Take over what an event says about the user.

        Texts that are known stay the ones they were: if one of each event were kept where all
        others go, what comes next would be scattered between, which costs a fifth of the speed.
        """
        platform = event.get("platform", self.platform)
        if platform != self.platform:
            self.platform = platform
        country = event.get("country", self.country)
        if country != self.country:
            self.country = country
        if self.last_seen is None or time > self.last_seen:
            self.last_seen = time
        if "revenue" in event:
            self.paying, self._columns = True, None
        if not self.has_events:
            self.has_events, self.start_version = True, event.get("app_version")
            self._columns = None

    def take_over(self, other: User) -> None:
        """Take over what is known from the events of a user that turned out to be the same."""
        self.paying = self.paying or other.paying
        if other.last_seen is not None:
            self.last_seen = max(other.last_seen, self.last_seen or other.last_seen)
        if not self.has_events:
            self.has_events, self.start_version = other.has_events, other.start_version
        self._columns = None

    def update(self, sent: Mapping[str, Any]) -> None:
        """Change the properties."""
        properties = updated(self.properties, sent)
        if properties is not self.properties:
            self.properties, self._columns = properties, None


_MEMBERS: Final = tuple(one.name for one in fields(User) if one.init)


class Users:
    """The users of one project."""

    def __init__(self) -> None:
        self._users: dict[int, User] = {}
        self._by_user_id: dict[str, User] = {}
        self._by_device: dict[str, User] = {}
        self._changed: list[User] = []
        self._merged: dict[int, int] = {}

    def resolve(self, user_id: str | None, device_id: str) -> User:
        """Return the user an event belongs to; it is a new one if nobody fits."""
        on_device = self._by_device.get(device_id)
        if on_device is not None and on_device.user_id == user_id:
            user = on_device
        else:
            user = self._known(user_id, on_device) if user_id else on_device or self._new()
            if on_device is not user:
                self._move(device_id, on_device, user)
        if user.last_device_id != device_id:
            user.last_device_id = device_id
        self._change(user)
        return user

    def by_amplitude_id(self, amplitude_id: int) -> User | None:
        """Return the user with this Amplitude ID, or the one it was merged into."""
        user = self._users.get(amplitude_id)
        return user if user is None or user.merged_into is None else self._users[user.merged_into]

    def by_user_or_device_id(self, id_: str) -> list[User]:
        """Return the user with this user id, and the one last seen on this device."""
        found = (self._by_user_id.get(id_), self._by_device.get(id_))
        return list({user.amplitude_id: user for user in found if user}.values())

    def user_on_device(self, device_id: str) -> str | None:
        """Return the user id of the user last seen on a device; None when nobody is known there."""
        user = self._by_device.get(device_id)
        return None if user is None else user.user_id

    def by_prefix(self, prefix: str) -> list[User]:
        """Return the users whose user id starts so, in the order they appeared."""
        return [user for id_, user in self._by_user_id.items() if id_.startswith(prefix)]

    def merged(self) -> list[tuple[int, int]]:
        """Return the Amplitude IDs that were merged, each with the one it is counted as."""
        return list(self._merged.items())

    def take_changed(self) -> list[dict[str, Any]]:
        """Return the users changed since the last call, as JSON objects."""
        changed, self._changed = self._changed, []
        for user in changed:
            user.is_changed = False
        return [{name: getattr(user, name) for name in _MEMBERS} for user in changed]

    def load(self, records: Iterable[Mapping[str, Any]]) -> None:
        """Take over users that `take_changed` returned in an earlier life."""
        for record in sorted(records, key=lambda record: record["amplitude_id"]):
            user = User(**record)
            self._users[user.amplitude_id] = user
            self._by_device.update(dict.fromkeys(user.devices, user))
            if user.user_id is not None:
                self._by_user_id[user.user_id] = user
            if user.merged_into is not None:
                self._merged[user.amplitude_id] = user.merged_into

    def _change(self, user: User) -> None:
        if not user.is_changed:
            user.is_changed = True
            self._changed.append(user)

    def _known(self, user_id: str, on_device: User | None) -> User:
        anonymous = on_device if on_device and on_device.user_id is None else None
        user = self._by_user_id.get(user_id)
        if user is None:
            user = anonymous or self._new()
            user.user_id = user_id
            self._by_user_id[user_id] = user
        elif anonymous:
            self._merge(anonymous, user)
        return user

    def _move(self, device_id: str, before: User | None, user: User) -> None:
        if before:
            before.devices.remove(device_id)
            self._change(before)
        user.devices.append(device_id)
        self._by_device[device_id] = user

    def _merge(self, anonymous: User, user: User) -> None:
        anonymous.merged_into = self._merged[anonymous.amplitude_id] = user.amplitude_id
        user.take_over(anonymous)
        self._change(anonymous)

    def _new(self) -> User:
        user = User(FIRST_AMPLITUDE_ID + len(self._users))
        self._users[user.amplitude_id] = user
        return user
