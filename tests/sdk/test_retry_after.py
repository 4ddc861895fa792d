"""The `Retry-After` header: seconds, a date, or nothing one can use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.retry import parse_retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0),
        ("30", 30.0),
        (" 30 ", 30.0),
        ("1.5", 1.5),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 14:00:30 +0200", 30.0),
        ("Sunday, 01-Mar-26 12:01:00 GMT", 60.0),
        ("Sun Mar  1 12:01:00 2026", 60.0),
        ("Sun, 01 Mar 2026 12:00:30 -0000", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        (None, None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("-inf", None),
        ("1e400", None),
        ("Sun, 99 Mar 2026 12:00:30 GMT", None),
        ("Sun, 01 Mar 2026 12:00:30 +99999999999999999999", None),
    ],
)
def test_a_header_is_seconds_or_unusable(header: str | None, seconds: float | None) -> None:
    assert parse_retry_after(header, now=NOW) == seconds


@given(st.integers(0, 10**6))
def test_a_date_is_so_many_seconds_away(seconds: int) -> None:
    header = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert parse_retry_after(header, now=NOW) == seconds


def test_a_date_is_compared_with_the_present_by_default() -> None:
    tomorrow = format_datetime(datetime.now(UTC) + timedelta(days=1), usegmt=True)
    seconds = parse_retry_after(tomorrow)
    assert seconds is not None
    assert 86_000 < seconds <= 86_400


DATE_PARTS = st.sampled_from(
    [
        "Sun",
        "Mon",
        ",",
        ";",
        ":",
        "-",
        "+",
        "0",
        "1",
        "01",
        "32",
        "99",
        "99999999999999999999",
        "Jan",
        "Mar",
        "GMT",
        "12:00:30",
        "1:2:3:4",
        ".",
    ]
)


@given(st.text() | st.lists(DATE_PARTS).map(" ".join))
def test_nothing_a_header_says_breaks_the_call(header: str) -> None:
    seconds = parse_retry_after(header, now=NOW)
    assert seconds is None or 0 <= seconds < float("inf")
