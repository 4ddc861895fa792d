"""Calls of `amp.releases`, `amp.annotations` and `amp.annotations.categories`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.property.adapters import Invocation, moment, utc_moment
from tests.property.documents import operations, properties

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.property.adapters import Style
    from tests.property.generation import Meant


def _declared(meant: Meant) -> Meant:
    """Leave out what the facade has no argument for: undeclared members, defaults."""
    operation = operations()[meant.operation]
    assert operation.body is not None
    known = properties(operation.api, operation.body)
    body = {
        name: value
        for name, value in meant.body.items()
        if name in known and value != known[name].get("default")
    }
    return replace(meant, body=body)


def _filled(body: dict[str, Any], *names: str) -> dict[str, Any]:
    """Fill the texts that the facade wants filled."""
    return {name: value or "x" if name in names else value for name, value in body.items()}


def _ended(body: dict[str, Any], start: str, end: str) -> dict[str, Any]:
    """Leave out an end that lies before its start; the facade refuses it."""
    starts, ends = body.get(start), body.get(end)
    if starts is None or ends is None:
        return body
    if datetime.fromisoformat(ends) >= datetime.fromisoformat(starts):
        return body
    return {name: value for name, value in body.items() if name != end}


def create_release(meant: Meant, style: Style) -> Invocation:
    meant = replace(_declared(meant), query={})
    body = _ended(_filled(meant.body, "version", "title"), "release_start", "release_end")
    if "platforms" in body:
        body["platforms"] = [each or "x" for each in body["platforms"]]
    meant = replace(meant, body=body)
    given = dict(meant.body)
    for name in given.keys() & {"release_start", "release_end"}:
        given[name] = utc_moment(given[name], style)
    if style.named and len(given.get("platforms", ())) == 1:
        (given["platforms"],) = given["platforms"]
    return Invocation("releases.create", meant, kwargs=given)


def create_annotation(meant: Meant, style: Style) -> Invocation:
    meant = _declared(meant)
    body = _ended(_filled(meant.body, "label", "category", "chart_id"), "start", "end")
    meant = replace(meant, body=body)
    given = dict(meant.body)
    label, start = given.pop("label"), moment(given.pop("start"), style)
    if "end" in given:
        given["end"] = moment(given["end"], style)
    return Invocation("annotations.create", meant, (label, start), given)


def list_annotations(meant: Meant, style: Style) -> Invocation:
    """Filters by category and by chart exclude each other (T-A6)."""
    query = _ended(_filled({**meant.query}, "category", "chart_id"), "start", "end")
    if "chart_id" in query:
        query.pop("category", None)
    given = dict(query)
    for name in given.keys() & {"start", "end"}:
        given[name] = moment(given[name], style)
    return Invocation("annotations.list", replace(meant, query=query), kwargs=given)


def update_annotation(meant: Meant, style: Style) -> Invocation:
    """Members that are null on the wire are None, absent ones are not given."""
    meant = _declared(meant)
    body = {
        name: "x" if value == "" and name in ("label", "category", "chart_id") else value
        for name, value in meant.body.items()
    }
    body = _ended(body, "start", "end")
    meant = replace(meant, body=body)
    given: dict[str, Any] = dict(body)
    for name in given.keys() & {"start", "end"}:
        given[name] = moment(given[name], style)
    return Invocation("annotations.update", meant, (meant.path["annotation_id"],), given)


def create_category(meant: Meant, style: Style) -> Invocation:
    meant = _declared(meant)
    return Invocation("annotations.categories.create", meant, (meant.body["category"],))


def list_categories(meant: Meant, style: Style) -> Invocation:
    meant = replace(meant, query=_filled({**meant.query}, "category"))
    given = {"name": meant.query["category"]} if "category" in meant.query else {}
    return Invocation("annotations.categories.list", meant, kwargs=given)


def update_category(meant: Meant, style: Style) -> Invocation:
    meant = _declared(meant)
    given = (meant.path["category_id"], meant.body["category"])
    return Invocation("annotations.categories.update", meant, given)


def assign_category(meant: Meant, style: Style) -> Invocation:
    meant = _declared(meant)
    ids = meant.body["annotation_ids"]
    given = (meant.path["category_id"], tuple(ids) if style.built else ids)
    return Invocation("annotations.categories.assign", meant, given)


def by_id(method: str) -> Callable[[Meant, Style], Invocation]:
    """Adapt a method whose only argument is an id."""

    def adapt(meant: Meant, style: Style) -> Invocation:
        return Invocation(method, meant, tuple(meant.path.values()))

    return adapt


ADAPTERS: dict[str, Callable[[Meant, Style], Invocation]] = {
    "createRelease": create_release,
    "createAnnotation": create_annotation,
    "listAnnotations": list_annotations,
    "getAnnotation": by_id("annotations.get"),
    "updateAnnotation": update_annotation,
    "deleteAnnotation": by_id("annotations.delete"),
    "createAnnotationCategory": create_category,
    "listAnnotationCategories": list_categories,
    "getAnnotationCategory": by_id("annotations.categories.get"),
    "updateAnnotationCategory": update_category,
    "deleteAnnotationCategory": by_id("annotations.categories.delete"),
    "assignAnnotationCategory": assign_category,
}
