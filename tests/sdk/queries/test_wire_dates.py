"""Days on the wire: eight digits of the project's calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.arguments import wire_date
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
    refused("start", "a naive datetime does not say which day", lambda: wire_date(NAIVE, "start"))


@pytest.mark.parametrize(
    "value", ["2026-03-01", "20261301", "20260230", "2026031", "", "٢٠٢٦٠٣٠١", 20260301, None]
)
def test_what_is_no_day_is_refused(value: Any) -> None:
    refused("end", "pass a datetime.date or text YYYYMMDD", lambda: wire_date(value, "end"))
