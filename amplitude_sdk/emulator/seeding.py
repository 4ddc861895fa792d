"""Stores events that no program has sent: from a list, a file, or made up.

They are checked and stored like those of an upload; the limits of events per second and of requests
do not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from math import isfinite
from operator import itemgetter
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, cast

import orjson

from amplitude_sdk.emulator.ingestion.acceptance import Accepted
from amplitude_sdk.emulator.ingestion.checking import InvalidEventsError, checked
from amplitude_sdk.emulator.json_types import is_object
from amplitude_sdk.emulator.synthetic import SyntheticUsers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.state import State

    Source: TypeAlias = Iterable[dict[str, Any]] | str | PathLike[str] | SyntheticUsers

_FIRST_KEY: Final = "emulator"
"""The project of what is stored or defined before there is any, if no other is named."""
_AT_ONCE: Final = 2_000
_SHORTEST_ID: Final = 1
_ADDED: Final = frozenset({"amplitude_id", "server_upload_time"})
"""Members that only stored events have: an exported file can be stored again."""


class InvalidEventError(ValueError):
    """An event cannot be stored; `position` counts from 0, `problem` says why."""

    def __init__(self, position: int, problem: str) -> None:
        super().__init__(f"event {position} {problem}")
        self.position = position
        self.problem = problem


class Seeded(NamedTuple):
    """What became of the events."""

    stored: int
    repeated: int


def seed(state: State, project: Project, source: Source) -> Seeded:
    """Store events. Raises `InvalidEventError` for the first that is not valid.

    Those before it are stored. Raises `ValueError`, too, when the source cannot be read, and when
    the emulator is reset or restored meanwhile.
    """
    events = events_of(source, state.clock.now_ms())
    sent = stored = 0
    while chunk := list(islice(events, _AT_ONCE)):
        with state.lock:  # not longer, so that others are answered in between
            if state.projects.known(project.key) is not project:
                raise ValueError("the emulator was reset or restored before all events were stored")
            before = state.store.last_sequence
            _store(state, project, chunk, sent)
            stored += state.store.last_sequence - before
        sent += len(chunk)
    return Seeded(stored, sent - stored)


def project_for(state: State, api_key: str | None) -> Project:
    """Return the project of a key; without one, the only project there is, or a first one.

    Raises `ValueError` when there are several, and when credentials leave out the key.
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
    if is_object(source) or not isinstance(source, Iterable):
        raise ValueError(
            "source must be a list of events, the path of a file or SyntheticUsers, "
            f"not {type(source).__name__}"
        )
    return iter(source)


def _store(state: State, project: Project, chunk: list[dict[str, Any]], position: int) -> None:
    now = state.clock.now_ms()
    sent, wrong = _sent(chunk, position)
    try:
        stored = checked(sent, _SHORTEST_ID, now, None, state)
    except InvalidEventsError as invalid:
        wrong = _first(invalid, sent, position)
        stored = checked(sent[: wrong.position - position], _SHORTEST_ID, now, None, state)
    state.take(Accepted(project.key, project.app_id, now, stored))
    if wrong is not None:
        raise wrong


def _sent(chunk: list[Any], position: int) -> tuple[list[dict[str, Any]], InvalidEventError | None]:
    """Return the events up to the first that is none, and what is wrong with that."""
    sent: list[dict[str, Any]] = []
    for at, event in enumerate(chunk, position):
        try:
            sent.append(_as_sent(event, at))
        except InvalidEventError as wrong:
            return sent, wrong
    return sent, None


def _as_sent(event: Any, position: int) -> dict[str, Any]:
    """Return an event as it would arrive, so that nobody changes it later."""
    if not is_object(event):
        raise InvalidEventError(position, f"must be an object, not {event!r:.80}")
    try:
        text = orjson.dumps(event)
    except TypeError as problem:
        raise InvalidEventError(position, f"is not JSON: {problem}") from None
    if b"null" in text and _has_infinite(event):
        raise InvalidEventError(position, "is not JSON: it has a number that is not finite")
    sent: dict[str, Any] = orjson.loads(text)
    return {name: value for name, value in sent.items() if name not in _ADDED}


def _has_infinite(value: Any) -> bool:
    """Tell whether there is a number in it that JSON has no text for."""
    if isinstance(value, float):
        return not isfinite(value)
    if is_object(value):
        return any(map(_has_infinite, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_has_infinite, cast("Sequence[Any]", value)))
    return False


def _first(
    invalid: InvalidEventsError, sent: list[dict[str, Any]], before: int
) -> InvalidEventError:
    faults = invalid.faults
    kinds = (
        ("has no", faults.missing),
        ("has an invalid", faults.invalid),
        ("has too short a", faults.short_ids),
    )
    found = [
        (positions[0], f"{problem} {name}{_shown(sent[positions[0]], name)}")
        for problem, names in kinds
        for name, positions in names.items()
    ]
    position, problem = min(found, key=itemgetter(0))
    return InvalidEventError(before + position, problem)


def _shown(event: dict[str, Any], name: str) -> str:
    """Return the value of a member that is there, cut off, and what it should be if few know."""
    hint = "; it must be epoch milliseconds" if name == "time" else ""
    return f": {event[name]!r:.80}{hint}" if name in event else ""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield orjson.loads(line)
                except orjson.JSONDecodeError as problem:
                    raise ValueError(f"{path}, line {number} is not JSON: {problem}") from None
