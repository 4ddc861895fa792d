"""Results as tables: the columns are declared, so they are there without rows, of the same types."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest

from amplitude_sdk.queries.tables import Table
from tests.sdk.queries.tabular import EMPTY, FULL, KINDS, TABLES

HASHABLE = sorted(set(TABLES) - {"activity", "every kind of column"})


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_the_declared_columns_in_order(name: str) -> None:
    table = TABLES[name]
    names = [column.name for column in table.schema]
    assert len(names) == len({*names})
    assert len(table.rows()) >= 1
    assert all(list(row) == names for row in table.rows())
    assert [tuple(row.values()) for row in table.rows()] == list(table.records())


@pytest.mark.parametrize("name", EMPTY)
def test_a_result_without_rows_has_the_same_columns(name: str) -> None:
    full, empty = EMPTY[name]
    assert empty.rows() == []
    assert empty.schema == full.schema


@pytest.mark.parametrize("name", EMPTY)
def test_a_frame_without_rows_has_the_same_types(name: str) -> None:
    full, empty = EMPTY[name]
    assert empty.to_arrow().schema == full.to_arrow().schema
    assert empty.to_polars().schema == full.to_polars().schema
    assert empty.to_pandas().dtypes.to_dict() == full.to_pandas().dtypes.to_dict()


@pytest.mark.parametrize("name", TABLES)
def test_results_and_views_are_frozen_and_travel(name: str) -> None:
    table = TABLES[name]
    for duplicate in (copy.copy(table), copy.deepcopy(table), pickle.loads(pickle.dumps(table))):
        assert duplicate == table
        assert duplicate.rows() == table.rows()
        assert duplicate.plot().to_dict() == table.plot().to_dict()
    with pytest.raises(FrozenInstanceError):
        setattr(table, next(iter(table.__dataclass_fields__)), None)  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", HASHABLE)
def test_what_holds_no_objects_can_be_hashed(name: str) -> None:
    assert {TABLES[name]: 1}[pickle.loads(pickle.dumps(TABLES[name]))] == 1


def test_rows_are_new_every_time() -> None:
    for table in FULL.values():
        rows = table.rows()
        rows[0].clear()
        assert table.rows()[0]


def test_a_table_says_what_its_subclasses_owe() -> None:
    class Nothing(Table):
        __slots__ = ()

    for use in (lambda: Nothing().schema, Nothing().records, Nothing().plot):
        with pytest.raises(NotImplementedError):
            use()


def test_a_view_is_compared_by_what_it_shows() -> None:
    assert FULL["days"] != KINDS
    assert "drawing" not in repr(KINDS)


def test_tables_load_nothing_until_they_are_asked_for() -> None:
    code = (
        "import sys; from amplitude_sdk import types;"
        "types.TimeSeries.parse({'data': {}}).rows();"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {*run.stdout.split()}
    asked_for = {
        "altair",
        "ctypes",
        "html",
        "narwhals",
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "rich",
    }
    assert "amplitude_sdk.queries.results" in loaded
    assert loaded & asked_for == set()
