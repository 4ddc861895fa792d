"""The part of `Emulator` that decides what happens: faults, time, what is stored."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from typing import TYPE_CHECKING

from amplitude_sdk.emulator.export import FORMATS, SUFFIXES, export
from amplitude_sdk.emulator.fault_effects import Mark, Reply
from amplitude_sdk.emulator.faults import Trigger
from amplitude_sdk.emulator.seeding import project_for, seed

if TYPE_CHECKING:
    from os import PathLike

    from amplitude_sdk.emulator.core import Core
    from amplitude_sdk.emulator.export import Format
    from amplitude_sdk.emulator.fault_effects import MarkKind, When
    from amplitude_sdk.emulator.faults import Fault, Matches
    from amplitude_sdk.emulator.seeding import Seeded, Source
    from amplitude_sdk.emulator.snapshots import Snapshot


class Director(ABC):
    """Sets faults and the clock, stores, copies and forgets."""

    @property
    @abstractmethod
    def core(self) -> Core:
        """The emulator without the server."""

    @property
    def faults(self) -> list[Fault]:
        """The faults that are set, in the order they were."""
        return self.core.state.faults.all()

    def fault(
        self,
        operation: str | None = None,
        *,
        status: int | None = None,
        times: int | None = None,
        rate: float | None = None,
        seed: int = 0,
        when: When = "before",
        delay: float = 0,
        reset: bool = False,
        truncate: bool = False,
        body: str | bytes | None = None,
        retry_after: float | None = None,
        match: Matches | None = None,
    ) -> Fault:
        """Let requests fail from now on.

        `operation` is an operation id of the specs, such as "uploadEvents"; None is all of them.
        `status` is 503 if nothing else is said; with a `delay` in seconds or `truncate` alone the
        reply is the true one, late or cut off in the middle. `when` is "before", the request is not
        carried out, or "after", it is and only the reply fails. `reset` breaks the connection.
        `times` ends it after so many; `rate` is the share of requests it happens to, repeatable by
        `seed`. `match` is a text in path, query or body, or a function of the request.

        Of several faults that fit, the one set first happens. Raises `ValueError` for what makes no
        sense.
        """
        sent = body.encode() if isinstance(body, str) else body
        reply = Reply(status, when, delay, reset, truncate, sent, retry_after)
        return self.core.state.faults.add(reply, Trigger(operation, times, rate, seed, match))

    def throttle(
        self,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        times: int | None = None,
        rate: float | None = None,
    ) -> Fault:
        """Refuse uploads with events of a user or device: it sends too fast (429)."""
        return self._mark("throttle", user_id, device_id, times, rate)

    def silence(
        self, device_id: str, *, times: int | None = None, rate: float | None = None
    ) -> Fault:
        """Refuse uploads with events of a device: it is silenced (400)."""
        return self._mark("silence", None, device_id, times, rate)

    def exceed_quota(
        self,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        times: int | None = None,
        rate: float | None = None,
    ) -> Fault:
        """Refuse uploads with events of a user or device: its daily quota is used up (429)."""
        return self._mark("quota", user_id, device_id, times, rate)

    def clear_faults(self) -> None:
        """Clear all faults."""
        self.core.state.faults.clear()

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock forward."""
        clock = self.core.state.clock
        clock.advance(days=days, hours=hours, minutes=minutes, seconds=seconds)

    def reset(self) -> None:
        """Forget everything stored, all requests and faults; set the clock back."""
        self.core.state.reset()

    def seed(self, source: Source, *, api_key: str | None = None) -> Seeded:
        """Store events that no program has sent.

        `source` is events as in an upload, the path of a file with one a line (as `export` writes
        it), or `SyntheticUsers`. They go into the project of `api_key`; without it into the only
        one there is, or a first one with the API key "emulator". Raises `ValueError` for the first
        event that is not valid; those before it may be stored.
        """
        return seed(self.core.state, project_for(self.core.state, api_key), source)

    def snapshot(self) -> Snapshot:
        """Copy everything that is stored, and the time, to go back to."""
        return self.core.state.snapshots.take()

    def restore(self, snapshot: Snapshot) -> None:
        """Make everything as it was. Raises `ValueError` for a copy of another emulator."""
        snapshots = self.core.state.snapshots
        if snapshot not in snapshots.all():
            raise ValueError("there is no such snapshot; it lives as long as the emulator it is of")
        snapshots.restore(snapshot.id)

    def export(
        self,
        path: str | PathLike[str],
        *,
        format: Format | None = None,  # noqa: A002 -- what everybody calls it
        api_key: str | None = None,
    ) -> int:
        """Write all events, or those of a project, into a file; return how many they are.

        `format` is "jsonl", one event a line, or "parquet"; without it the suffix of the path says.
        A Parquet file has the columns of the store: what the emulator adds starts with an
        underscore there, such as `_amplitude_id` and `_uploaded`. Raises `ValueError` for another
        format and for an API key with which nothing was stored.
        """
        chosen = format or SUFFIXES.get(Path(path).suffix.lower())
        if chosen not in FORMATS:
            found = (
                f"not {format!r}" if format else f"which the name {Path(path).name!r} does not say"
            )
            raise ValueError(f"format must be one of {', '.join(FORMATS)}, {found}")
        state = self.core.state
        if api_key is None:
            return export(state, Path(path), chosen, None)
        with state.lock:
            project = state.projects.known(api_key)
        if project is None:
            raise ValueError("nothing was stored with this API key")
        return export(state, Path(path), chosen, project.app_id)

    def _mark(
        self,
        kind: MarkKind,
        user_id: str | None,
        device_id: str | None,
        times: int | None,
        rate: float | None,
    ) -> Fault:
        effect = Mark(kind, user_id, device_id)
        return self.core.state.faults.add(effect, Trigger("uploadEvents", times, rate))
