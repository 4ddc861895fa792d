"""Lenient reading: null is nothing, numbers may be text, and the rest is a `DecodeError`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given

from amplitude_sdk.errors import DecodeError
from amplitude_sdk.queries import reading
from tests.strategies import json_values

READERS = (
    reading.obj,
    reading.items,
    reading.text,
    reading.number,
    reading.whole,
    reading.flag,
    reading.instant,
    reading.axis,
    reading.rows_of,
)


@pytest.mark.parametrize("read", READERS, ids=lambda read: read.__name__)
@given(value=json_values)
def test_any_json_is_read_or_refused(read: Any, value: Any) -> None:
    refused = ""
    try:
        read(value, "data.x")
    except DecodeError as error:
        refused = str(error)
    assert refused == "" or refused.startswith("data.x")


@pytest.mark.parametrize(
    ("read", "nothing"),
    [
        (reading.obj, {}),
        (reading.items, []),
        (reading.text, None),
        (reading.number, None),
        (reading.whole, None),
        (reading.flag, None),
        (reading.instant, None),
        (reading.axis, ()),
        (reading.rows_of, ()),
    ],
)
def test_null_reads_as_nothing(read: Any, nothing: Any) -> None:
    assert read(None) == nothing


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (3, 3),
        (2.5, 2.5),
        ("3", 3),
        ("-3", -3),
        ("0.0", 0.0),
        ("1e3", 1000.0),
        ("1.7976931348623157E308", 1.7976931348623157e308),
    ],
)
def test_numbers_come_as_text_too(value: Any, read: float) -> None:
    assert reading.number(value) == read


@pytest.mark.parametrize("value", ["", "three", "0x1", "--1", True, [], {}])
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(DecodeError, match="n should be a number"):
        reading.number(value, "n")


@pytest.mark.parametrize(("value", "read"), [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3)])
def test_whole_numbers_may_have_an_empty_fraction(value: Any, read: int) -> None:
    assert reading.whole(value) == read
    assert type(reading.whole(value)) is int


@pytest.mark.parametrize("value", [2.5, "2.5", "1e999", "x", False])
def test_what_is_no_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(DecodeError, match=r"n should be a (whole )?number"):
        reading.whole(value, "n")


def test_a_number_may_stand_for_a_text() -> None:
    assert reading.text(7) == "7"
    with pytest.raises(DecodeError, match="t should be a text, got True"):
        reading.text(value=True, path="t")


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-03-01T09:30:00+00:00", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        (
            "2026-03-01T09:30:00+01:00",
            datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("2026-03-01T09:30:00Z", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
        ("2026-03-01 09:30:00", datetime(2026, 3, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_an_instant_is_aware_and_utc_without_an_offset(written: str, moment: datetime) -> None:
    assert reading.instant(written) == moment


def test_what_is_no_instant_is_refused() -> None:
    with pytest.raises(DecodeError, match="start should be an ISO 8601 time, got 'soon'"):
        reading.instant("soon", "start")


@pytest.mark.parametrize(
    ("written", "points"),
    [
        (["2026-03-01", "2026-03-02"], (date(2026, 3, 1), date(2026, 3, 2))),
        (["2026-03-01T00:00:00", "2026-03-02T00:00:00"], (date(2026, 3, 1), date(2026, 3, 2))),
        (
            ["2026-03-01T00:00:00", "2026-03-01T01:00:00"],
            (datetime(2026, 3, 1), datetime(2026, 3, 1, 1)),  # noqa: DTZ001  the project's zone
        ),
        (["15:00", "15:05"], ("15:00", "15:05")),
        (["2026-03-01", "Total", 7], (date(2026, 3, 1), "Total", "7")),
        ([], ()),
    ],
)
def test_an_axis_has_days_or_times_and_never_a_mixture(
    written: list[Any], points: tuple[Any, ...]
) -> None:
    read = reading.axis(written)
    assert read == points
    assert [type(each) for each in read] == [type(each) for each in points]


def test_a_matrix_may_have_holes() -> None:
    assert reading.rows_of([[1, None, "2"], None]) == ((1, None, 2), ())


def test_a_refusal_shows_short_values_only_and_these_whole() -> None:
    with pytest.raises(DecodeError, match=r"x should be a number, got 'abc'$"):
        reading.number("abc", "x")
    with pytest.raises(DecodeError, match=r"x should be a number, got a text of \d+ characters$"):
        reading.number("a" * 1000, "x")
    with pytest.raises(DecodeError, match=r"the body should be an array, got an object$"):
        reading.items({"a": 1})
