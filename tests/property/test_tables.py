"""Any reply that the specs allow becomes rows and frames with the same contents."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from amplitude_sdk.queries.tables import Column, Table, View
from tests.property.generation import replies
from tests.property.running import MANY, SOME, holds
from tests.property.wire import compare, require
from tests.sdk.queries.parsers import PARSERS

TABULAR = [
    "getUsers",
    "getSessionLengths",
    "getAverageSessionLength",
    "getSessionsPerUser",
    "getComposition",
    "listEvents",
    "getSegmentation",
    "getFunnel",
    "getRetention",
    "getUserActivity",
    "searchUsers",
    "getRealtime",
    "getRevenueLtv",
    "getChartCsv",
]
VIEWS = ("by_day", "matrix", "curve", "totals", "long")


def tables(operation_id: str, body: Any) -> list[Table]:
    """The result a reply comes to, and the views it offers."""
    result = PARSERS[operation_id](body)
    views = [getattr(result, name)() for name in VIEWS if hasattr(result, name)]
    return [result, *views]


def held(kind: str, cell: Any) -> Any:
    """A cell of a row as a frame holds it; JSON is compared as what it says."""
    return float(cell) if cell is not None and kind == "number" else cell


def said(kind: str, cell: Any) -> Any:
    """A cell of a frame as Python has it."""
    if cell is None or cell is pd.NaT or cell is pd.NA:
        return None
    if kind == "json":
        return json.loads(cell)
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime().date() if kind == "day" else cell.to_pydatetime()
    return cell


def check_frames(table: Table) -> None:
    columns = table.schema
    rows = [[held(each.kind, row[each.name]) for each in columns] for row in table.rows()]
    frames = {
        "arrow": table.to_arrow().to_pylist(),
        "polars": table.to_polars().to_dicts(),
        "pandas": table.to_pandas().to_dict("records"),
    }
    for name, frame in frames.items():
        read = [[said(each.kind, row[each.name]) for each in columns] for row in frame]
        compare(f"rows by {name}", read, rows)


def check_reply(operation_id: str, body: Any) -> None:
    for table in tables(operation_id, body):
        check_frames(table)


def check_shown(operation_id: str, body: Any) -> None:
    for table in tables(operation_id, body):
        require(table.plot().to_dict()["datasets"], "a plot without data")
        require(table._repr_html_().startswith("<table"), "no table for notebooks")
        require(table.__rich__().columns is not None, "no table for terminals")


@pytest.mark.parametrize("operation_id", TABULAR)
def test_frames_hold_what_the_rows_say(operation_id: str) -> None:
    def check(body: Any) -> None:
        check_reply(operation_id, body)

    holds(check, replies(operation_id, "200"), examples=MANY)


@pytest.mark.parametrize("operation_id", TABULAR)
def test_any_result_is_shown(operation_id: str) -> None:
    def check(body: Any) -> None:
        check_shown(operation_id, body)

    holds(check, replies(operation_id, "200"), examples=SOME)


def test_every_table_is_among_them() -> None:
    read = {operation_id for operation_id, parse in PARSERS.items() if _is_tabular(parse)}
    assert read == {*TABULAR}


def _is_tabular(parse: Any) -> bool:
    home = getattr(getattr(parse, "func", parse), "__self__", None)
    return isinstance(home, type) and issubclass(home, Table)


def test_a_frame_that_loses_a_cell_is_noticed() -> None:
    class Forgetful(View):
        __slots__ = ()

        def rows(self) -> list[dict[str, Any]]:
            return [{"a": 2}]

    table = Forgetful((Column("a", "whole"),), ((1,),), lambda view: view.plot())
    with pytest.raises(AssertionError, match="rows by arrow"):
        check_frames(table)
