"""Lifetime value (Dashboard REST API, "Revenue lifetime value (LTV)").

What is added up is defined in `ltv_amounts.py`. Documented: the metric after 1 to 90 days in `r1d`
to `r90d`, whatever the interval of the dates; dates, newest first, as in `2021-10-04` (seen live
without a year, which would make two dates the same). Documented ("Track new user monetization"):
revenue per user and per paying user are what was paid so far, by the users and by all who ever pay.
Decided (T-X55): `r1d` is the first 24 hours; paying users are those who paid so far; `total_amount` and
`paid` are about all time; days that have not begun for anybody of a cohort are left out, and a day is
complete when it is over for everybody; values of nobody are 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.group_labels import UNGROUPED, group_of
from amplitude_sdk.emulator.analytics.ltv_amounts import DAYS, Cohort, add_up
from amplitude_sdk.emulator.analytics.series import check_size
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAY_MS, parse_timeline
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from amplitude_sdk.emulator.analytics.timeline import Timeline
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response


_NAMES: Final = [f"r{day}d" for day in range(1, DAYS + 1)]
_NOBODY: Final = Cohort()


def lifetime_value(call: Call) -> Response:
    """Answer a query of lifetime value. Raises the 400."""
    parameters = call.parameters
    g = group_of(parameters)
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    subject = subject_of(call)
    series: list[dict[str, Any]] = []
    labels: list[str] = []
    meta: list[dict[str, int]] = []
    is_empty = True
    for index, segment in enumerate(parameters["s"] or [[]]):
        cohorts = add_up(subject.statement(), timeline, segment, g)
        is_empty = is_empty and not cohorts
        if g is None:
            cohorts = {UNGROUPED: cohorts.get(UNGROUPED, {})}
        check_size(timeline.size() * DAYS, len(cohorts))
        for label, points in cohorts.items():
            series.append(_series(parameters["m"], timeline, points, call.state.clock.now_ms()))
            labels.append(label)
            meta.append({"segmentIndex": index})
    if is_empty and not subject.has_events():
        series, labels, meta = [], [], []
    return json_response(
        200, {"data": {"seriesLabels": labels, "series": series, "seriesMeta": meta}}
    )


def _series(
    metric: int, timeline: Timeline, cohorts: Mapping[int, Cohort], now_ms: int
) -> dict[str, Any]:
    dates, ends = timeline.labels(), timeline.ends()
    starts = [timeline.bounds()[0], *ends[:-1]]
    values: dict[str, dict[str, float]] = {}
    complete: dict[str, dict[str, bool]] = {}
    for point, date in enumerate(dates):
        cohort = cohorts.get(point, _NOBODY)
        begun = _NAMES[: max(0, (now_ms - starts[point]) // DAY_MS + 1)]
        over = (now_ms - ends[point]) // DAY_MS
        values[date] = {
            "count": cohort.count,
            "paid": cohort.paid,
            "total_amount": cohort.total(),
            **dict(zip(begun, _METRICS[metric](cohort), strict=False)),
        }
        complete[date] = {name: day <= over for day, name in enumerate(begun, 1)}
    return {"dates": dates[::-1], "values": values, "complete": complete}


def _per(revenue: Sequence[float], users: int) -> list[float]:
    return [amount / users for amount in revenue] if users else [0.0] * len(revenue)


_METRICS: Final[Mapping[int, Callable[[Cohort], Sequence[float]]]] = {
    0: lambda cohort: _per(cohort.revenue(), cohort.count),
    1: lambda cohort: _per(cohort.revenue(), cohort.paid),
    2: Cohort.revenue,
    3: Cohort.payers,
}
"""The value after each day, by the number of the metric."""
