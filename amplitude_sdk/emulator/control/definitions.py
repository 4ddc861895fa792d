"""Defines what people define in the web app: charts, cohorts, custom events, event types.

Each has a name, for a chart or a cohort its id. What is defined again is replaced. `DEFINITIONS`
tells the members of each kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import unquote

import orjson
from amplitude_api.facts import CUSTOM_EVENT_PREFIX, NEW_USER_EVENT

from amplitude_sdk.emulator.analytics.charts import chart_parameters
from amplitude_sdk.emulator.analytics.definitions import (
    CHART,
    COHORT,
    CUSTOM_EVENT,
    EVENT_MARKS,
    EVENT_TYPE,
    definition,
)
from amplitude_sdk.emulator.contract import contract
from amplitude_sdk.emulator.control.ask import project_of
from amplitude_sdk.emulator.control.route import Route
from amplitude_sdk.emulator.json_types import is_list, is_object
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.records import Record
    from amplitude_sdk.emulator.state import State

_INT64: Final = range(-(2**63), 2**63)


class _Kind(NamedTuple):
    """A kind of definition: its path, its members with their defaults, and what checks them."""

    path: str
    members: Mapping[str, Any]
    check: Callable[[Record], None]


def define(state: State, project: Project, kind: str, name: str, members: Record) -> Record:
    """Define something. Raises the 400 for members that are unknown or wrong."""
    known = DEFINITIONS[kind].members
    for member in members.keys() - known.keys():
        raise refused(400, f"Unknown member {member!r}; there are: {', '.join(known)}")
    record = _as_json({**known, **members, "kind": kind, "name": name})
    if not (isinstance(name, str) and name):
        raise refused(400, "The name must be a text that is not empty")
    DEFINITIONS[kind].check(record)
    with state.lock:
        before = definition(project, kind, name)
        id_ = before["id"] if before else project.definitions.new_id()
        project.definitions.put(id_, {"id": id_, **record})
    state.saved()
    return shown(record)


def _as_json(members: Record) -> Record:
    """Return a copy with the values JSON has. Raises the 400 for values it does not have."""
    try:
        copy: Record = orjson.loads(orjson.dumps(members))
    except TypeError as problem:
        raise refused(400, f"All members must be JSON: {problem}") from None
    return copy


def shown(record: Record) -> Record:
    """Return a definition as it is shown."""
    return {name: value for name, value in record.items() if name not in {"id", "kind"}}


def _put(kind: str) -> Callable[[Ask], Response]:
    def put(ask: Ask) -> Response:
        project = project_of(ask, ask.number("number"))
        members = ask.body(*DEFINITIONS[kind].members)
        return json_response(200, define(ask.state, project, kind, _name(ask), members))

    return put


def _delete(kind: str) -> Callable[[Ask], Response]:
    def delete(ask: Ask) -> Response:
        ask.body()
        project, name = project_of(ask, ask.number("number")), _name(ask)
        with ask.state.lock:
            record = definition(project, kind, name)
            if record is None:
                raise refused(404, f"There is no {kind.replace('_', ' ')} {name}")
            project.definitions.remove(record["id"])
        ask.state.saved()
        return json_response(200, shown(record))

    return delete


def _list(kind: str) -> Callable[[Ask], Response]:
    def list_all(ask: Ask) -> Response:
        ask.query()
        project = project_of(ask, ask.number("number"))
        with ask.state.lock:
            records = [one for one in project.definitions.values() if one["kind"] == kind]
        return json_response(200, {"definitions": [shown(one) for one in records]})

    return list_all


def _name(ask: Ask) -> str:
    try:
        return unquote(ask.path["name"], errors="strict")
    except UnicodeDecodeError:
        raise refused(400, "The name in the path is not percent-encoded UTF-8") from None


def _check_chart(record: Record) -> None:
    _check_texts(record, "type", "title")
    if not is_object(record["parameters"]):
        raise refused(400, "parameters must be an object")
    chart_parameters(record["type"], record["parameters"])


def _check_cohort(record: Record) -> None:
    if not is_list(record["user_ids"]) or not all(
        isinstance(one, str) for one in record["user_ids"]
    ):
        raise refused(400, "user_ids must be a list of texts")
    if not is_list(record["amplitude_ids"]) or not all(map(_is_id, record["amplitude_ids"])):
        raise refused(400, "amplitude_ids must be a list of integers")


def _is_id(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value in _INT64


def _check_custom_event(record: Record) -> None:
    if record["name"].startswith(CUSTOM_EVENT_PREFIX):
        raise refused(400, f"The name must be without {CUSTOM_EVENT_PREFIX!r}, which queries add")
    if not is_list(record["events"]) or not record["events"]:
        raise refused(400, "events must be a list of at least one event object")
    for position, event in enumerate(record["events"]):
        if problem := contract("getSegmentation").problem("e", event):
            raise refused(400, f"events[{position}]{problem}")
        _check_part(event)


def _check_part(event: Mapping[str, Any]) -> None:
    """Raise the 400 for an event that cannot be a part of a custom one."""
    type_: str = event["event_type"]
    if type_.startswith(CUSTOM_EVENT_PREFIX) or type_ == NEW_USER_EVENT or event.get("group_by"):
        raise refused(400, f"A custom event is made of plain events without group_by, not {type_}")


def _check_event_type(record: Record) -> None:
    record["display"] = record["name"] if record["display"] is None else record["display"]
    _check_texts(record, "display")
    for mark in EVENT_MARKS:
        if not isinstance(record[mark], bool):
            raise refused(400, f"{mark} must be true or false")


def _check_texts(record: Record, *members: str) -> None:
    for member in members:
        if not isinstance(record[member], str):
            raise refused(400, f"{member} must be a text")


DEFINITIONS: Final[Mapping[str, _Kind]] = {
    CHART: _Kind("charts", {"type": None, "parameters": None, "title": ""}, _check_chart),
    COHORT: _Kind("cohorts", {"user_ids": [], "amplitude_ids": []}, _check_cohort),
    CUSTOM_EVENT: _Kind("custom-events", {"events": None}, _check_custom_event),
    EVENT_TYPE: _Kind(
        "event-types", {"display": None, **dict.fromkeys(EVENT_MARKS, False)}, _check_event_type
    ),
}

_PROJECT: Final = "/_emulator/projects/{number}"

ROUTES: Final = tuple(
    Route(method, f"{_PROJECT}/{one.path}{rest}", answer(kind))
    for kind, one in DEFINITIONS.items()
    for method, rest, answer in (
        ("GET", "", _list),
        ("PUT", "/{name}", _put),
        ("DELETE", "/{name}", _delete),
    )
)
