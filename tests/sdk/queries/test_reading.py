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
    reading.day,
    reading.moment,
    reading.texts,
    reading.axis,
    reading.rows_of,
)
DAY = date(2026, 3, 1)
MIDNIGHT, ONE = datetime(2026, 3, 1), datetime(2026, 3, 1, 1)  # noqa: DTZ001  the project's zone


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
        (reading.day, None),
        (reading.moment, None),
        (reading.texts, ()),
        (reading.axis, ("day", ())),
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
        ("9" * 300, 10**300 - 1),
    ],
)
def test_numbers_come_as_text_too(value: Any, read: float) -> None:
    assert reading.number(value) == read


@pytest.mark.parametrize(
    "value",
    [
        *("", "three", "0x1", "--1", "1_000", " 7", "+7", "\N{ARABIC-INDIC DIGIT THREE}", "NaN"),
        *("1e999", "9" * 5000, 10**400, float("inf"), True, [], {}),
    ],
)
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(DecodeError, match="n should be a number"):
        reading.number(value, "n")


@pytest.mark.parametrize(
    ("value", "read"),
    [(3, 3), (3.0, 3), ("3", 3), ("3.0", 3), (2**63 - 1, 2**63 - 1), (-(2**63), -(2**63))],
)
def test_whole_numbers_may_have_an_empty_fraction(value: Any, read: int) -> None:
    assert reading.whole(value) == read
    assert type(reading.whole(value)) is int


@pytest.mark.parametrize(
    "value", [2.5, "2.5", "1e999", "x", False, 2**63, -(2**63) - 1, 1e300, str(2**63)]
)
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
    ("written", "promised", "axis", "points"),
    [
        (["2026-03-01", "2026-03-02"], "day", "day", (DAY, date(2026, 3, 2))),
        (["2026-03-01T00:00:00", "2026-03-02"], "day", "day", (DAY, date(2026, 3, 2))),
        (["2026-03-01T00:00:00"], "moment", "moment", (MIDNIGHT,)),
        (["2026-03-01", "2026-03-01 01:00:00"], "moment", "moment", (MIDNIGHT, ONE)),
        (["2026-03-01", "2026-03-01T01:00:00"], "day", "moment", (MIDNIGHT, ONE)),
        (["15:00", "15:05"], "text", "text", ("15:00", "15:05")),
        (["15:00", "15:05"], "day", "text", ("15:00", "15:05")),
        (["2026-03-01"], "text", "text", ("2026-03-01",)),
        (["2026-03-01T00:00:00", "Total", 7], "day", "text", ("2026-03-01T00:00:00", "Total", "7")),
        (["2026-03-01T00:00:00Z"], "day", "text", ("2026-03-01T00:00:00Z",)),
        (["2026-03-01T00:00:00+01:00"], "moment", "text", ("2026-03-01T00:00:00+01:00",)),
        (["2026-03-01", None], "day", "day", (DAY, None)),
        ([None, "x"], "day", "text", (None, "x")),
        ([], "day", "day", ()),
        ([], "moment", "moment", ()),
        (None, "text", "text", ()),
    ],
)
def test_an_axis_is_what_was_promised_unless_its_labels_are_something_else(
    written: Any, promised: Any, axis: str, points: tuple[Any, ...]
) -> None:
    read = reading.axis(written, "data.xValues", promised)
    assert read == (axis, points)
    assert [type(each) for each in read[1]] == [type(each) for each in points]


def test_a_matrix_may_have_holes() -> None:
    assert reading.rows_of([[1, None, "2"], None]) == ((1, None, 2), ())


def test_a_refusal_shows_short_values_only_and_these_whole() -> None:
    with pytest.raises(DecodeError, match=r"x should be a number, got 'abc'$"):
        reading.number("abc", "x")
    with pytest.raises(DecodeError, match=r"x should be a number, got a text of \d+ characters$"):
        reading.number("a" * 1000, "x")
    with pytest.raises(DecodeError, match=r"the body should be an array, got an object$"):
        reading.items({"a": 1})


def test_every_item_of_an_array_is_named_by_its_place() -> None:
    with pytest.raises(DecodeError, match=r"data.x\[2\] should be a number, got 'y'"):
        reading.each(reading.number, [1, None, "y"], "data.x")
    with pytest.raises(DecodeError, match=r"data.x\[1\]\[0\] should be a number, got 'y'"):
        reading.rows_of([[1], ["y"]], "data.x")


@pytest.mark.parametrize(
    ("points", "promised", "axis", "read"),
    [
        ([DAY, None], "day", "day", (DAY, None)),
        ([DAY, ONE], "day", "moment", (MIDNIGHT, ONE)),
        ([ONE, "soon", None], "moment", "text", ("2026-03-01 01:00:00", "soon", None)),
        ([], "moment", "moment", ()),
    ],
)
def test_times_read_one_by_one_are_put_in_common(
    points: Any, promised: Any, axis: str, read: Any
) -> None:
    assert reading.in_common(points, promised) == (axis, read)


def test_values_are_listed_from_the_oldest_date_to_the_newest() -> None:
    series = {"dates": ["b", "a", "z"], "values": {"c": 3, "b": 2, "a": 1}}
    assert list(reading.oldest_first(series, "s").items()) == [("a", 1), ("b", 2), ("c", 3)]
