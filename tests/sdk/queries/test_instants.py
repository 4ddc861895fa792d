"""Moments on the wire: two forms, both without doubt about the zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.instants import aware, release_time, rfc3339
from tests.strategies import moments

INDIA = timezone(timedelta(hours=5, minutes=30))
NAIVE = datetime(2026, 3, 1, 9, 30)  # noqa: DTZ001  on purpose


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 3, 1, 9, 30, tzinfo=UTC), "2026-03-01T09:30:00+00:00"),
        (datetime(2026, 3, 1, 9, 30, tzinfo=INDIA), "2026-03-01T09:30:00+05:30"),
        ("2026-03-01T09:30:00+05:30", "2026-03-01T09:30:00+05:30"),
        ("2026-03-01T09:30Z", "2026-03-01T09:30:00+00:00"),
    ],
)
def test_annotations_have_seconds_and_an_offset(value: Any, text: str) -> None:
    assert rfc3339(value, "start") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 3, 1, 2, 0, 7, 999_999, tzinfo=INDIA), "2026-02-28 20:30:07"),
        (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01 00:00:00"),
        ("2026-03-01 09:30:00", "2026-03-01 09:30:00"),
        ("2026-03-01 09:30:00+05:30", "2026-03-01 04:00:00"),
        ("2026-11-03T10:00:00Z", "2026-11-03 10:00:00"),
    ],
)
def test_releases_have_utc_without_a_zone(value: Any, text: str) -> None:
    assert release_time(value, "release_start") == text


@given(moments)
def test_both_forms_mean_the_moment_that_was_given(moment: datetime) -> None:
    assert aware(rfc3339(moment, "start"), "start") == moment
    written = datetime.fromisoformat(release_time(moment, "release_start")).replace(tzinfo=UTC)
    assert written == moment.astimezone(UTC).replace(microsecond=0)


@pytest.mark.parametrize("value", [NAIVE, "2026-03-01T09:30:00", "2026-03-01"])
def test_a_time_that_names_no_offset_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError) as refused:
        rfc3339(value, "start")
    assert refused.value.field == "start"
    assert "pass an aware datetime, such as datetime.now(timezone.utc)" in refused.value.problem


@pytest.mark.parametrize("value", ["tomorrow", "", None, 7, date(2026, 3, 1), "2026-13-01T00:00Z"])
def test_what_is_no_time_is_refused(value: Any) -> None:
    with pytest.raises(ValidationError, match=r"start: .* is not a time"):
        rfc3339(value, "start")


@pytest.mark.parametrize(
    "value",
    [
        "2026-03-01T09:30:00",
        "2026-03-01",
        "2026-02-30 09:30:00",
        "٢٠٢٦-03-01 09:30:00",
        None,
        date(2026, 3, 1),
    ],
)
def test_releases_take_no_other_text(value: Any) -> None:
    with pytest.raises(ValidationError, match=r"release_start: .* is not a time"):
        release_time(value, "release_start")


def test_a_naive_release_is_refused() -> None:
    with pytest.raises(ValidationError, match="release_start: a time without an offset"):
        release_time(NAIVE, "release_start")


def test_a_release_that_has_no_utc_form_is_refused() -> None:
    with pytest.raises(ValidationError, match="outside the years 1 to 9999"):
        release_time(datetime.max.replace(tzinfo=timezone(-timedelta(hours=1))), "release_start")
