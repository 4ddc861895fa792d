"""Reads stored events back, for tests and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson
from amplitude_api.facts import GROUP_IDENTIFY_EVENT_TYPE, IDENTIFY_EVENT_TYPE

from amplitude_sdk.emulator.columns import EVENT_COLUMNS, EVENTS, IDENTIFICATIONS, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.state import State


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
    columns = ", ".join(map(quoted, EVENT_COLUMNS))
    rows = state.store.query(
        f"select {columns}, _other, _amplitude_id, _uploaded from {_table(members)} "  # noqa: S608 -- our own names only
        f"where {' and '.join(conditions) or 'true'} order by _seq",
        parameters,
    )
    return [_event(row) for row in rows]


def _app_id(state: State, api_key: str) -> int | None:
    with state.lock:
        return next((one.app_id for one in state.projects.all() if one.key == api_key), None)


def _table(members: Mapping[str, str]) -> str:
    identifies = members.get("event_type") in {IDENTIFY_EVENT_TYPE, GROUP_IDENTIFY_EVENT_TYPE}
    return IDENTIFICATIONS if identifies else EVENTS


def _event(row: tuple[Any, ...]) -> dict[str, Any]:
    *values, other, amplitude_id, uploaded = row
    event = {
        name: orjson.loads(value) if EVENT_COLUMNS[name] == "JSON" else value
        for name, value in zip(EVENT_COLUMNS, values, strict=True)
        if value is not None
    }
    unknown: dict[str, Any] = orjson.loads(other) if other is not None else {}
    return {**event, **unknown, "amplitude_id": amplitude_id, "server_upload_time": uploaded}
