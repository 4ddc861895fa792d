"""What the results of queries have to say about their replies."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from tests.property.results_annotations import agrees
from tests.property.wire import require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

Wire = dict[str, Any]


def filled(values: Iterable[Any], count: int, blank: Any) -> tuple[Any, ...]:
    """Return `count` values, blanks where there are not as many."""
    found = list(values)[:count]
    return (*found, *[blank] * (count - len(found)))


def check_points(points: tuple[date | str, ...], texts: list[str]) -> None:
    """An axis of days is dates; one with hours is datetimes; what is neither stays text."""
    read = [_time_or_text(text) for text in texts]
    times = [each for each in read if isinstance(each, datetime)]
    if all(each.timetz() == time() for each in times):
        read = [each.date() if isinstance(each, datetime) else each for each in read]
    require(list(points) == read, f"the axis is {points!r:.300}")


def _time_or_text(text: str) -> date | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text


def check_time_series(result: Any, body: Wire) -> None:
    data = body["data"]
    series = data.get("series", [])
    labels = data.get("seriesLabels") or [
        each for each in data.get("seriesMeta", []) if isinstance(each, str)
    ]
    collapsed = data.get("seriesCollapsed", [])
    agrees(
        result,
        raw=body,
        series=tuple(map(tuple, series)),
        collapsed=tuple(cells[0].get("value") if cells else None for cells in collapsed),
    )
    texts_only = all(isinstance(each, str) for each in data.get("seriesMeta", []))
    if data.get("seriesLabels") or texts_only:
        agrees(result, labels=filled(map(str, labels), len(series), ""))
    check_points(result.points, data.get("xValues", []))
    rows = result.rows()
    require(
        [row["value"] for row in rows]
        == [value for values in series for value in values[: len(result.points)]],
        f"the rows are {rows!r:.300}",
    )


def check_distribution(result: Any, body: Wire) -> None:
    data = body["data"]
    counts = data["series"][0] if data.get("series") else []
    labels = data.get("seriesLabels") or [""]
    agrees(
        result,
        raw=body,
        bins=tuple(data.get("xValues", [])),
        counts=tuple(counts),
        label=labels[0] if isinstance(labels[0], str) else "",
    )
    rows = [(row["bin"], row["count"]) for row in result.rows()]
    require(rows == list(zip(result.bins, counts, strict=False)), f"the rows are {rows!r:.300}")


def check_events(result: Any, body: Wire) -> None:
    agrees(result, raw=body)
    require(len(result) == len(body["data"]), f"{len(result)} events")
    for info, wire in zip(result, body["data"], strict=True):
        value = wire.get("value", wire.get("name", ""))
        display = wire.get("display") or value
        agrees(info, raw=wire, value=value, display=display, totals=wire.get("totals"))
    require(len(result.rows()) == len(result), "a row is missing")


def check_search(result: Any, body: Wire) -> None:
    agrees(result, raw=body, type=body.get("type", ""))
    require(len(result) == len(body["matches"]), f"{len(result)} matches")
    for match, wire in zip(result, body["matches"], strict=True):
        agrees(match, raw=wire, amplitude_id=wire.get("amplitude_id"), user_id=wire.get("user_id"))
    require(result.rows() == body["matches"], "the rows are not the matches")


def check_activity(result: Any, body: Wire) -> None:
    events = body.get("events", [])
    agrees(result, raw=body, user=body.get("userData", {}), events=tuple(events))
    require(result.rows() == events, "the rows are not the events")


def check_chart(result: Any, body: Wire) -> None:
    agrees(result, raw=body, data=body["data"])


def check_chart_csv(result: Any, body: Wire) -> None:
    """The cells are those of the text; the tests of the facade read whole tables."""
    agrees(result, raw=body, text=body["data"])
    if not set(body["data"]) & set('"\r\n\t,'):
        cells = ((body["data"],),) if body["data"] else ()
        agrees(result, table=cells)
    require(isinstance(result.rows(), list), "there are no rows")


def check_funnel(result: Any, body: Wire) -> None:
    agrees(result, raw=body)
    require(len(result.groups) == len(body["data"]), f"{len(result.groups)} groups")
    for group, wire in zip(result.groups, body["data"], strict=True):
        agrees(
            group,
            raw=wire,
            group=wire.get("groupValue"),
            events=tuple(wire["events"]),
            users=tuple(wire.get("cumulativeRaw", [])),
            conversion=tuple(wire.get("cumulative", [])),
            step_conversion=tuple(wire.get("stepByStep", [])),
            median_ms=tuple(wire.get("medianTransTimes", [])),
            average_ms=tuple(wire.get("avgTransTimes", [])),
        )
    steps = [event for wire in body["data"] for event in wire["events"]]
    require([row["event"] for row in result.rows()] == steps, "the rows are not the steps")


def check_labelled(result: Any, body: Wire) -> list[tuple[Any, Wire]]:
    """Check the labels of a result with one entry for each series; return the pairs."""
    data = body["data"]
    series = data.get("series", [])
    labels = filled(map(str, data.get("seriesLabels", [])), len(series), "")
    agrees(result, raw=body)
    require(tuple(each.label for each in result.series) == labels, "the labels differ")
    return list(zip(result.series, series, strict=True))


def check_oldest_first(dates: Iterable[str], wire: Wire) -> None:
    """Dates that the reply lists newest first come oldest first, those it forgot follow."""
    values = wire.get("values", {})
    listed = dict.fromkeys(date for date in reversed(wire.get("dates", [])) if date in values)
    forgotten = [date for date in values if date not in listed]
    require(list(dates) == [*listed, *forgotten], "the dates are out of order")


def check_retention(result: Any, body: Wire) -> None:
    for series, wire in check_labelled(result, body):
        agrees(series, raw=wire)
        check_oldest_first(series.cohorts, wire)
        check_cells(series.combined, wire.get("combined", []))
        for start, cells in series.cohorts.items():
            check_cells(cells, wire["values"][start])
    intervals = sum(
        max(0, len(cells) - 1) for series in result.series for cells in series.cohorts.values()
    )
    require(len(result.rows()) == intervals, "index 0 is the cohort, each other cell a row")


def check_cells(cells: Any, wires: list[Wire]) -> None:
    require(len(cells) == len(wires), f"{len(cells)} cells")
    for cell, wire in zip(cells, wires, strict=True):
        agrees(
            cell,
            raw=wire,
            count=wire.get("count"),
            outof=wire.get("outof"),
            incomplete=wire.get("incomplete", False),
        )


def check_lifetime_value(result: Any, body: Wire) -> None:
    for series, wire in check_labelled(result, body):
        agrees(series, raw=wire, values=wire.get("values", {}))
        check_oldest_first(series.values, wire)
    dates = sum(len(wire.get("values", {})) for wire in body["data"].get("series", []))
    require(len(result.rows()) == dates, "a date is missing")


CHECKS: dict[str, Callable[[Any, Wire], None]] = {
    "getChartResults": check_chart,
    "getChartCsv": check_chart_csv,
    "getUsers": check_time_series,
    "getSessionLengths": check_distribution,
    "getAverageSessionLength": check_time_series,
    "getSessionsPerUser": check_time_series,
    "getComposition": check_distribution,
    "listEvents": check_events,
    "getSegmentation": check_time_series,
    "getFunnel": check_funnel,
    "getRetention": check_retention,
    "getUserActivity": check_activity,
    "searchUsers": check_search,
    "getRealtime": check_time_series,
    "getRevenueLtv": check_lifetime_value,
}
