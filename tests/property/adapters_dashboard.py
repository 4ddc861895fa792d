"""Calls of `amp.dashboard`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from amplitude_api import facts

from tests.property.adapters import Invocation, day
from tests.property.adapters_queries import (
    event_argument,
    lawful_event,
    lawful_segments,
    segments_argument,
)
from tests.property.documents import operations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.property.adapters import Style
    from tests.property.generation import Meant

Query = dict[str, Any]

SPAN = ("start", "end")
SPLIT = {"i": "interval", "s": "segments"}
INTERVAL_NAMES = {1: "daily", 7: "weekly", 30: "monthly", -300000: "realtime", -3600000: "hourly"}
METRIC_NAMES = {0: "arpu", 1: "arppu", 2: "total_revenue", 3: "paying_users"}
BINS = {
    "timeHistogramConfigBinTimeUnit": "bin_unit",
    "timeHistogramConfigBinMin": "bin_min",
    "timeHistogramConfigBinMax": "bin_max",
    "timeHistogramConfigBinSize": "bin_size",
}


@dataclass(frozen=True)
class Method:
    """A method of `amp.dashboard`, by the wire names of its arguments."""

    name: str
    positional: tuple[str, ...] = ()
    keywords: Mapping[str, str] = field(default_factory=dict)


METHODS = {
    "getChartResults": Method("chart", ("chart_id",)),
    "getChartCsv": Method("chart_csv", ("chart_id",)),
    "getUsers": Method("users", SPAN, {"m": "metric", **SPLIT}),
    "getSessionLengths": Method("session_lengths", SPAN, BINS),
    "getAverageSessionLength": Method("average_session_length", SPAN),
    "getSessionsPerUser": Method("sessions_per_user", SPAN),
    "getComposition": Method("composition", ("p", *SPAN)),
    "listEvents": Method("events"),
    "getSegmentation": Method(
        "segmentation",
        ("e", *SPAN),
        {
            "e2": "second_event",
            "m": "metric",
            "n": "user_type",
            "limit": "limit",
            "formula": "formula",
            "rollingWindow": "rolling_window",
            "rollingAverage": "rolling_average",
            **SPLIT,
        },
    ),
    "getFunnel": Method(
        "funnel",
        ("e", *SPAN),
        {"mode": "mode", "n": "user_type", "cs": "conversion_window", "limit": "limit", **SPLIT},
    ),
    "getRetention": Method(
        "retention", ("se", "re", *SPAN), {"rm": "mode", "rb": "brackets", **SPLIT}
    ),
    "getUserActivity": Method(
        "user_activity",
        ("user",),
        {"offset": "offset", "limit": "limit", "direction": "direction"},
    ),
    "searchUsers": Method("user_search", ("user",)),
    "getRealtime": Method("realtime", (), {"i": "interval"}),
    "getRevenueLtv": Method("revenue_ltv", SPAN, {"m": "metric", **SPLIT}),
}
GROUP_BYS = ("g", "g2")


def adapt(meant: Meant, style: Style) -> Invocation:
    """Return the call that says what is meant, as far as the documentation allows it."""
    method = METHODS[meant.operation]
    lawful = _lawful(meant.operation, dict(meant.query), style)
    given = {**meant.path, **lawful}
    args = tuple(_argument(meant.operation, name, given[name], style) for name in method.positional)
    kwargs = {
        keyword: _argument(meant.operation, name, given[name], style)
        for name, keyword in method.keywords.items()
        if name in given
    }
    if group_bys := [given[name] for name in GROUP_BYS if name in given]:
        kwargs["group_by"] = group_bys[0] if style.named and len(group_bys) == 1 else group_bys
    undocumented = given.keys() - {*method.positional, *method.keywords, *GROUP_BYS}
    assert not undocumented, f"{undocumented} have no argument in {method.name}"
    without = replace(meant, query=_without_defaults(meant.operation, lawful))
    return Invocation(f"dashboard.{method.name}", without, args, kwargs)


def _without_defaults(operation_id: str, query: Query) -> Query:
    declared = operations()[operation_id].parameters
    return {
        name: value
        for name, value in query.items()
        if declared[name].default is None or value != declared[name].default
    }


def _argument(operation_id: str, name: str, value: Any, style: Style) -> Any:  # noqa: PLR0911  a table of parameters
    match name:
        case "start" | "end":
            return day(value, style)
        case "e" if isinstance(value, list):
            return [event_argument(each, style) for each in value]
        case "e" | "e2" | "se" | "re":
            return event_argument(value, style)
        case "s":
            return segments_argument(value, style)
        case "i" if operation_id != "getRealtime" and style.named:
            return INTERVAL_NAMES[value]
        case "m" if operation_id == "getRevenueLtv" and style.named:
            return METRIC_NAMES[value]
        case "cs" if style.built:
            return timedelta(seconds=value)
        case _:
            return value


def _lawful(operation_id: str, query: Query, style: Style) -> Query:
    """Put right what the documentation rules out although the schemas cannot say so."""
    for name in query.keys() & {"e", "e2", "se", "re"}:
        wire = query[name]
        several = isinstance(wire, list)
        query[name] = (
            [lawful_event(each, style) for each in wire] if several else lawful_event(wire, style)
        )
    _lawful_split(query, style)
    _lawful_pairs(query)
    _lawful_reach(operation_id, query)
    _lawful_bins(query)
    for name in query.keys() & {"cs", "rollingWindow", "rollingAverage"}:
        query[name] = abs(query[name]) % 10**9 + 1
    if operation_id == "getRealtime" and "i" in query:
        query["i"] = abs(query["i"]) + 1
    for name in query.keys() & {"p", "user", "g", "g2"}:
        query[name] = query[name] if query[name] != "" else "platform"
    return query


def _lawful_split(query: Query, style: Style) -> None:
    """Group-bys want a single segment (T-X28), and the first one comes first."""
    segments = lawful_segments(query.pop("s", []), style)
    if segments:
        query["s"] = segments
    if len(segments) > 1:
        query.pop("g", None)
        query.pop("g2", None)
    elif "g2" in query and "g" not in query:
        query["g"] = query.pop("g2")


def _lawful_pairs(query: Query) -> None:
    """A formula belongs to its metric, brackets to their mode, and a bracket holds a day.

    A metric of a property needs the property.
    """
    if query.get("m") == "formula":
        query["formula"] = query.get("formula") or "UNIQUES(A)"
    else:
        query.pop("formula", None)
    if query.get("m") in facts.PROPERTY_METRICS and not query["e"].get("group_by"):
        query["e"] = {**query["e"], "group_by": [{"type": "event", "value": "price"}]}
    if query.get("rm") == "bracket":
        pairs = (sorted(pair) for pair in query.get("rb", [[0, 0]]))
        query["rb"] = [[first, max(last, first + 1)] for first, last in pairs]
    else:
        query.pop("rb", None)


def _lawful_reach(operation_id: str, query: Query) -> None:
    """Shorten the span to a day where the interval shows only so many (T-X41)."""
    interval = query.get("i", {"getSegmentation": 1}.get(operation_id))
    if operation_id in ("getSegmentation", "getFunnel") and interval in (1, -300000, -3600000):
        query["end"] = query["start"]


def _lawful_bins(query: Query) -> None:
    """Custom bins need a unit and two ends, the second above the first."""
    needed = list(BINS)[:3]
    if not all(name in query for name in needed):
        for name in BINS:
            query.pop(name, None)
        return
    first, last = sorted(abs(query[name]) for name in needed[1:])
    query[needed[1]], query[needed[2]] = first, last if last > first else first * 2 + 1
    if (size := query.pop("timeHistogramConfigBinSize", None)) is not None:
        query["timeHistogramConfigBinSize"] = abs(size) or 1
