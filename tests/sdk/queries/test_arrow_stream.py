"""Results speak the Arrow C stream protocol: read where they lie, let go of when nobody reads them."""

from __future__ import annotations

import ctypes
import errno
import gc
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.queries import arrow_stream
from amplitude_sdk.queries.arrow_layout import cells
from amplitude_sdk.queries.arrow_stream import _KEPT, _STREAMS
from amplitude_sdk.queries.tables import Column, View
from tests.sdk.queries.tabular import EMPTY, FULL, KINDS, TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from amplitude_sdk.queries.tables import Kind, Record

CONSUMERS: dict[str, Any] = {
    "pyarrow": pa.table,
    "polars": pl.DataFrame,
    "pandas": pd.DataFrame.from_arrow,
    "duckdb": lambda result: duckdb.sql("select * from result").fetchall(),
}


@pytest.fixture(autouse=True)
def _nothing_is_left() -> Iterator[None]:
    """What a test hands over has been given back when it ends."""
    gc.collect()
    before = len(_KEPT)
    yield
    gc.collect()
    assert (len(_KEPT), _STREAMS) == (before, {})


def kept() -> int:
    gc.collect()
    return len(_KEPT)


@pytest.mark.parametrize("name", TABLES)
def test_what_is_handed_over_is_valid_and_equal_to_the_rows(name: str) -> None:
    table = TABLES[name]
    read = pa.table(table)
    read.validate(full=True)
    assert read.to_pylist() == [
        dict(zip(read.column_names, row, strict=True)) for row in zip(*cells(table), strict=True)
    ]


def test_each_kind_of_column_has_its_type() -> None:
    assert pa.table(KINDS).schema.types == [
        pa.string(),
        pa.int64(),
        pa.float64(),
        pa.bool_(),
        pa.date32(),
        pa.timestamp("us"),
        pa.string(),
    ]
    assert all(field.nullable for field in pa.table(KINDS).schema)


@pytest.mark.parametrize("consumer", CONSUMERS)
@pytest.mark.parametrize("name", TABLES)
def test_whoever_speaks_the_protocol_reads_a_result(name: str, consumer: str) -> None:
    assert len(CONSUMERS[consumer](TABLES[name])) == len(TABLES[name].rows())


@pytest.mark.parametrize("name", EMPTY)
def test_a_result_without_rows_is_read_too(name: str) -> None:
    _, empty = EMPTY[name]
    read = pa.table(empty)
    read.validate(full=True)
    assert read.num_rows == len(pl.DataFrame(empty)) == 0
    assert read.column_names == pl.DataFrame(empty).columns


def test_a_database_asks_a_result_questions() -> None:
    days = FULL["days"]
    asked = duckdb.sql("select label, sum(value) from days group by label order by label")
    assert asked.fetchall() == [("Android", 3.0), ("iOS", 3.5)]
    assert days.rows()


def test_a_table_without_columns_is_one() -> None:
    assert pa.table(View((), (), lambda view: view.plot())).num_columns == 0


def numbers(count: int) -> View:
    columns = (Column("whole", "whole"), Column("number", "number"))
    return View(columns, tuple((n, n / 2) for n in range(count)), lambda view: view.plot())


def buffers(kept_by_us: dict[int, Any]) -> set[int]:
    """Where the bytes lie that are handed over at the moment."""
    return {
        ctypes.cast(content, ctypes.c_void_p).value or 0
        for _, *rest in kept_by_us.values()
        for contents in rest
        if isinstance(contents, list)
        for content in contents
        if content is not None
    }


def test_pyarrow_reads_the_bytes_where_they_lie() -> None:
    read = pa.table(numbers(100))
    lying = buffers(_KEPT)
    for column in read.columns:
        assert column.chunk(0).buffers()[1].address in lying


def test_polars_reads_the_bytes_where_they_lie() -> None:
    read = pl.DataFrame(numbers(100))
    lying = buffers(_KEPT)
    for column in read.get_columns():
        assert column.to_arrow().buffers()[1].address in lying


def test_a_column_outlives_the_table_it_came_in() -> None:
    before = kept()
    column = pa.table(numbers(3)).column("number")
    assert kept() > before
    assert column.to_pylist() == [0.0, 0.5, 1.0]
    del column
    assert kept() == before


def test_the_rows_outlive_the_result() -> None:
    before = kept()
    read = pa.table(numbers(1000))
    held = kept()
    again = read.slice(10, 5)
    del read
    assert again.column("whole").to_pylist() == [10, 11, 12, 13, 14]
    assert kept() == held > before


