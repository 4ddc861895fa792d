from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from faults.events import event, expected_members
from faults.journal import Journal, read_journal
from faults.scenarios import mixtures, scenarios
from faults.task import Task
from faults.tracking import numbers_of, track_all

if TYPE_CHECKING:
    from pathlib import Path


def task(**changes: object) -> Task:
    whole = {"sdk": "ours", "program": "deliver", "url": "-", "journal": "-", "count": 1000}
    return Task(**(whole | changes))


def test_a_task_survives_the_command_line() -> None:
    given = task(outbox="a b", timeout=2.0, pace=0.5)

    assert Task.from_json(given.to_json()) == given


def test_threads_share_the_events_and_no_user() -> None:
    shares = [numbers_of(task(threads=3), thread) for thread in range(3)]
    owners = [{event("plain", number)["user_id"] for number in share} for share in shares]

    assert sorted(number for share in shares for number in share) == list(range(1, 1001))
    assert sum(map(len, owners)) == len(set.union(*owners)) == 100


@pytest.mark.parametrize("threads", [1, 3])
def test_what_a_client_refuses_is_written_down(tmp_path: Path, threads: int) -> None:
    path = tmp_path / "journal"

    def refuses(members: dict[str, object]) -> None:
        if members["event_id"] == 3:
            raise ValueError("not this one")

    track_all(refuses, task(count=10, threads=threads), Journal(str(path)))

    (process,) = read_journal(path)
    assert sorted(process.accepted) == [1, 2, 4, 5, 6, 7, 8, 9, 10]
    assert process.refused == {3: "ValueError"}


def test_special_events_are_one_in_so_many() -> None:
    bad = [n for n in range(1, 101) if event("bad", n, every=10)["event_properties"].get("bad")]
    ratios = [event("nan", n, every=10)["event_properties"].get("ratio", 0) for n in range(1, 101)]

    assert bad == list(range(10, 101, 10))
    assert sum(map(math.isnan, ratios)) == 10


def test_what_is_expected_of_an_event_is_what_was_tracked() -> None:
    assert "event_properties.pair:array" in expected_members("python_values", 1)
    assert "revenue:number" in expected_members("integers", 1)
    assert expected_members("plain", 1) == expected_members("bad", 100)


@pytest.mark.parametrize("options", [{"quick": True}, {"quick": False}])
def test_every_row_has_a_name_of_its_own(options: dict[str, bool]) -> None:
    rows = [*mixtures(**options, seed=1), *scenarios(**options)]

    assert len({row.name for row in rows}) == len(rows)
    assert all("ours" in row.sdks for row in rows)
