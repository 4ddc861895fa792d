"""What a user and a group have become, by the identifications that were sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk.emulator.control.ask import project_of
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from amplitude_sdk.emulator.control.ask import Ask
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.projects import Project


def of_user(ask: Ask) -> Response:
    """Tell the properties of a user."""
    query = ask.query("user_id", "device_id")
    user_id, device_id = query.text("user_id"), query.text("device_id")
    if user_id is None and device_id is None:
        raise refused(400, "Give user_id or device_id")
    project = project_of(ask, ask.number("number"))
    with ask.state.lock:
        found = user_properties([project], user_id, device_id)
    return json_response(200, {"user_properties": found})


def of_group(ask: Ask) -> Response:
    """Tell the properties of a group."""
    query = ask.query("group_type", "group_name")
    group_type, group_name = query.text("group_type"), query.text("group_name")
    if group_type is None or group_name is None:
        raise refused(400, "Give group_type and group_name")
    project = project_of(ask, ask.number("number"))
    with ask.state.lock:
        found = group_properties([project], group_type, group_name)
    return json_response(200, {"group_properties": found})


def user_properties(
    projects: Iterable[Project], user_id: str | None, device_id: str | None
) -> dict[str, Any]:
    """Return the properties of a user in the first project that knows one, by one of the ids."""
    id_ = user_id if user_id is not None else device_id
    if id_ is None:
        raise ValueError("user_properties needs a user_id or a device_id")
    for project in projects:
        for user in project.users.by_user_or_device_id(id_):
            if user_id in {None, user.user_id}:
                return dict(user.properties)
    return {}


def group_properties(
    projects: Iterable[Project], group_type: str, group_name: str
) -> dict[str, Any]:
    """Return the properties of a group in the first project that knows it."""
    for project in projects:
        properties = project.groups.properties(group_type, group_name)
        if properties:
            return dict(properties)
    return {}
