from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.emulator.analytics.dashboard_calls import answer, ask
from tests.emulator.calls import details, event, noon, upload

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.emulator import Emulator

HOUR = 3_600_000
FIRST = {"start": "20260101", "end": "20260101"}
START = noon(1, month=1)


def paid(*hours_and_amounts: tuple[float, float], user: str = "user-1", **members: Any) -> Any:
    """A first event at noon of 1 January, and revenue so many hours later."""
    return [
        event("Open", user_id=user, time=START, **members),
        *[
            event("Buy", user_id=user, time=START + int(hours * HOUR), revenue=amount)
            for hours, amount in hours_and_amounts
        ],
    ]


def data(http: httpx.Client, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer(http, "revenue/ltv", **{**FIRST, **asked})["data"]
    return found


def values(http: httpx.Client, **asked: Any) -> dict[str, float]:
    """The values of the only cohort of the only series."""
    (one,) = data(http, **asked)["series"]
    (cohort,) = one["values"].values()
    return dict(cohort)


def test_a_project_without_events_has_no_series(http: httpx.Client) -> None:
    assert data(http) == {"series": [], "seriesLabels": [], "seriesMeta": []}


def test_the_metric_is_given_for_the_first_ninety_days(http: httpx.Client) -> None:
    upload(http, *paid((0, 2), (30, 3), (100 * 24, 5)), *paid(user="user-2"))
    found = values(http, m=2)
    assert (found["count"], found["paid"], found["total_amount"]) == (2, 1, 10)
    days = [name for name in found if name.startswith("r")]
    assert days == [f"r{day}d" for day in range(1, 64)]
    assert [found[name] for name in days] == [2, *[5] * 62]


def test_the_ninetieth_day_is_the_last_and_counts(http: httpx.Client, emulator: Emulator) -> None:
    emulator.clock.advance(days=60)
    upload(http, *paid((0, 2), (90 * 24 - 0.5, 3), (90 * 24, 5)))
    found = values(http, m=2)
    assert [name for name in found if name.startswith("r")] == [f"r{day}d" for day in range(1, 91)]
    assert (found["r89d"], found["r90d"], found["total_amount"]) == (2, 5, 10)
    assert [values(http, m=metric)["r90d"] for metric in (0, 1, 3)] == [5, 5, 1]


@pytest.mark.parametrize(
    ("metric", "day_1", "day_2"),
    [(0, 3 / 4, 8 / 4), (1, 3 / 2, 8 / 2), (2, 3, 8), (3, 1, 2), (None, 3 / 4, 8 / 4)],
)
def test_there_are_four_metrics(
    http: httpx.Client, metric: int | None, day_1: float, day_2: float
) -> None:
    upload(http, *paid((0, 2), (1, 1)), *paid((30, 5), user="user-2"))
    upload(http, *paid(user="user-3"), *paid(user="user-4"))
    found = values(http, **({} if metric is None else {"m": metric}))
    assert (found["r1d"], found["r2d"]) == (day_1, day_2)
    assert (found["count"], found["paid"], found["total_amount"]) == (4, 2, 8)


@pytest.mark.parametrize(("milliseconds", "day"), [(24 * HOUR - 1, 1), (24 * HOUR, 2)])
def test_a_day_has_24_hours_from_the_first_event(
    http: httpx.Client, milliseconds: int, day: int
) -> None:
    upload(http, event(time=START), event(time=START + milliseconds, revenue=7))
    found = values(http, m=2)
    assert [found["r1d"], found["r2d"]] == [7 if day == 1 else 0, 7]


def test_refunds_are_subtracted(http: httpx.Client) -> None:
    upload(http, *paid((0, 5), (30, -2)))
    found = values(http, m=2)
    assert (found["r1d"], found["r2d"], found["total_amount"]) == (5, 3, 3)


def test_values_of_nobody_are_zero(http: httpx.Client) -> None:
    upload(http, event(time=noon(2)))
    for metric in range(4):
        assert set(values(http, m=metric).values()) == {0}


def test_only_new_users_are_in_a_cohort(http: httpx.Client) -> None:
    upload(http, *paid((48, 3)), event(user_id="user-2", time=START - 24 * HOUR))
    upload(http, event(user_id="user-2", time=START, revenue=9))
    assert values(http, m=2)["total_amount"] == 3
    assert values(http, m=2, start="20260103", end="20260103")["count"] == 0


def test_cohorts_are_by_day_week_or_month_and_dates_newest_first(http: httpx.Client) -> None:
    upload(http, *paid((0, 1)), event(user_id="user-2", time=noon(8, month=1)))
    asked = {"start": "20260101", "end": "20260110"}
    for interval, dates in [
        (1, [f"2026-01-{day:02}" for day in range(10, 0, -1)]),
        (7, ["2026-01-05", "2025-12-29"]),
        (30, ["2026-01-01"]),
    ]:
        (one,) = data(http, i=interval, **asked)["series"]
        assert one["dates"] == dates
        assert sum(cohort["count"] for cohort in one["values"].values()) == 2


def test_days_that_have_not_begun_are_left_out_and_the_others_say_if_they_are_over(
    http: httpx.Client, emulator: Emulator
) -> None:
    upload(http, *paid((0, 1)))
    emulator.clock.set(datetime(2026, 1, 2, 23, 59, tzinfo=UTC))
    (one,) = data(http)["series"]
    assert one["complete"] == {"2026-01-01": {"r1d": False, "r2d": False}}
    emulator.clock.set(datetime(2026, 1, 3, tzinfo=UTC))
    (one,) = data(http)["series"]
    assert one["complete"] == {"2026-01-01": {"r1d": True, "r2d": False, "r3d": False}}
    emulator.clock.set(datetime(2025, 12, 31, tzinfo=UTC))
    (one,) = data(http)["series"]
    assert one["complete"] == {"2026-01-01": {}}


def test_cohorts_can_be_those_of_years(http: httpx.Client) -> None:
    upload(http, event(time=noon(1), revenue=2))
    found = answer(http, "revenue/ltv", start="20240301", end="20260307")["data"]["series"][0]
    assert len(found["dates"]) == 737
    assert found["values"]["2026-03-01"]["total_amount"] == 2


def test_ungrouped_series_have_an_empty_label_for_each_segment(http: httpx.Client) -> None:
    upload(http, *paid((0, 1), country="Italy"))
    italy = [{"prop": "country", "op": "is", "values": ["Italy"]}]
    found = data(http, s=[[], italy])
    assert found["seriesLabels"] == ["", ""]
    assert found["seriesMeta"] == [{"segmentIndex": 0}, {"segmentIndex": 1}]


def test_conditions_hold_in_the_hour_of_the_clock_in_which_users_were_new(
    http: httpx.Client,
) -> None:
    for number, minutes in enumerate((59, 60)):
        user = f"user-{number}"
        upload(http, event("Open", user_id=user, time=START + HOUR // 2))
        upload(http, event("Open", user_id=user, time=START + minutes * 60_000, country="Italy"))
    italy = [{"prop": "country", "op": "is", "values": ["Italy"]}]
    assert values(http, s=[italy])["count"] == 1


def test_groups_are_the_values_when_the_user_was_new(http: httpx.Client) -> None:
    upload(http, *paid((0, 4), country="Chad"), *paid((0, 1), user="user-2", country="Italy"))
    upload(http, *paid((0, 2), user="user-3", country="Italy"))
    found = data(http, g="country", m=2)
    assert found["seriesLabels"] == ["Italy", "Chad"]
    amounts = [one["values"]["2026-01-01"]["total_amount"] for one in found["series"]]
    assert amounts == [3, 4]


def test_amounts_too_large_for_a_number_are_the_largest(http: httpx.Client) -> None:
    upload(http, *paid((0, 1.7e308), (30, 1.7e308), (60, -1.7e308), (61, -1.7e308)))
    found = values(http, m=2)
    assert found["r2d"] == 1.7976931348623157e308


def test_times_far_apart_do_not_overflow(http: httpx.Client) -> None:
    first = -62_135_596_800_000
    upload(http, event(time=first), event(time=2**63 - 1, revenue=2))
    assert values(http, start="00010101", end="00010101")["total_amount"] == 2


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"m": 4}, "m"),
        ({"i": 2}, "i"),
        ({"start": "20260309", "end": "20260308"}, "after"),
        ({"g": "country", "s": [[], []]}, "single segment"),
        ({"g": "gender"}, "Invalid user property gender"),
        ({"i": 7, "start": "00010101", "end": "99991231"}, "more than 1000000"),
    ],
)
def test_what_makes_no_sense_is_a_400_that_names_it(
    http: httpx.Client, asked: dict[str, Any], named: str
) -> None:
    upload(http, event())
    response = ask(http, "revenue/ltv", **{**FIRST, **asked})
    assert response.status_code == 400, response.text[:200]
    assert named in details(response)
