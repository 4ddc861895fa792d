"""Rolling windows beside a slow count of the same rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amplitude_sdk.emulator.analytics.aggregates import EVENTS, USERS, Aggregate
from amplitude_sdk.emulator.analytics.windows import Window, windowed

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 8
ROWS = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, POINTS - 1), st.integers(1, 4)), max_size=30
)


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create table seen (label varchar, point bigint, person bigint)")
        yield connection


def counted(
    database: duckdb.DuckDBPyConnection,
    rows: list[tuple[str, int, int]],
    names: list[str],
    size: int,
) -> dict[tuple[str, int], int]:
    database.execute("delete from seen")
    if rows:
        database.executemany("insert into seen values (?, ?, ?)", rows)
    window = Window(str(size), str(POINTS))
    aggregates = [Aggregate(name) for name in names]
    sql = windowed("select * from seen", "label, ", aggregates, window, of_lists=False)
    return {
        (label, point): value
        for label, point, _, value, *_ in database.execute(sql).fetchall()
        if value
    }


def people(rows: list[tuple[str, int, int]], size: int) -> dict[tuple[str, int], int]:
    found: dict[tuple[str, int], set[int]] = defaultdict(set)
    for label, point, person in rows:
        for later in range(point, min(point + size, POINTS)):
            found[label, later].add(person)
    return {key: len(persons) for key, persons in found.items()}


@given(rows=ROWS, size=st.integers(2, POINTS + 1))
def test_a_user_counts_once_in_each_window_with_an_event_of_theirs(
    database: duckdb.DuckDBPyConnection, rows: list[tuple[str, int, int]], size: int
) -> None:
    assert counted(database, rows, [USERS], size) == people(rows, size)


@given(rows=ROWS, size=st.integers(2, POINTS + 1))
def test_users_are_as_many_when_events_are_counted_too(
    database: duckdb.DuckDBPyConnection, rows: list[tuple[str, int, int]], size: int
) -> None:
    assert counted(database, rows, [USERS, EVENTS], size) == people(rows, size)


def test_nobody_leaves_beyond_the_last_point(database: duckdb.DuckDBPyConnection) -> None:
    rows = [("a", POINTS - 2, 1)]
    assert counted(database, rows, [USERS], 5) == {("a", POINTS - 2): 1, ("a", POINTS - 1): 1}
