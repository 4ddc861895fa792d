"""From the arguments of annotation calls to members on the wire ("Chart Annotations API")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import check_order, filled, filled_or_none, text_or_none
from amplitude_sdk.queries.instants import aware, rfc3339
from amplitude_sdk.unset import Unset

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.queries.instants import Moment

__all__ = ["changed_members", "list_filters", "new_members"]

_CLEARABLE = ("end", "chart_id")
"""Members for which null on update is documented (T-A13)."""


def new_members(
    label: str,
    start: Moment,
    *,
    end: Moment | None,
    category: str | None,
    chart_id: str | None,
    details: str | None,
) -> dict[str, Any]:
    """Write a new annotation; what is None is not sent.

    Raises:
        ValidationError: naming the argument.
    """
    members = {
        "label": filled(label, "label"),
        "start": rfc3339(start, "start"),
        "end": _moment_or_none(end, "end"),
        "category": filled_or_none(category, "category"),
        "chart_id": filled_or_none(chart_id, "chart_id"),
        "details": text_or_none(details, "details"),
    }
    check_order(members["start"], members["end"], "end")
    return {name: value for name, value in members.items() if value is not None}


def list_filters(
    *,
    category: str | None,
    chart_id: str | None,
    start: Moment | None,
    end: Moment | None,
) -> dict[str, Any]:
    """Write the filters of a list; what is None is not sent.

    Raises:
        ValidationError: naming the argument, or `category` together with `chart_id` (T-A6).
    """
    if category is not None and chart_id is not None:
        raise ValidationError("category", "does not combine with chart_id; filter by one of them")
    check_order(_moment_or_none(start, "start"), _moment_or_none(end, "end"), "end")
    filters = {
        "category": filled_or_none(category, "category"),
        "chart_id": filled_or_none(chart_id, "chart_id"),
        "start": None if start is None else aware(start, "start"),
        "end": None if end is None else aware(end, "end"),
    }
    return {name: value for name, value in filters.items() if value is not None}


def changed_members(given: Mapping[str, Any]) -> dict[str, Any]:
    """Write the changes of an annotation: what is UNSET is not sent, None is sent as null (T-A9).

    Raises:
        ValidationError: naming the member, also None where it is not documented (T-A13).
    """
    members = {name: value for name, value in given.items() if not isinstance(value, Unset)}
    for name, value in members.items():
        if value is None and name not in _CLEARABLE:
            raise ValidationError(name, "cannot be cleared; only end and chart_id take None")
    for name in members.keys() & {"label", "category", "chart_id"}:
        filled_or_none(members[name], name)
    text_or_none(members.get("details"), "details")
    for name in members.keys() & {"start", "end"}:
        members[name] = _moment_or_none(members[name], name)
    check_order(members.get("start"), members.get("end"), "end")
    return members


def _moment_or_none(value: Moment | None, argument: str) -> str | None:
    return None if value is None else rfc3339(value, argument)
