"""Event segmentation (Dashboard REST API, "Event segmentation"): uniques and totals over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_api.facts import HOURLY_INTERVAL, REALTIME_INTERVAL

from amplitude_sdk.emulator.analytics.event_query import matching
from amplitude_sdk.emulator.analytics.filters import NONE
from amplitude_sdk.emulator.analytics.properties import property_of, user_property
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import parse_timeline
from amplitude_sdk.emulator.replies import json_response, not_built, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.emulator.analytics.properties import Property
    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

METRICS: Final = {
    # Documented: "uniques" are users. A user is an Amplitude ID, merged ones are one. Documented:
    # the collapsed value is "the total unique users over a certain time interval", so a user who
    # is there on several days counts once.
    "uniques": "count(distinct user)",
    # Documented: "totals" are events. Inferred: collapsed, the sum.
    "totals": "count(*)",
}
"""The aggregate of each metric, used for the points and for the collapsed value alike."""

_MOST_VALUES: Final = 1_000_000
_PROPERTY_METRICS: Final = frozenset({"histogram", "sums", "value_avg"})


class _Series(NamedTuple):
    """One line of the result."""

    label: str | None
    values: dict[int, float]
    collapsed: float
    meta: dict[str, int]


def segmentation(call: Call) -> Response:
    """Answer a segmentation query. Raises the 400 or, for what is not built, the 501."""
    parameters = call.parameters
    _check(parameters)
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    lines = [
        line
        for event_index, event in enumerate(_events(parameters))
        for segment_index, segment in enumerate(parameters["s"] or [[]])
        for line in _lines(
            call,
            timeline,
            event,
            segment,
            {"segmentIndex": segment_index, "eventIndex": event_index},
        )
    ]
    return json_response(
        200, {"data": _result(timeline, lines if subject_of(call).has_events() else [])}
    )


def _check(parameters: Mapping[str, Any]) -> None:
    if parameters["m"] == "formula" and not parameters["formula"]:
        raise refused(400, "The metric formula needs the parameter formula")
    if parameters["m"] in _PROPERTY_METRICS and not parameters["e"].get("group_by"):
        raise refused(400, f"The metric {parameters['m']} needs a group_by in the event")
    if parameters["g"] and len(parameters["s"] or ()) > 1:
        raise refused(400, "g is available only with a single segment")
    if parameters["m"] not in METRICS:
        raise not_built(f"the metric {parameters['m']} of segmentation")
    if parameters["i"] in {HOURLY_INTERVAL, REALTIME_INTERVAL}:
        raise not_built(f"the interval {parameters['i']} of segmentation")
    for name in ("g2", "rollingWindow", "rollingAverage"):
        if parameters[name] is not None:
            raise not_built(f"the parameter {name} of segmentation")
    for event in _events(parameters):
        if len(event.get("group_by", ())) + (parameters["g"] is not None) > 1:
            raise not_built("more than one group-by")


def _events(parameters: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    events = (parameters["e"], parameters["e2"])
    return [event for event in events if event is not None]


def _lines(
    call: Call,
    timeline: Timeline,
    event: Mapping[str, Any],
    segment: list[Mapping[str, Any]],
    meta: dict[str, int],
) -> list[_Series]:
    """Return the series of one event in one segment: one, or one for each group."""
    statement = subject_of(call).statement()
    group = _group(event, call.parameters["g"], statement)
    columns = (
        f"{timeline.point(statement)} as point, _amplitude_id as user, {_label(group)} as label"
    )
    matched = matching(statement, columns, event, segment, timeline)
    metric = METRICS[call.parameters["m"]]
    if group is None:
        rows = statement.rows(_ungrouped(matched, metric))
    else:
        limit = statement.bind(call.parameters["limit"])
        rows = statement.rows(_grouped(matched, metric, limit))
    return _collected(rows, meta)


def _group(event: Mapping[str, Any], g: str | None, statement: Statement) -> Property | None:
    if g is not None:
        return user_property(g, statement)
    for group_by in event.get("group_by", ()):
        return property_of(group_by["type"], group_by["value"], statement)
    return None


def _label(group: Property | None) -> str:
    return "null" if group is None else _unnested(group)


def _unnested(group: Property) -> str:
    if not group.is_list:
        return f"coalesce({group.sql}, '{NONE}')"
    return f"unnest(case when len({group.sql}) = 0 then ['{NONE}'] else {group.sql} end)"


def _ungrouped(matched: str, metric: str) -> str:
    return f"select point, null, {metric} from ({matched}) group by grouping sets ((point), ())"  # noqa: S608 -- our own names only


def _grouped(matched: str, metric: str, limit: str) -> str:
    """Return the SQL for the largest groups: by collapsed value, then by label (inferred)."""
    return (
        f"with matched as materialized ({matched}), "  # noqa: S608 -- our own names only
        f"largest as (select label, {metric} as value from matched "
        f"group by label order by value desc, label limit {limit}) "
        "select null, label, value, value as size from largest union all "
        f"select point, label, {metric}, any_value(value) from matched join largest using (label) "
        "group by point, label order by 4 desc, 2"
    )


def _collected(rows: list[tuple[Any, ...]], meta: dict[str, int]) -> list[_Series]:
    """Return the series of rows of point, label and value; without a point it is the whole span."""
    values: dict[str | None, dict[int, float]] = {}
    collapsed: dict[str | None, float] = {}
    for point, label, value, *_ in rows:
        points = values.setdefault(label, {})
        if point is None:
            collapsed[label] = value
        else:
            points[point] = value
    return [_Series(label, values[label], collapsed[label], meta) for label in values]


def _result(timeline: Timeline, lines: list[_Series]) -> dict[str, Any]:
    """Return the reply's `data`.

    Documented: values, labels and collapsed values in the same order, xValues in the form
    `YYYY-MM-DD`. Inferred from a live reply: without a group-by, labels are positions. Unknown is
    how large a reply can be; here the memory it takes is bounded.
    """
    labels = timeline.labels()
    values = len(labels) * len(lines)
    if values > _MOST_VALUES:
        raise refused(400, f"The reply would have {values} values, more than {_MOST_VALUES}")
    return {
        "series": [[line.values.get(point, 0) for point in range(len(labels))] for line in lines],
        "seriesLabels": [
            position if line.label is None else line.label for position, line in enumerate(lines)
        ],
        "seriesMeta": [line.meta for line in lines],
        "seriesCollapsed": [[{"value": line.collapsed}] for line in lines],
        "xValues": labels,
    }
