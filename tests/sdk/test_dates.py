"""Dates as text: the same rule for properties that are sent and for values they are compared with."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.dates import in_utc, is_aware, property_text
from amplitude_sdk.errors import ValidationError
from tests.strategies import calendar_days, moments

INDIA = timezone(timedelta(hours=5, minutes=30))
NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose


class Undecided(tzinfo):
    """A zone that does not know its offset: datetimes with it are naive all the same."""

    def utcoffset(self, moment: datetime | None) -> None:
        return None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 3, 1, 2, 0, tzinfo=INDIA), "2026-02-28T20:30:00"),
        (datetime(2026, 3, 1, 2, 0, 0, 5, tzinfo=UTC), "2026-03-01T02:00:00.000005"),
        (NAIVE, "2026-03-01T09:30:00"),
        (NAIVE.replace(tzinfo=Undecided()), "2026-03-01T09:30:00"),
        (date(2026, 3, 1), "2026-03-01"),
    ],
)
def test_aware_moments_are_written_in_utc_and_others_as_they_are(value: date, text: str) -> None:
    assert property_text(value, "joined") == text


def test_the_missing_time_of_a_frame_has_no_text() -> None:
    missing: Any = pd.NaT
    assert not is_aware(missing)
    with pytest.raises(ValidationError, match=r"^joined: NaT is no time; leave it out$"):
        property_text(missing, "joined")


@given(moments)
def test_equal_moments_have_equal_texts(moment: datetime) -> None:
    elsewhere = moment.astimezone(INDIA)
    assert property_text(elsewhere, "joined") == property_text(moment, "joined")


@given(calendar_days)
def test_days_are_ordered_as_text(day: date) -> None:
    assert property_text(day, "joined") < property_text(day + timedelta(days=1), "joined")


@pytest.mark.parametrize(
    "moment",
    [
        datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))),
        datetime.min.replace(tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_what_has_no_utc_form_is_refused(moment: datetime) -> None:
    with pytest.raises(ValidationError, match=r"joined: .* outside the years 1 to 9999 in UTC"):
        property_text(moment, "joined")


@given(st.datetimes())
def test_a_tzinfo_that_knows_no_offset_does_not_make_a_moment(moment: datetime) -> None:
    assert not is_aware(moment)
    assert not is_aware(moment.replace(tzinfo=Undecided()))
    assert is_aware(moment.replace(tzinfo=UTC))


def test_utc_comes_without_its_zone() -> None:
    assert in_utc(datetime(2026, 3, 1, 2, 0, tzinfo=INDIA), "start").tzinfo is None
