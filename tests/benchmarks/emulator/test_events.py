"""The events are as many as were wanted, the same each time, and like those of a product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from amplitude_sdk.emulator import Emulator
from benchmarks.emulator.events import DAYS, START_MS, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def database() -> Iterator[DuckDBPyConnection]:
    with Emulator() as emulator:
        yield emulator.core.state.store._connection


def filled(database: DuckDBPyConnection, events: int, seed: int = 1) -> list[tuple[Any, ...]]:
    database.execute("delete from events")
    fill(database, app=1, first_user=100, first_event=5, events=events, seed=seed)
    return database.execute("select * from events order by _seq").fetchall()


def one(database: DuckDBPyConnection, sql: str) -> Any:
    ((value,),) = database.execute(sql).fetchall()
    return value


@pytest.mark.parametrize("events", [1, 63, 64, 1_000])
def test_there_are_as_many_as_were_wanted(database: DuckDBPyConnection, events: int) -> None:
    filled(database, events)
    numbers = database.execute("select min(_seq), max(_seq), count(distinct _seq) from events")
    assert numbers.fetchall() == [(5, 4 + events, events)]


def test_a_seed_makes_the_same_events_again_and_another_one_others(
    database: DuckDBPyConnection,
) -> None:
    first = filled(database, 2_000)
    assert filled(database, 2_000) == first
    assert filled(database, 2_000, seed=2) != first


def test_they_are_spread_over_all_days_and_never_beyond(database: DuckDBPyConnection) -> None:
    filled(database, 20_000)
    days = one(database, f"select count(distinct (time - {START_MS}) // {DAY_MS}) from events")
    first, last = database.execute("select min(time), max(time) from events").fetchall()[0]
    assert days == DAYS
    assert first >= START_MS
    assert last < START_MS + DAYS * DAY_MS


def test_a_visit_begins_with_opening_the_app_and_is_one_session_of_one_user(
    database: DuckDBPyConnection,
) -> None:
    filled(database, 20_000)
    visits = (
        "select arg_min(event_type, time) as first, count(distinct _amplitude_id) as users "
        "from events group by session_id"
    )
    assert one(database, f"select list(distinct (first, users)) from ({visits})") == [
        ("Open App", 1)
    ]


def test_users_join_all_the_time(database: DuckDBPyConnection) -> None:
    filled(database, 20_000)
    came = f"select min(time - {START_MS}) // {30 * DAY_MS} as month from events group by _amplitude_id"
    months = database.execute(f"select month, count(*) from ({came}) group by month").fetchall()
    assert {month for month, users in months if users > 10} == {0, 1, 2}


def test_only_purchases_have_revenue(database: DuckDBPyConnection) -> None:
    filled(database, 20_000)
    paid = "select list(distinct event_type) from events where revenue is not null"
    assert one(database, paid) == ["Purchase"]
    assert one(database, "select count(*) from events where event_type = 'Purchase'") == one(
        database, "select count(revenue) from events"
    )
