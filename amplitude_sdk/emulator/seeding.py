"""Stores events that no program has sent: from a list, a file, or made up.

They are checked and stored like those of an upload; the limits of events per second and of requests
do not hold.
"""

from __future__ import annotations

from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import orjson

from amplitude_sdk.emulator.ingestion.acceptance import Accepted
from amplitude_sdk.emulator.ingestion.checking import InvalidEventsError, checked
from amplitude_sdk.emulator.json_types import is_object
from amplitude_sdk.emulator.synthetic import SyntheticUsers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State

    Source: TypeAlias = Iterable[dict[str, Any]] | str | PathLike[str] | SyntheticUsers

_FIRST_KEY: Final = "emulator"
_AT_ONCE: Final = 2_000
_SHORTEST_ID: Final = 1
_ADDED: Final = frozenset({"amplitude_id", "server_upload_time"})
"""Members that only stored events have: an exported file can be stored again."""


class Seeded(NamedTuple):
    """What became of the events."""

    stored: int
    repeated: int


def seed(state: State, project: Project, source: Source) -> Seeded:
    """Store events. Raises `ValueError` for the first that is not valid; those before it are stored."""
    events = events_of(source, state.clock.now_ms())
    sent = before = 0
    with state.lock:
        before = state.store.last_sequence
        while chunk := list(islice(events, _AT_ONCE)):
            _store(state, project, chunk, sent)
            sent += len(chunk)
        stored = state.store.last_sequence - before
    return Seeded(stored, sent - stored)


def project_for(state: State, api_key: str | None) -> Project:
    """Return the project of a key; without one, the only project there is, or a first one.

    Raises `ValueError` when there is none, or several.
    """
    with state.lock:
        keys = state.projects.keys()
        if api_key is None and len(keys) > 1:
            raise ValueError(f"there are {len(keys)} projects; name one by its api_key")
        first = keys[0] if keys else _FIRST_KEY
        project = state.projects.of_key(first if api_key is None else api_key)
    if project is None:
        raise ValueError("the emulator has no project with this API key")
    return project


def events_of(source: Source, now: int) -> Iterator[dict[str, Any]]:
    """Return the events of a source: a file has one JSON object a line."""
    if isinstance(source, SyntheticUsers):
        return source.events(now)
    if isinstance(source, str | PathLike):
        return _lines(Path(source))
    return iter(source)


def _store(state: State, project: Project, chunk: list[dict[str, Any]], position: int) -> None:
    now = state.clock.now_ms()
    try:
        stored = checked([_as_sent(event) for event in chunk], _SHORTEST_ID, now, None, state)
    except InvalidEventsError as invalid:
        raise ValueError(_text(invalid, position)) from None
    state.take(Accepted(project.key, project.app_id, now, stored))


def _as_sent(event: Any) -> dict[str, Any]:
    if not is_object(event):
        raise ValueError(f"an event must be an object, not {event!r:.80}")
    # As it would arrive: what JSON cannot carry is an error here, and nobody changes ours later.
    sent: dict[str, Any] = orjson.loads(orjson.dumps(event))
    return {name: value for name, value in sent.items() if name not in _ADDED}


def _text(invalid: InvalidEventsError, before: int) -> str:
    faults = invalid.faults
    for problem, found in (("has no", faults.missing), ("has an invalid", faults.invalid)):
        for name, positions in found.items():
            return f"event {before + positions[0]} {problem} {name}"
    name, positions = next(iter(faults.short_ids.items()))
    return f"event {before + positions[0]} has too short a {name}"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield orjson.loads(line)
                except orjson.JSONDecodeError as problem:
                    raise ValueError(f"{path}, line {number} is not JSON: {problem}") from None
