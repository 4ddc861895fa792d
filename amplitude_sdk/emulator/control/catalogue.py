"""What a project has: its event types with the properties seen in them, and its releases.

The Dashboard REST API lists event types without properties, and nothing lists releases; a person
who looks at a project wants both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import OPERATIONS

from amplitude_sdk.emulator.columns import EVENT_TABLES, EVENTS
from amplitude_sdk.emulator.control.ask import project_of
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.state import State

MOST_TYPES: Final = 1_000
_LOOKED_AT: Final = 1_000
"""How many of the newest events of a type are looked at for properties."""


def show(ask: Ask) -> Response:
    """List the event types of a project, the most frequent first, and its user properties."""
    ask.query()
    project = project_of(ask, ask.number("number"))
    types = _types(ask.state, project.app_id)
    properties = _event_properties(ask.state, project.app_id)
    content = {
        "event_types": [
            {**one, "properties": properties.get(one["event_type"], [])}
            for one in types[:MOST_TYPES]
        ],
        "user_properties": _user_properties(ask.state, project.app_id),
        "more": len(types) > MOST_TYPES,
    }
    return json_response(200, content)


def releases(ask: Ask) -> Response:
    """List the releases of a project, in the order they were created."""
    ask.query()
    project = project_of(ask, ask.number("number"))
    with ask.state.lock:
        found = project.releases.values()
    return json_response(200, {"releases": found})


def _types(state: State, app: int) -> list[dict[str, Any]]:
    tables = " union all ".join(
        f"select event_type, time from {table} where _app = $app"  # noqa: S608 -- our own names only
        for table in EVENT_TABLES
    )
    rows = state.store.query(
        f"select event_type, count(*), min(time), max(time) from ({tables}) "  # noqa: S608 -- our own names only
        "group by event_type order by 2 desc, 1 limit $limit",
        {"app": app, "limit": MOST_TYPES + 1},
    )
    return [
        {"event_type": name, "count": count, "first": first, "last": last}
        for name, count, first, last in rows
    ]


def _event_properties(state: State, app: int) -> dict[str, list[dict[str, Any]]]:
    rows = state.store.query(
        "with newest as (select event_type, unnest(arg_max(event_properties, _seq, $looked)) as "  # noqa: S608 -- our own names only
        f"document from {EVENTS} where _app = $app and event_properties is not null "
        "group by event_type), named as (select event_type, document, "
        "unnest(json_keys(document)) as name from newest) "
        "select event_type, name, list_sort(list(distinct json_type(document, "
        "'/' || replace(replace(name, '~', '~0'), '/', '~1')))) "
        "from named group by event_type, name order by event_type, name",
        {"app": app, "looked": _LOOKED_AT},
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for event_type, name, types in rows:
        found.setdefault(event_type, []).append({"name": name, "types": _json_types(types)})
    return found


def _user_properties(state: State, app: int) -> list[str]:
    rows = state.store.query(
        "select distinct name from (select unnest(json_keys(_state)) as name from "  # noqa: S608 -- our own names only
        f"(select _state from {EVENTS} where _app = $app and _state is not null "
        "order by _seq desc limit $looked)) order by name",
        {"app": app, "looked": _LOOKED_AT},
    )
    return [name for (name,) in rows]


def _json_types(names: list[str]) -> list[str]:
    """Return the names JSON has for what DuckDB calls its values."""
    return sorted({_JSON_TYPES.get(name, "number") for name in names})


_JSON_TYPES: Final = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "ARRAY": "array",
    "OBJECT": "object",
    "NULL": "null",
}
"""The others are kinds of numbers."""


def operations(ask: Ask) -> Response:
    """List the operations of the specs, as faults and the journal name them."""
    ask.query()
    listed = [
        {"id": one.id, "api": one.api, "method": one.method, "path": one.path}
        for one in OPERATIONS.values()
    ]
    return json_response(200, {"operations": listed})
