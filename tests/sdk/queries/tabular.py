"""One result of every kind, with rows and without, and the views they offer."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from amplitude_sdk.queries.charts import ChartTable
from amplitude_sdk.queries.funnels import Funnel
from amplitude_sdk.queries.lifetime_value import LifetimeValue
from amplitude_sdk.queries.plots import lines
from amplitude_sdk.queries.results import Distribution, EventCatalogue, TimeSeries
from amplitude_sdk.queries.retention import Retention
from amplitude_sdk.queries.tables import Column, View
from amplitude_sdk.queries.user_activity import UserActivity
from amplitude_sdk.queries.users import UserSearch

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.queries.tables import Table

DAYS = ["2026-03-01", "2026-03-02"]
HOURS = ["2026-03-01T00:00:00", "2026-03-01T01:00:00"]
TIMES = ["23:55", "00:00"]


def cell(count: int, outof: int, *, incomplete: bool = False) -> dict[str, Any]:
    return {"count": count, "outof": outof, "incomplete": incomplete}


COHORTS = {
    "dates": ["Mar 02", "Mar 01"],
    "values": {
        "Mar 01": [cell(40, 40), cell(30, 40), cell(8, 40)],
        "Mar 02": [cell(60, 60), cell(15, 60, incomplete=True)],
    },
    "combined": [cell(100, 100), cell(45, 100), cell(8, 40)],
}
FUNNEL = {
    "events": ["Search", "Play", "Buy"],
    "cumulativeRaw": [500, 300, 90],
    "cumulative": [1.0, 0.6, 0.18],
    "stepByStep": [1.0, 0.6, 0.3],
    "medianTransTimes": [0, 42000.5, None],
    "dayFunnels": {"series": [[300, 200, 40], [200, 100]], "xValues": DAYS, "isComplete": [True]},
}
LIFETIME = {
    "values": {
        "Mar 01": {"count": 40, "paid": 4, "total_amount": 60.0, "r1d": 0.5, "r2d": 1.5},
        "Mar 02": {"count": 50, "paid": 5, "total_amount": 50.0, "r1d": 1.0, "r2d": None},
    },
    "complete": {"Mar 01": {"r1d": True, "r2d": True}, "Mar 02": {"r1d": False}},
}
LINES: dict[str, Any] = {
    "series": [[1, 2.5], [3, None]],
    "seriesLabels": ["iOS", "Android"],
    "seriesCollapsed": [[{"value": 2}], []],
}
EVENTS = [
    {"event_type": "Play", "event_time": "2026-03-01 09:30:00.250000", "event_id": 2**62},
    {"event_type": "Search", "event_time": None, "event_properties": {"q": ["é", 1.5, None]}},
]
CSV = '"\tTitle"\r\n\r\n"\tSegment","\t2026-03-01","\t2026-03-02"\r\n"\tNL","214",""\r\n'

FULL: dict[str, Table] = {
    "days": TimeSeries.parse({"data": {"xValues": DAYS, **LINES}}),
    "hours": TimeSeries.parse({"data": {"xValues": HOURS, **LINES}}, "moment"),
    "times": TimeSeries.parse({"data": {"xValues": TIMES, **LINES}}, "text"),
    "bins": Distribution.parse({"data": {"xValues": ["0s-60s", "(none)"], "series": [[7, None]]}}),
    "catalogue": EventCatalogue.parse({"data": [{"value": "Play", "totals": 3}, {"name": "Buy"}]}),
    "funnel": Funnel.parse({"data": [{**FUNNEL, "groupValue": "NL"}, {**FUNNEL, "events": ["A"]}]}),
    "segments": Funnel.parse({"data": [{**FUNNEL, "meta": {"segmentIndex": n}} for n in (0, 1)]}),
    "retention": Retention.parse({"data": {"series": [COHORTS]}}),
    "grouped": Retention.parse({"data": {"series": [COHORTS] * 2, "seriesLabels": ["NL", "BE"]}}),
    "lifetime": LifetimeValue.parse({"data": {"series": [LIFETIME]}}),
    "lifetimes": LifetimeValue.parse({"data": {"series": [LIFETIME] * 2}}, "total_revenue"),
    "chart": ChartTable.parse({"data": CSV}),
    "search": UserSearch.parse({"matches": [{"amplitude_id": 7, "last_seen": DAYS[0]}, {}]}),
    "activity": UserActivity.parse({"events": EVENTS}),
}
"""A result of every kind."""

_VIEWS: dict[str, Callable[[Any], View]] = {
    "funnel": Funnel.by_day,
    "segments": Funnel.by_day,
    "retention": Retention.matrix,
    "grouped": partial(Retention.matrix, measure="count"),
    "lifetime": LifetimeValue.totals,
    "lifetimes": LifetimeValue.curve,
    "chart": ChartTable.long,
}
KINDS = View(
    (
        Column("text", "text"),
        Column("whole", "whole"),
        Column("number", "number"),
        Column("flag", "flag"),
        Column("day", "day"),
        Column("moment", "moment"),
        Column("json", "json"),
    ),
    (
        ("é", -(2**63), 1.5, True, date.min, datetime.max, {"a": [1, None]}),  # noqa: DTZ901  no zone
        (None,) * 7,
        ("", 2**63 - 1, float("inf"), False, date.max, datetime.min, {}),  # noqa: DTZ901  no zone
    ),
    partial(lines, x="day", y="number", color="text"),
)
"""A column of every kind, with the ends of what it can hold."""

TABLES: dict[str, Table] = {
    **FULL,
    **{f"{name}, a view": view(FULL[name]) for name, view in _VIEWS.items()},
    "the curve of cohorts": Retention.parse({"data": {"series": [COHORTS]}}).curve(),
    "every kind of column": KINDS,
}
EMPTY: dict[str, tuple[Table, Table]] = {
    "days": (FULL["days"], TimeSeries.parse({"data": {"xValues": [], "series": []}})),
    "hours": (FULL["hours"], TimeSeries.parse({"data": {}}, "moment")),
    "times": (FULL["times"], TimeSeries.parse({"data": None}, "text")),
    "bins": (FULL["bins"], Distribution.parse({"data": {}})),
    "catalogue": (FULL["catalogue"], EventCatalogue.parse({"data": []})),
    "funnel": (FULL["funnel"], Funnel.parse({"data": []})),
    "funnel by day": (TABLES["funnel, a view"], Funnel.parse({"data": []}).by_day()),
    "retention": (FULL["retention"], Retention.parse({"data": {"series": []}})),
    "retention curve": (TABLES["the curve of cohorts"], Retention.parse({"data": {}}).curve()),
    "lifetime": (FULL["lifetime"], LifetimeValue.parse({"data": {}})),
    "lifetime totals": (TABLES["lifetime, a view"], LifetimeValue.parse({"data": {}}).totals()),
    "lifetime curve": (TABLES["lifetimes, a view"], LifetimeValue.parse({"data": {}}).curve()),
    "chart": (FULL["chart"], ChartTable.parse({"data": CSV.rsplit('"\tNL', 1)[0]})),
    "search": (FULL["search"], UserSearch.parse({"matches": []})),
    "activity": (FULL["activity"], UserActivity.parse({})),
}
"""A result with rows beside one of its kind without."""