def test_a_capsule_that_nobody_takes_is_given_back() -> None:
    before = kept()
    capsule = numbers(3).__arrow_c_stream__()
    assert kept() == before + 1
    del capsule
    assert kept() == before


def test_a_stream_can_be_taken_once() -> None:
    class Twice:
        def __init__(self) -> None:
            self.capsule = numbers(2).__arrow_c_stream__()

        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return self.capsule

    twice = Twice()
    assert pa.table(twice).num_rows == 2
    with pytest.raises(pa.ArrowInvalid, match="released"):
        pa.table(twice)


def test_the_stream_has_one_batch_and_then_ends() -> None:
    reader = pa.RecordBatchReader.from_stream(numbers(2))
    assert reader.schema.names == ["whole", "number"]
    assert reader.read_next_batch().num_rows == 2
    with pytest.raises(StopIteration):
        reader.read_next_batch()


def test_a_stream_that_is_not_read_is_given_back() -> None:
    before = kept()
    reader = pa.RecordBatchReader.from_stream(numbers(2))
    assert kept() > before
    reader.close()
    del reader
    assert kept() == before


def test_a_wish_for_other_types_is_not_followed() -> None:
    wish = pa.schema([("whole", pa.int8()), ("number", pa.float32())])
    reader = pa.RecordBatchReader._import_from_c_capsule(
        numbers(1).__arrow_c_stream__(wish.__arrow_c_schema__())
    )
    assert reader.schema.types == [pa.int64(), pa.float64()]


def test_no_exception_passes_through_c() -> None:
    unknown = arrow_stream._Stream(private_data=0)
    address = ctypes.addressof(unknown)
    assert arrow_stream._copy_schema(address, 0) == errno.EIO
    assert arrow_stream._copy_rows(address, 0) == errno.EIO
    said = arrow_stream._last_error(address)
    assert said is not None
    assert ctypes.string_at(said) == b"the rows could not be handed over"


def test_several_threads_take_and_give_back() -> None:
    before = kept()
    with ThreadPoolExecutor(8) as pool:
        sums = list(pool.map(lambda n: pl.DataFrame(numbers(n))["whole"].sum(), range(200)))
    assert sums == [n * (n - 1) // 2 for n in range(200)]
    assert kept() == before


AT_THE_END = """
import {package}, sys
from amplitude_sdk.types import Column, View
result = View((Column("a", "whole"), Column("b", "text")), ((1, "x"), (None, None)), repr)
kept = {take}
sys.kept_longest = {take}
{package}.kept_by_the_package = {take}
capsule = result.__arrow_c_stream__()
sys.kept_capsule = result.__arrow_c_stream__()
"""


@pytest.mark.parametrize(
    ("package", "take"),
    [
        ("pyarrow", "pyarrow.table(result)"),
        ("polars", "polars.DataFrame(result)"),
        ("duckdb", "duckdb.sql('select * from result')"),
    ],
)
def test_what_is_held_until_the_interpreter_ends_does_no_harm(package: str, take: str) -> None:
    code = AT_THE_END.format(package=package, take=take)
    run = subprocess.run(
        [sys.executable, "-X", "dev", "-c", code], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_nothing_else_is_loaded_to_hand_rows_over() -> None:
    code = (
        "import sys; from amplitude_sdk.types import TimeSeries;"
        "import polars; polars.DataFrame(TimeSeries.parse({'data': {}}));"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert {"pyarrow", "pandas", "numpy"} & {*run.stdout.split()} == set()


_CELLS: dict[Kind, st.SearchStrategy[Any]] = {
    "text": st.text(),
    "whole": st.integers(-(2**63), 2**63 - 1),
    "number": st.floats(allow_nan=False),
    "flag": st.booleans(),
    "day": st.dates(),
    "moment": st.datetimes(),
}


@st.composite
def tables(draw: st.DrawFn) -> View:
    """A table of any columns and rows, nulls among them."""
    kinds = draw(st.lists(st.sampled_from(sorted(_CELLS)), max_size=5))
    rows: st.SearchStrategy[Record] = st.tuples(*(st.none() | _CELLS[kind] for kind in kinds))
    columns = (Column(f"{n}", kind) for n, kind in enumerate(kinds))
    some = draw(st.lists(rows, max_size=20)) if kinds else []
    return View(tuple(columns), tuple(some), lambda view: view.plot())


@given(tables())
def test_any_table_arrives_as_it_is(table: View) -> None:
    read = pa.table(table)
    read.validate(full=True)
    assert [tuple(row.values()) for row in read.to_pylist()] == [*table.cells]
    assert pl.DataFrame(table).rows() == [*table.cells]
