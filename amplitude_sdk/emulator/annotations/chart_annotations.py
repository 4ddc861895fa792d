"""Chart annotations (Chart Annotations API, "Annotations").

Documented: an update changes only the members that are sent; null removes `end` and makes an
annotation global. Decided: the filters include their bounds (T-A12), `category` and `chart_id`
together are the 409 (T-A6), times come back with the offset they were sent with (T-A8). Inferred: a
filter by chart leaves out global annotations; a filter by an unknown category finds nothing; an end
before the start is not refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.instants import parse_instant
from amplitude_sdk.emulator.projects import DEFAULT_CATEGORY_ID
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.records import Record

_PLAIN_MEMBERS: Final = ("label", "details", "chart_id")
_TIMES: Final = ("start", "end")


def shown(project: Project, annotation: Record) -> dict[str, Any]:
    """Return an annotation as replies show it, with its category."""
    category = project.categories.get(annotation["category_id"])
    return {
        "id": annotation["id"],
        "start": annotation["start"],
        "end": annotation["end"],
        "label": annotation["label"],
        "details": annotation["details"],
        "category": category,
        "chart_id": annotation["chart_id"],
    }


def create(call: Call) -> Response:
    """Add an annotation. 404 when no category has the name."""
    body = call.body()
    with call.state.lock:
        changes = _changes(call.project, body)
        empty = {"end": None, "details": None, "chart_id": None}
        id_ = call.project.annotations.new_id()
        annotation = {"id": id_, "category_id": DEFAULT_CATEGORY_ID, **empty, **changes}
        return _saved(call, annotation)


def list_all(call: Call) -> Response:
    """List the annotations that pass all filters."""
    filters = call.parameters
    if filters["category"] is not None and filters["chart_id"] is not None:
        raise refused(409, "category and chart_id do not combine")
    with call.state.lock:
        annotations = [shown(call.project, one) for one in call.project.annotations.values()]
    return json_response(200, {"data": [one for one in annotations if _passes(one, filters)]})


def get(call: Call) -> Response:
    """Return an annotation."""
    with call.state.lock:
        return json_response(200, {"data": shown(call.project, _found(call))})


def update(call: Call) -> Response:
    """Change the members of an annotation that were sent."""
    body = call.body()
    with call.state.lock:
        return _saved(call, {**_found(call), **_changes(call.project, body)})


def delete(call: Call) -> Response:
    """Delete an annotation."""
    with call.state.lock:
        call.project.annotations.remove(_found(call)["id"])
        call.state.saved()
    return json_response(200, {"success": True})


def _saved(call: Call, annotation: Record) -> Response:
    call.project.annotations.put(annotation["id"], annotation)
    call.state.saved()
    return json_response(200, {"data": shown(call.project, annotation)})


def _found(call: Call) -> Record:
    annotation = call.project.annotations.get(call.parameters["annotation_id"])
    if annotation is None:
        raise refused(404, "Annotation not found")
    return annotation


def _changes(project: Project, body: Mapping[str, Any]) -> Record:
    """Return the stored members a body sets."""
    changes: Record = {name: body[name] for name in _PLAIN_MEMBERS if name in body}
    changes |= {name: _written(body[name]) for name in _TIMES if name in body}
    if "category" in body:
        changes["category_id"] = _category_id(project, body["category"])
    return changes


def _category_id(project: Project, name: str) -> int:
    for category in project.categories.values():
        if category["category"] == name:
            id_: int = category["id"]
            return id_
    raise refused(404, "Category not found")


def _written(text: str | None) -> str | None:
    """Return a time that has been sent the way replies write it."""
    return None if text is None else _instant(text).isoformat()


def _instant(text: str) -> datetime:
    instant = parse_instant(text)
    if instant is None:
        raise refused(400, "Invalid time")
    return instant


def _passes(annotation: Mapping[str, Any], filters: Mapping[str, Any]) -> bool:
    return (
        filters["category"] in (None, annotation["category"]["category"])
        and filters["chart_id"] in (None, annotation["chart_id"])
        and _lies_between(annotation, filters["start"], filters["end"])
    )


def _lies_between(annotation: Mapping[str, Any], start: str | None, end: str | None) -> bool:
    first = _instant(annotation["start"])
    last = _instant(annotation["end"] or annotation["start"])
    return (start is None or first >= _instant(start)) and (end is None or last <= _instant(end))
