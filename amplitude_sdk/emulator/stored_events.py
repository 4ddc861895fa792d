"""Reads stored events back, for tests and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import orjson
from amplitude_api.facts import GROUP_IDENTIFY_EVENT_TYPE, IDENTIFY_EVENT_TYPE

from amplitude_sdk.emulator.columns import EVENT_COLUMNS, EVENTS, IDENTIFICATIONS, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from amplitude_sdk.emulator.state import State

_READ: Final = ", ".join([*map(quoted, EVENT_COLUMNS), "_other", "_amplitude_id", "_uploaded"])
"""The columns `_event` needs, in its order."""

_PAGE: Final = 10_000
_SEARCHED: Final = ("event_type", "user_id", "device_id", "event_properties", "user_properties")


class EventSearch(NamedTuple):
    """Which stored events are wanted; None for any."""

    project: int | None
    event_type: str | None
    user: str | None
    """A user id, a device id or an Amplitude ID."""
    text: str | None
    """A part of the event type, an id or the properties, without case."""
    after: int | None
    """Sequences, both exclusive."""
    before: int | None
    limit: int


def stored_events(
    state: State, wanted: Mapping[str, str | None], api_key: str | None
) -> list[dict[str, Any]]:
    """Return the events with the `wanted` members, of one project or of all."""
    members = {name: value for name, value in wanted.items() if value is not None}
    conditions = [f"{quoted(name)} = ${name}" for name in members]
    parameters: dict[str, Any] = dict(members)
    if api_key is not None:
        conditions.append("_app = $app")
        parameters["app"] = _app_id(state, api_key)
    rows = state.store.query(
        f"select {_READ} from {_table(members)} "  # noqa: S608 -- our own names only
        f"where {' and '.join(conditions) or 'true'} order by _seq",
        parameters,
    )
    return [_event(row) for row in rows]


def latest_events(state: State, search: EventSearch) -> tuple[list[dict[str, Any]], bool]:
    """Return the newest events and identifications first, and whether more were left out."""
    conditions = {
        "project": "_app = $project",
        "event_type": "event_type = $event_type",
        "user": "$user in (user_id, device_id, _amplitude_id::varchar)",
        "text": _contains(),
        "after": "_seq > $after",
        "before": "_seq < $before",
    }
    asked = {name: value for name, value in search._asdict().items() if value is not None}
    where = " and ".join(conditions[name] for name in asked if name in conditions) or "true"
    # Each table is cut by itself, so that all columns are read of the newest rows only.
    selects = [
        f"(select _seq, _app, {_READ} from {table} where {where} "  # noqa: S608 -- our own names only
        "order by _seq desc limit $limit)"
        for table in (EVENTS, IDENTIFICATIONS)
    ]
    rows = state.store.query(
        f"{' union all '.join(selects)} order by 1 desc limit $limit",
        {**asked, "limit": search.limit + 1},
    )
    found = [
        {"sequence": sequence, "project": app, "event": _event(row)}
        for sequence, app, *row in rows[: search.limit]
    ]
    return found, len(rows) > search.limit


def event_pages(state: State, project: int | None) -> Iterator[list[dict[str, Any]]]:
    """Return all events and identifications in the order they arrived, some thousands at a time."""
    where = "_seq > $after" if project is None else f"_seq > $after and _app = {project:d}"
    selects = [
        f"select _seq, {_READ} from {table} where {where}"  # noqa: S608 -- our own names only
        for table in (EVENTS, IDENTIFICATIONS)
    ]
    sql = f"{' union all '.join(selects)} order by 1 limit {_PAGE}"
    last = 0
    while rows := state.store.query(sql, {"after": last}):
        yield [_event(row[1:]) for row in rows]
        last = rows[-1][0]


def _contains() -> str:
    texts = (f"contains(lower({quoted(name)}::varchar), lower($text))" for name in _SEARCHED)
    return f"({' or '.join(texts)})"


def _app_id(state: State, api_key: str) -> int | None:
    with state.lock:
        project = state.projects.known(api_key)
    return None if project is None else project.app_id


def _table(members: Mapping[str, str]) -> str:
    identifies = members.get("event_type") in {IDENTIFY_EVENT_TYPE, GROUP_IDENTIFY_EVENT_TYPE}
    return IDENTIFICATIONS if identifies else EVENTS


def _event(row: Sequence[Any]) -> dict[str, Any]:
    *values, other, amplitude_id, uploaded = row
    event = {
        name: orjson.loads(value) if EVENT_COLUMNS[name] == "JSON" else value
        for name, value in zip(EVENT_COLUMNS, values, strict=True)
        if value is not None
    }
    unknown: dict[str, Any] = orjson.loads(other) if other is not None else {}
    return {**event, **unknown, "amplitude_id": amplitude_id, "server_upload_time": uploaded}
