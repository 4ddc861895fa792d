"""The part of `Emulator` that looks at what was sent, and checks it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.assertions import matching, unmatched, unwanted
from amplitude_sdk.emulator.control.overview import project_list
from amplitude_sdk.emulator.control.properties import group_properties, user_properties
from amplitude_sdk.emulator.stored_events import stored_events

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.journal import JournalEntry
    from amplitude_sdk.emulator.projects import Project

_WAIT_SECONDS: Final = 5.0


class Observer(ABC):
    """Looks at events, requests, users and groups. `api_key` names a project, None all of them."""

    @property
    @abstractmethod
    def core(self) -> Core:
        """The emulator without the server."""

    @property
    def requests(self) -> list[JournalEntry]:
        """The latest requests, oldest first, without secrets."""
        return self.core.state.journal.entries()

    def projects(self) -> list[dict[str, Any]]:
        """Return `number`, masked `api_key` and number of `events` of each project."""
        return project_list(self.core.state)

    def events(
        self,
        event_type: str | None = None,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        api_key: str | None = None,
    ) -> list[dict[str, Any]]:
        """Return the stored events in the order they arrived, with the members they were sent with.

        They are as the service would have stored them: `language` is the name of a language,
        repetitions are missing. `amplitude_id` and `server_upload_time` are added. `$identify` and
        `$groupidentify` are not events; ask for them by their type.
        """
        wanted = {"event_type": event_type, "user_id": user_id, "device_id": device_id}
        return stored_events(self.core.state, wanted, api_key)

    def assert_event(
        self,
        event_type: str,
        *,
        count: int | None = None,
        api_key: str | None = None,
        **members: Any,
    ) -> list[Mapping[str, Any]]:
        """Check that such events are stored, exactly `count` of them if given; return them.

        `members` are compared as stored; of `event_properties`, `user_properties`, `groups` and
        `group_properties` only the parts that are given. Raises `AssertionError` that shows what
        the nearest event has instead.
        """
        __tracebackhide__ = True
        _check_count(count)
        wanted = {"event_type": event_type, **members}
        events = self._candidates(event_type, api_key)
        found = matching(events, wanted)
        if len(found) != count if count is not None else not found:
            elsewhere = [] if api_key is None else self._filled()
            raise AssertionError(unmatched(events, wanted, len(found), count, elsewhere))
        return found

    def assert_no_event(
        self, event_type: str | None = None, *, api_key: str | None = None, **members: Any
    ) -> None:
        """Check that no such event is stored; without arguments, that none is at all."""
        __tracebackhide__ = True
        wanted = members if event_type is None else {"event_type": event_type, **members}
        found = matching(self._candidates(event_type, api_key), wanted)
        if found:
            raise AssertionError(unwanted(found, wanted))

    def wait_for_events(
        self,
        count: int = 1,
        event_type: str | None = None,
        *,
        api_key: str | None = None,
        timeout: float = _WAIT_SECONDS,
    ) -> list[dict[str, Any]]:
        """Return the events once at least `count` are stored.

        Raises `TimeoutError` after `timeout` seconds of the machine's clock.
        """
        _check_count(count)
        state = self.core.state
        with state.arrivals:
            found: list[dict[str, Any]] = []

            def enough() -> bool:
                found[:] = self.events(event_type, api_key=api_key)
                return len(found) >= count

            if not state.arrivals.wait_for(enough, timeout):
                there = Counter(one["event_type"] for one in self.events(api_key=api_key))
                raise TimeoutError(
                    f"{len(found)} of {count} events {'' if event_type is None else f'{event_type!r} '}"
                    f"after {timeout:g} seconds; there are: {dict(there) or 'none'}"
                )
        return found

    def user_properties(
        self,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        api_key: str | None = None,
    ) -> dict[str, Any]:
        """Return the properties of a user, none for one that never sent anything."""
        with self.core.state.lock:
            return user_properties(self._projects_of(api_key), user_id, device_id)

    def group_properties(
        self, group_type: str, group_name: str, *, api_key: str | None = None
    ) -> dict[str, Any]:
        """Return the properties of a group, none for one that was never identified."""
        with self.core.state.lock:
            return group_properties(self._projects_of(api_key), group_type, group_name)

    def _projects_of(self, api_key: str | None) -> list[Project]:
        every = self.core.state.projects.all()
        return every if api_key is None else [one for one in every if one.key == api_key]

    def _candidates(self, event_type: str | None, api_key: str | None) -> list[dict[str, Any]]:
        """Return what is compared: all events, or identifications when those are asked for."""
        if event_type is not None and event_type.startswith("$"):
            found = self.events(event_type, api_key=api_key)
            if found:
                return found
        return self.events(api_key=api_key)

    def _filled(self) -> list[str]:
        """Return the beginnings of the keys of projects that have events, with their numbers."""
        return [f"{one['api_key']!r} ({one['events']})" for one in self.projects() if one["events"]]


def _check_count(count: object) -> None:
    """Raise `ValueError` for what is no number, such as an event type in its place."""
    if count is not None and (not isinstance(count, int) or isinstance(count, bool) or count < 0):
        raise ValueError(f"count must be a whole number from 0, not {count!r}")
