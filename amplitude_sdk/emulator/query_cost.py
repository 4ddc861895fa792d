"""What a query costs.

Documented (Dashboard REST API, "Rate limits"): days times conditions times the cost of the type of
query. Decided: each event adds to the cost of the type and to that of its group-bys (T-X32); a query
without dates is one of one day (T-X42).
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from amplitude_api.facts import EVENT_GROUP_BY_COST, GROUP_BY_COST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_api.facts import Cost, Operation

    _Values: TypeAlias = Mapping[str, list[Any]]
    """What was sent, by parameter."""


def query_cost(operation: Operation, parameters: Mapping[str, Any]) -> int:
    """Return the cost of an operation with decoded parameters; 0 where none is documented."""
    if operation.cost is None:
        return 0
    values = {
        fact.name: parameters[fact.name] if fact.repeated else [parameters[fact.name]]
        for fact in operation.parameters
        if parameters[fact.name] is not None
    }
    return _days(values) * _conditions(values) * _type(operation.cost, values)


def _days(values: _Values) -> int:
    try:
        first, last = (date.fromisoformat(values[name][0]) for name in ("start", "end"))
    except (KeyError, ValueError):  # no days, or one that does not exist, which is refused later
        return 1
    return max(1, (last - first).days + 1)


def _conditions(values: _Values) -> int:
    segments = values.get("s", [])
    groups = [*values.get("g", []), *values.get("g2", [])]
    return max(1, len(segments)) + sum(map(len, segments)) + GROUP_BY_COST * len(groups)


def _type(cost: Cost, values: _Values) -> int:
    if not cost.per_event:
        return cost.base
    events = [*values.get("e", []), *values.get("e2", [])]
    groups = sum(len(event.get("group_by") or ()) for event in events)
    return cost.base + cost.per_event * len(events) + EVENT_GROUP_BY_COST * groups
