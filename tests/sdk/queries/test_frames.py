"""Frames of three libraries hold the same cells, of declared types, and null where there is none."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from tests.sdk.queries.tabular import KINDS, TABLES

if TYPE_CHECKING:
    from amplitude_sdk.queries.tables import Table


def in_pandas(table: Table) -> list[dict[str, Any]]:
    """The rows of a pandas frame, its own null and its own times as Python has them."""
    frame = table.to_pandas()
    kinds = {column.name: column.kind for column in table.schema}
    return [
        {name: plain(kinds[str(name)], cell) for name, cell in row.items()}
        for row in frame.to_dict("records")
    ]


def plain(kind: str, cell: Any) -> Any:
    if pd.isna(cell):
        return None
    moment = cell.to_pydatetime() if isinstance(cell, pd.Timestamp) else cell
    return moment.date() if kind == "day" else moment


@pytest.mark.parametrize("name", TABLES)
def test_all_frames_hold_the_same_rows(name: str) -> None:
    table = TABLES[name]
    rows = table.to_arrow().to_pylist()
    assert table.to_polars().to_dicts() == rows
    assert in_pandas(table) == rows


@pytest.mark.parametrize("name", sorted(set(TABLES) - {"activity", "every kind of column"}))
def test_frames_hold_the_cells_of_the_rows(name: str) -> None:
    assert TABLES[name].to_arrow().to_pylist() == TABLES[name].rows()


def test_pandas_has_types_with_a_null_of_their_own() -> None:
    assert [str(each) for each in KINDS.to_pandas().dtypes] == [
        "string",
        "Int64",
        "Float64",
        "boolean",
        "datetime64[s]",
        "datetime64[us]",
        "string",
    ]
    assert KINDS.to_pandas().isna().sum(axis=1).tolist() == [0, 7, 0]


def test_polars_has_the_types_of_the_columns() -> None:
    assert KINDS.to_polars().schema == {
        "text": pl.String,
        "whole": pl.Int64,
        "number": pl.Float64,
        "flag": pl.Boolean,
        "day": pl.Date,
        "moment": pl.Datetime("us"),
        "json": pl.String,
    }
    assert KINDS.to_polars().null_count().row(0) == (1,) * 7


def test_arrow_is_a_table_of_one_piece() -> None:
    assert isinstance(KINDS.to_arrow(), pa.Table)
    assert KINDS.to_arrow().column("whole").num_chunks == 1


def test_pandas_needs_no_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert len(TABLES["days"].to_pandas()) == 4


def test_a_notebook_can_pick_a_day_of_the_index() -> None:
    frame = TABLES["days"].to_pandas().set_index("date")
    assert frame.loc["2026-03-01", "value"].tolist() == [1.0, 3.0]
