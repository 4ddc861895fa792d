"""Days on the wire: eight digits of the project's calendar, and not more than an interval shows."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pandas as pd
import pytest
from amplitude_api import facts
from hypothesis import given

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.days import check_reach, check_span, day_count, wire_date
from amplitude_sdk.queries.terms import INTERVALS
from tests.strategies import calendar_days, moments

NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose


def refused(field: str, says: str, use: Any) -> None:
    with pytest.raises(ValidationError) as error:
        use()
    assert error.value.field == field
    assert says in error.value.problem


@given(calendar_days)
def test_a_day_is_eight_digits(day: date) -> None:
    written = wire_date(day, "start")
    assert len(written) == 8
    assert date(int(written[:4]), int(written[4:6]), int(written[6:])) == day
    assert wire_date(written, "start") == written


@given(moments)
def test_a_moment_counts_as_the_day_of_its_own_calendar(moment: datetime) -> None:
    assert wire_date(moment, "start") == wire_date(moment.date(), "start")


def test_late_in_the_evening_elsewhere_is_not_the_next_day() -> None:
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    assert wire_date(moment, "start") == "20260301"


def test_a_naive_datetime_does_not_say_which_day_it_is() -> None:
    says = "2026-03-01 09:30:00: a naive datetime does not say which day"
    refused("start", says, lambda: wire_date(NAIVE, "start"))


def test_a_missing_time_is_no_day() -> None:
    missing: Any = pd.NaT
    refused("end", "NaT: ", lambda: wire_date(missing, "end"))


@pytest.mark.parametrize(
    "value", ["2026-03-01", "20261301", "20260230", "2026031", "", "٢٠٢٦٠٣٠١", 20260301, None]
)
def test_what_is_no_day_is_refused(value: Any) -> None:
    refused("end", "pass a datetime.date or text YYYYMMDD", lambda: wire_date(value, "end"))


def test_a_span_may_be_one_day_and_not_run_backwards() -> None:
    check_span("20260301", "20260301")
    refused(
        "end",
        "20260301 lies before start 20260302; both days are included",
        lambda: check_span("20260302", "20260301"),
    )


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("20260301", "20260301", 1),
        ("20260228", "20260301", 2),
        ("20240228", "20240301", 3),
        ("20250101", "20251231", 365),
        ("20240101", "20241231", 366),
    ],
)
def test_days_are_counted_with_both_ends(first: str, last: str, days: int) -> None:
    assert day_count(first, last) == days


REACH = {
    "realtime": (facts.REALTIME_DAYS, "real-time", "hourly"),
    "hourly": (facts.HOURLY_DAYS, "hourly", "daily"),
    "daily": (facts.DAILY_DAYS, "daily", "weekly"),
}


def test_the_documented_reach_is_two_days_seven_and_a_year() -> None:
    assert [most for most, *_ in REACH.values()] == [2, 7, 365]


@pytest.mark.parametrize("interval", REACH)
def test_no_interval_is_asked_for_more_days_than_it_shows(interval: str) -> None:
    most, name, longer = REACH[interval]
    last = date(2026, 3, 1) + timedelta(days=most - 1)
    check_reach(INTERVALS[interval], "20260301", wire_date(last, "end"))
    over = wire_date(last + timedelta(days=1), "end")
    refused(
        "interval",
        f"the {name} interval shows at most {most} days, and 20260301 to {over} are {most + 1}; "
        f'ask for fewer days or interval="{longer}"',
        lambda: check_reach(INTERVALS[interval], "20260301", over),
    )


@pytest.mark.parametrize("interval", ["weekly", "monthly"])
def test_weeks_and_months_have_no_documented_end(interval: str) -> None:
    check_reach(INTERVALS[interval], "19700101", "20261231")
