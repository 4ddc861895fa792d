"""Categories of chart annotations (Chart Annotations API, "Annotation categories").

Seen live: a category's name is its member `category` (T-A1), and category 1, "Uncategorized", is
there from the start. Unknown (T-A11), and decided here: category 1 cannot be renamed or deleted
(403), and the annotations of a deleted category go back to it. Inferred: names are compared as they
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amplitude_sdk.emulator.annotations.chart_annotations import shown
from amplitude_sdk.emulator.projects import DEFAULT_CATEGORY_ID
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response
    from amplitude_sdk.emulator.projects import Project
    from amplitude_sdk.emulator.records import Record


def create(call: Call) -> Response:
    """Add a category. 409 when its name is taken."""
    name = _sent_name(call)
    with call.state.lock:
        _require_free(call.project, name)
        id_ = call.project.categories.new_id()
        category = call.project.categories.put(id_, {"id": id_, "category": name})
        call.state.saved()
    return json_response(200, {"data": category})


def list_all(call: Call) -> Response:
    """List the categories, or the one of a name. 404 when no category has it (T-A7)."""
    name = call.parameters["category"]
    with call.state.lock:
        categories = call.project.categories.values()
    if name is not None:
        categories = [one for one in categories if one["category"] == name]
        if not categories:
            raise refused(404, "Category not found")
    return json_response(200, {"data": categories})


def get(call: Call) -> Response:
    """Return a category."""
    with call.state.lock:
        return json_response(200, {"data": _found(call)})


def update(call: Call) -> Response:
    """Rename a category. 409 when another one has the name."""
    name = _sent_name(call)
    with call.state.lock:
        category = _changeable(call)
        if category["category"] != name:
            _require_free(call.project, name)
        renamed = call.project.categories.put(category["id"], {**category, "category": name})
        call.state.saved()
    return json_response(200, {"data": renamed})


def delete(call: Call) -> Response:
    """Delete a category."""
    with call.state.lock:
        id_ = _changeable(call)["id"]
        call.project.categories.remove(id_)
        for annotation in call.project.annotations.values():
            if annotation["category_id"] == id_:
                _assign(call.project, annotation, DEFAULT_CATEGORY_ID)
        call.state.saved()
    return json_response(200, {"success": True})


def assign(call: Call) -> Response:
    """Give several annotations a category: all of them, or none when one does not exist."""
    ids = list(dict.fromkeys(call.body()["annotation_ids"]))
    with call.state.lock:
        category = _found(call)
        annotations = [call.project.annotations.get(id_) for id_ in ids]
        known = [annotation for annotation in annotations if annotation is not None]
        if len(known) < len(ids):
            raise refused(400, "One or more invalid annotation ID")
        changed = [_assign(call.project, annotation, category["id"]) for annotation in known]
        call.state.saved()
        return json_response(200, {"data": [shown(call.project, one) for one in changed]})


def _assign(project: Project, annotation: Record, category_id: int) -> Record:
    return project.annotations.put(annotation["id"], {**annotation, "category_id": category_id})


def _sent_name(call: Call) -> str:
    name: str = call.body()["category"]
    return name


def _require_free(project: Project, name: str) -> None:
    if any(category["category"] == name for category in project.categories.values()):
        raise refused(409, "Category already exists")


def _found(call: Call) -> Record:
    category = call.project.categories.get(call.parameters["category_id"])
    if category is None:
        raise refused(404, "Category not found")
    return category


def _changeable(call: Call) -> Record:
    category = _found(call)
    if category["id"] == DEFAULT_CATEGORY_ID:
        raise refused(403, f"{category['category']} cannot be changed")
    return category
