"""What a query costs ("Dashboard REST API", section "Rate limits"): days x conditions x type."""

from __future__ import annotations

from functools import wraps
from inspect import signature
from typing import TYPE_CHECKING, Any, ParamSpec, cast

import orjson
from amplitude_api import facts

from amplitude_sdk.queries import dashboard
from amplitude_sdk.queries.days import day_count

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.queries.arguments import Arguments

__all__ = ["Cost", "cost_of"]

P = ParamSpec("P")


def cost_of(arguments: Arguments) -> int:
    """Compute what a query costs; 0 where a limit counts the requests instead, or none is documented.

    A query without dates counts as one of a single day (T-X42).
    """
    return _days(arguments) * _conditions(arguments) * _type(arguments)


def _days(arguments: Arguments) -> int:
    """How many days it covers, both ends included."""
    span = (*arguments.sent("start"), *arguments.sent("end"))
    return day_count(*span) if span else 1


def _conditions(arguments: Arguments) -> int:
    """The segments, what stands in them, and four for each group-by; filters of events are free.

    No segment is one: any users.
    """
    segments = [orjson.loads(text) for text in arguments.sent("s")]
    inside = sum(len(segment) for segment in segments)
    return max(1, len(segments)) + inside + facts.GROUP_BY_COST * len(arguments.group_bys)


def _type(arguments: Arguments) -> int:
    """The cost of the type of query: fixed, or by its events and what these are grouped by (T-X32)."""
    declared = arguments.operation.cost
    if declared is None:
        return 0
    events = [orjson.loads(text) for text in _events(arguments)] if declared.per_event else []
    grouped = sum(len(event.get("group_by") or ()) for event in events)
    by_events = declared.per_event * len(events) + facts.EVENT_GROUP_BY_COST * grouped
    return declared.base + by_events


def _events(arguments: Arguments) -> tuple[Any, ...]:
    return (*arguments.sent("e"), *arguments.sent("e2"))


def _costing(describe: Callable[P, Arguments]) -> staticmethod[P, int]:
    """A method with the arguments of a query that returns its cost."""

    @wraps(describe)
    def cost(*args: P.args, **kwargs: P.kwargs) -> int:
        return cost_of(describe(*args, **kwargs))

    cost.__doc__ = f"Compute the cost of `{describe.__name__}` with these arguments."
    cost.__annotations__ = {**describe.__annotations__, "return": "int"}
    cast("Any", cost).__signature__ = signature(describe).replace(return_annotation="int")
    return staticmethod(cost)


class Cost:
    """`amp.dashboard.cost`: what queries cost by the documented model, before they are sent.

    Every method takes the arguments of the query of the same name and returns an int; nothing is
    sent, on either client. Arguments the query would refuse are refused, but there may be any
    number of group-bys (T-D26). `timeout` and `extra_query` change no cost and are not taken.

    >>> Cost().users("20260301", "20260330")
    30
    """

    users = _costing(dashboard.users)
    session_lengths = _costing(dashboard.session_lengths)
    average_session_length = _costing(dashboard.average_session_length)
    sessions_per_user = _costing(dashboard.sessions_per_user)
    composition = _costing(dashboard.composition)
    segmentation = _costing(dashboard.segmentation)
    funnel = _costing(dashboard.funnel)
    retention = _costing(dashboard.retention)
    revenue_ltv = _costing(dashboard.revenue_ltv)
