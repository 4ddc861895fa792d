"""What the results of queries have to say about their replies."""

from __future__ import annotations

import re
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


def check_points(points: tuple[date | str | None, ...], texts: list[str], axis: str) -> None:
    """Days are dates, hours datetimes; an axis of which any label is neither stays text."""
    times = [_time_or_text(text) for text in texts]
    if axis == "text" or any(isinstance(each, str) for each in times):
        read: list[Any] = texts
    elif axis == "day" and all(each.time() == time() for each in times):
        read = [each.date() for each in times]
    else:
        read = times
    require(list(points) == read, f"the axis is {points!r:.300}")


def _time_or_text(text: str) -> Any:
    """A time that names no zone."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return text
    return text if read.tzinfo else read


def check_time_series(result: Any, body: Wire, axis: str = "day") -> None:
    data = body["data"]
    series = data.get("series", [])
    collapsed = data.get("seriesCollapsed", [])
    agrees(
        result,
        raw=body,
        series=tuple(map(tuple, series)),
        collapsed=tuple(cells[0].get("value") if cells else None for cells in collapsed),
    )
    meta = [each for each in data.get("seriesMeta", []) if isinstance(each, str)]
    texts_only = len(meta) == len(data.get("seriesMeta", []))
    check_labels(result.labels, data.get("seriesLabels") or (meta if texts_only else []), series)
    check_points(result.points, data.get("xValues", []), axis)
    rows = result.rows()
    require(
        [row["value"] for row in rows]
        == [value for values in series for value in values[: len(result.points)]],
        f"the rows are {rows!r:.300}",
    )


def check_labels(labels: tuple[str, ...], wire: list[Any], series: list[Any]) -> None:
    """Labels are those of the reply, after their position where some of them are alike."""
    plain = filled(map(str, wire), len(series), "")
    if len({*plain}) < len(plain):
        plain = tuple(f"{n}; {label}" if label else str(n) for n, label in enumerate(plain))
    require(labels == plain, f"the labels are {labels!r:.300}")


def check_realtime(result: Any, body: Wire) -> None:
    check_time_series(result, body, "text")


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
        names = ("amplitude_id", "user_id", "last_device_id", "platform", "country")
        agrees(match, raw=wire, **{name: wire.get(name) for name in names})
        require(same_day(match.last_seen, wire.get("last_seen")), f"seen {match.last_seen!r}")
    require(len(result.rows()) == len(body["matches"]), "the rows are not the matches")


def same_day(read: date | str | None, text: str | None) -> bool:
    """Whether a day is what its text says."""
    if text is None or isinstance(read, str):
        return read == text
    moment = _time_or_text(text)
    return read == (moment if isinstance(read, datetime) else moment.date())


def check_activity(result: Any, body: Wire) -> None:
    events, user = body.get("events", []), body.get("userData", {})
    agrees(result, raw=body)
    agrees(result.user, raw=user, user_id=user.get("user_id"), num_events=user.get("num_events"))
    require(len(result.events) == len(events), f"{len(result.events)} events")
    for row, event, wire in zip(result.rows(), result.events, events, strict=True):
        agrees(event, raw=wire, event_type=wire.get("event_type"), uuid=wire.get("uuid"))
        known = {"insert_id": wire.get("$insert_id")} | {
            name: row[name] for name in row.keys() - wire.keys()
        }
        said = {name: wire[name] for name in wire.keys() & (row.keys() - {"event_time", "other"})}
        require({**row, **known} == {**row, **said, **known}, f"the row is {row!r:.300}")
        require({**wire, **row["other"]} == wire, f"others are {row['other']!r:.300}")


def check_chart(result: Any, body: Wire) -> None:
    agrees(result, raw=body, data=body["data"])


def check_chart_csv(result: Any, body: Wire) -> None:
    """Text without a line break is a header; the tests of the facade read whole tables."""
    agrees(result, raw=body, text=body["data"])
    if not set(body["data"]) & set('"\r\n\t,'):
        names = [body["data"]] if body["data"] else []
        require([column.name for column in result.schema] == names, f"columns {result.schema!r}")
        require(result.rows() == [], "a header is no row")


def check_funnel(result: Any, body: Wire) -> None:
    agrees(result, raw=body)
    require(len(result.groups) == len(body["data"]), f"{len(result.groups)} groups")
    for group, wire in zip(result.groups, body["data"], strict=True):
        agrees(
            group,
            raw=wire,
            group=wire.get("groupValue"),
            segment=wire.get("meta", {}).get("segmentIndex"),
        )
        check_steps(group.steps, wire)
        days = wire.get("dayFunnels", {}).get("xValues", [])
        require(len(group.days) == len(days), f"{len(group.days)} days")
    steps = [event for wire in body["data"] for event in wire["events"]]
    require([row["event"] for row in result.rows()] == steps, "the rows are not the steps")


def check_steps(steps: Any, wire: Wire) -> None:
    members = {
        "users": "cumulativeRaw",
        "conversion": "cumulative",
        "step_conversion": "stepByStep",
        "median_ms": "medianTransTimes",
        "average_ms": "avgTransTimes",
    }
    count = len(wire["events"])
    require([step.event for step in steps] == wire["events"], "the steps differ")
    for name, member in members.items():
        found = tuple(getattr(step, name) for step in steps)
        require(found == filled(wire.get(member, []), count, None), f"{name} is {found!r:.300}")


def check_labelled(result: Any, body: Wire) -> list[tuple[Any, Wire]]:
    """Check the labels of a result with one entry for each series; return the pairs."""
    data = body["data"]
    series = data.get("series", [])
    agrees(result, raw=body)
    labels = tuple(each.label for each in result.series)
    check_labels(labels, data.get("seriesLabels", []), series)
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
        check_oldest_first((cohort.start for cohort in series.cohorts), wire)
        check_cohort(series.combined, wire.get("combined", []))
        for cohort in series.cohorts:
            check_cohort(cohort, wire["values"][cohort.start])
    intervals = sum(
        max(0, len(cells) - 1)
        for wire in body["data"].get("series", [])
        for cells in wire.get("values", {}).values()
    )
    require(len(result.rows()) == intervals, "index 0 is the cohort, each other cell a row")


def check_cohort(cohort: Any, wires: list[Wire]) -> None:
    cells = [] if cohort.total is None else [cohort.total, *cohort.intervals]
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
        agrees(series, raw=wire)
        check_oldest_first((cohort.start for cohort in series.cohorts), wire)
        for cohort in series.cohorts:
            check_curve(cohort, wire["values"][cohort.start])
    dates = sum(len(wire.get("values", {})) for wire in body["data"].get("series", []))
    require(len(result.totals().rows()) == dates, "a date is missing")


def check_curve(cohort: Any, wire: Wire) -> None:
    agrees(
        cohort,
        raw=wire,
        users=wire.get("count"),
        paying=wire.get("paid"),
        total_amount=wire.get("total_amount"),
    )
    values = {name: value for name, value in wire.items() if re.fullmatch(r"r[0-9]{1,6}d", name)}
    curve = [point.value for point in cohort.curve]
    require(sorted(curve) == sorted(values.values()), f"the curve is {curve!r:.300}")


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
    "getRealtime": check_realtime,
    "getRevenueLtv": check_lifetime_value,
}
