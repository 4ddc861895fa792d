"""Columns become the bytes that the Arrow columnar format describes."""

from __future__ import annotations

from datetime import date, datetime
from struct import pack
from typing import Any

import pytest

from amplitude_sdk.queries.arrow_layout import Laid, cells, lay_out
from amplitude_sdk.queries.tables import Column, View
from tests.sdk.queries.tabular import KINDS


@pytest.mark.parametrize(
    ("kind", "column", "buffers"),
    [
        ("text", ["é", "", "ab"], (pack("=4i", 0, 2, 2, 4), "éab".encode())),
        ("json", ["{}"], (pack("=2i", 0, 2), b"{}")),
        ("whole", [1, -2], (pack("=2q", 1, -2),)),
        ("number", [1.5, 0.0], (pack("=2d", 1.5, 0.0),)),
        ("flag", [True, False, True], (b"\x05",)),
        ("day", [date(1970, 1, 2), date(1969, 12, 31)], (pack("=2i", 1, -1),)),
        ("moment", [datetime(1970, 1, 1, 0, 0, 1, 5)], (pack("=q", 1_000_005),)),  # noqa: DTZ001
    ],
)
def test_a_column_without_nulls_has_no_bitmap(kind: Any, column: Any, buffers: Any) -> None:
    assert lay_out(kind, column) == Laid(len(column), 0, (None, *buffers))


@pytest.mark.parametrize(
    ("kind", "buffers"),
    [
        ("text", (pack("=3i", 0, 0, 0), b"")),
        ("json", (pack("=3i", 0, 0, 0), b"")),
        ("whole", (pack("=2q", 0, 0),)),
        ("number", (pack("=2d", 0, 0),)),
        ("flag", (b"\x00",)),
        ("day", (pack("=2i", 0, 0),)),
        ("moment", (pack("=2q", 0, 0),)),
    ],
)
def test_zeros_stand_for_nulls(kind: Any, buffers: Any) -> None:
    assert lay_out(kind, [None, None]) == Laid(2, 2, (b"\x00", *buffers))


def test_flags_and_nulls_are_eight_a_byte_the_first_lowest() -> None:
    flags = [True, *[False] * 7, False, True, None]
    assert lay_out("flag", flags) == Laid(11, 1, (b"\xff\x03", b"\x01\x02"))


def test_no_cells_are_laid_out_too() -> None:
    assert lay_out("text", []) == Laid(0, 0, (None, pack("=i", 0), b""))
    assert lay_out("whole", []) == Laid(0, 0, (None, b""))


def test_frames_hold_columns_and_null_in_each_of_them() -> None:
    held = cells(KINDS)
    assert [column[1] for column in held] == [None] * 7
    assert [type(column[0]) for column in held] == [str, int, float, bool, date, datetime, str]


def test_numbers_are_doubles_and_objects_their_json() -> None:
    columns = (Column("n", "number"), Column("j", "json"))
    table = View(columns, ((1, {"é": [1, None, True]}),), lambda view: view.plot())
    assert cells(table) == [[1.0], ['{"é":[1,null,true]}']]


def test_text_that_no_encoding_has_loses_the_half_characters() -> None:
    columns = (Column("t", "text"), Column("j", "json"))
    table = View(columns, (("a\ud800b", {"\udfff": "\ud800"}),), lambda view: view.plot())
    assert cells(table) == [["a?b"], ['{"?":"?"}']]
