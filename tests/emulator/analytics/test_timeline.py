from __future__ import annotations

from datetime import date

import pytest

from amplitude_sdk.emulator.analytics.timeline import check_reach, monday_of, parse_timeline
from amplitude_sdk.emulator.replies import RefusedError


@pytest.mark.parametrize(
    ("start", "end", "interval", "labels"),
    [
        ("20260227", "20260301", 1, ["2026-02-27", "2026-02-28", "2026-03-01"]),
        ("20240228", "20240301", 1, ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("20260301", "20260302", 7, ["2026-02-23", "2026-03-02"]),
        ("20260302", "20260308", 7, ["2026-03-02"]),
        ("20251231", "20260101", 30, ["2025-12-01", "2026-01-01"]),
        ("20260131", "20260131", 30, ["2026-01-01"]),
        ("99991231", "99991231", 1, ["9999-12-31"]),
    ],
)
def test_points_are_named_by_their_first_day(
    start: str, end: str, interval: int, labels: list[str]
) -> None:
    assert parse_timeline(start, end, interval).labels() == labels


def test_both_days_belong_to_the_query() -> None:
    start, end = parse_timeline("19700101", "19700102", 1).bounds()
    assert (start, end) == (0, 2 * 86_400_000)


def milliseconds(*days: date) -> list[int]:
    return [(day - date(1970, 1, 1)).days * 86_400_000 for day in days]


@pytest.mark.parametrize(
    ("interval", "ends"),
    [
        (1, [date(2026, 3, day) for day in range(5, 14)]),
        (7, [date(2026, 3, 9), date(2026, 3, 13)]),
        (30, [date(2026, 3, 13)]),
    ],
)
def test_each_point_ends_with_the_next_and_the_last_with_the_days(
    interval: int, ends: list[date]
) -> None:
    assert parse_timeline("20260304", "20260312", interval).ends() == milliseconds(*ends)


@pytest.mark.parametrize(
    ("interval", "first"),
    [(1, date(2026, 3, 2)), (7, date(2026, 2, 16)), (30, date(2026, 1, 1))],
)
def test_a_window_begins_whole_intervals_before_the_one_of_the_start(
    interval: int, first: date
) -> None:
    timeline = parse_timeline("20260304", "20260304", interval)
    longer = timeline.before(2)
    assert list(longer.bounds()) == milliseconds(first, date(2026, 3, 5))
    assert longer.span() == timeline.bounds()
    assert longer.size() == timeline.size() + 2


def test_days_reach_a_year_and_months_any_time() -> None:
    check_reach(parse_timeline("20250101", "20251231", 1))
    longer = parse_timeline("20250101", "20260101", 1)
    assert longer.days() == longer.size() == 366
    with pytest.raises(RefusedError):
        check_reach(longer)
    check_reach(longer._replace(interval=30))


@pytest.mark.parametrize("day", ["20260230", "20261301", "00000101", "2026-3-1"])
def test_a_day_that_does_not_exist_is_refused(day: str) -> None:
    with pytest.raises(RefusedError):
        parse_timeline(day, day, 1)


def test_a_week_begins_on_monday() -> None:
    assert monday_of(date(2026, 3, 2)) == date(2026, 3, 2)
    assert monday_of(date(2026, 3, 8)) == date(2026, 3, 2)
    assert monday_of(date(1, 1, 1)) == date(1, 1, 1)
