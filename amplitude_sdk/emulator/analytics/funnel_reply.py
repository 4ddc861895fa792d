"""Writes the results of funnels (Dashboard REST API, "Funnel analysis", "Response").

Documented: what the members are. Inferred: distributions have a histogram for each step but the
first, of the bins in which there is anybody; a bin holds one conversion of each user, so `totals` is
`uniques`, and no property is summed; an interval is complete when nobody who came in there can still
go on; shares of nobody are 0, except those of the first step, which are 1. Unknown is what `propsum`
and `dayPropsum` hold; they are left out.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from amplitude_sdk.emulator.analytics.group_labels import UNGROUPED
from amplitude_sdk.emulator.analytics.months import month_and_day
from amplitude_sdk.emulator.analytics.series import check_size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from amplitude_sdk.emulator.analytics.funnel_counts import Counted, Funnel

_DATE: Final = len("2026-03-02")


def funnel_results(
    funnel: Funnel, counted: Sequence[Counted], final_before: int, index: int
) -> list[dict[str, Any]]:
    """Return the results of a segment, whose position is `index`; one if there are no groups.

    `final_before` is the time, in epoch milliseconds, from which on ways can still go on. Raises
    the 400 for replies that take too much memory.
    """
    complete = [end <= final_before for end in funnel.timeline.ends()]
    groups: dict[str, list[Counted]] = {} if funnel.group_by else {UNGROUPED: []}
    for one in counted:
        groups.setdefault(one.label, []).append(one)
    check_size(len(complete) * len(funnel.steps), len(groups))
    return [_result(funnel, label, rows, complete, index) for label, rows in groups.items()]


def _result(
    funnel: Funnel, label: str, counted: Sequence[Counted], complete: list[bool], index: int
) -> dict[str, Any]:
    whole = next((one for one in counted if one.point is None), None)
    days = {one.point: one for one in counted if one.point is not None}
    users = _users(funnel, whole)
    nobody = [None] * (len(funnel.steps) - 1)
    result: dict[str, Any] = {
        "meta": {"segmentIndex": index},
        "events": [step["event_type"] for step in funnel.steps],
        "stepByStep": _shares(users, [users[0], *users]),
        "cumulative": _shares(users, [users[0]] * len(users)),
        "cumulativeRaw": users,
        "medianTransTimes": _medians(funnel, whole),
        "avgTransTimes": _averages(funnel, whole),
        "dayFunnels": _days(funnel, days, _users) | {"isComplete": complete},
        "dayMedianTransTimes": _days(funnel, days, _medians),
        "dayAvgTransTimes": _days(funnel, days, _averages),
        "stepTransTimeDistribution": _distribution(
            index, whole.times if whole else nobody, funnel.bin_ms
        ),
        "stepPrevStepCountDistribution": _distribution(
            index, whole.repetitions if whole else nobody, 1
        ),
    }
    return result | ({"groupValue": label} if funnel.group_by else {})


def _users(funnel: Funnel, one: Counted | None) -> list[int]:
    return one.users if one else [0] * len(funnel.steps)


def _medians(funnel: Funnel, one: Counted | None) -> list[float]:
    return _times(funnel, one.medians if one else [])


def _averages(funnel: Funnel, one: Counted | None) -> list[float]:
    return _times(funnel, one.averages if one else [])


def _times(funnel: Funnel, times: Sequence[float | None]) -> list[float]:
    """Return the time to each step from the one before: 0 for the first and where nobody came."""
    return [0, *(time or 0 for time in times or [0] * (len(funnel.steps) - 1))]


def _shares(users: Sequence[int], of: Sequence[int]) -> list[float]:
    shares = [part / whole if whole else 0.0 for part, whole in zip(users, of, strict=False)]
    return [1.0, *shares[1:]]


def _days(
    funnel: Funnel,
    days: dict[int, Counted],
    values: Callable[[Funnel, Counted | None], list[Any]],
) -> dict[str, Any]:
    """Return a row of values for each interval (T-D13)."""
    labels = funnel.timeline.labels()
    return {
        "series": [values(funnel, days.get(point)) for point in range(len(labels))],
        "xValues": labels,
        "formattedXValues": [_formatted(label) for label in labels],
    }


def _formatted(label: str) -> str:
    """Return a point for people: its day, and the time of day if it has one."""
    day = month_and_day(date.fromisoformat(label[:_DATE]))
    return f"{day} {label[_DATE + 1 :]}".strip()


def _distribution(index: int, steps: Sequence[dict[int, int] | None], size: int) -> dict[str, Any]:
    """Return the histograms, in the form seen live (T-D14)."""
    bins = [{"bins": _bins(step or {}, size)} for step in steps]
    return {"segment_index": index, "step_bins": bins}


def _bins(counts: dict[int, int], size: int) -> list[dict[str, Any]]:
    return [
        {
            "start": number * size,
            "end": (number + 1) * size,
            "bin_dist": {"uniques": users, "totals": users, "sums": 0},
        }
        for number, users in sorted(counts.items())
    ]
