"""Every process has a shard for itself, and what dead ones left is moved to a living one, once."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.delivery import outbox_shards
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import (
    NOW,
    data_of,
    entries,
    entry,
    everything,
    execute,
    filled,
    run,
    seqs,
)

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.delivery.entries import Entry


CLAIMED = ".adopting-007-0123456789abcdef0123456789abcdef"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def files(path: Path) -> set[str]:
    """Names beside the path, without locks."""
    return {file.name for file in path.parent.iterdir() if not file.name.endswith(".lock")}


def claimed(shard: Path, held: list[Entry]) -> Path:
    """A file that the owner of this shard had renamed when it died."""
    orphan = filled(shard.with_name("orphan.db"), held)
    execute(orphan, "PRAGMA journal_mode = DELETE")
    return orphan.rename(shard.with_name(f"{shard.name}{CLAIMED}"))


def labels(outbox: Outbox) -> list[str]:
    return [json.loads(data)["event_type"] for data in data_of(outbox)]


def test_two_outboxes_of_one_process_have_two_shards(path: Path) -> None:
    first, second = Outbox.open(path, sync="batch"), Outbox.open(path, sync="always")
    first.add(entry(1, label="first"))
    second.add(entry(1, label="second"))
    assert [each.shard.name for each in (first, second)] == ["events.db", "events.db.1"]
    assert (labels(first), labels(second)) == (["first 1"], ["second 1"])
    first.close()
    second.close()


def test_a_link_is_the_file_it_leads_to(path: Path) -> None:
    link = path.with_name("link.db")
    link.symlink_to(path)
    first, second = Outbox.open(path, sync="batch"), Outbox.open(link, sync="batch")
    assert [each.shard.name for each in (first, second)] == ["events.db", "events.db.1"]
    first.close()
    second.close()


def test_the_first_free_shard_is_taken(path: Path) -> None:
    first, second = Outbox.open(path, sync="batch"), Outbox.open(path, sync="batch")
    first.close()
    third = Outbox.open(path, sync="batch")
    assert third.shard == path
    second.close()
    third.close()


def test_more_processes_than_shards_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_shards, "MAX_SHARDS", 2)
    two = [Outbox.open(path, sync="batch") for _ in range(2)]
    with pytest.raises(OutboxError, match=r"all 2 shards are in use\. Each open client takes one"):
        Outbox.open(path, sync="batch")
    for each in two:
        each.close()


def test_orphans_are_moved_behind_our_own_events(path: Path) -> None:
    filled(path, entries([5, 6], label="own"))
    filled(path.with_name("events.db.10"), entries([2, 3], label="ten"))
    filled(path.with_name("events.db.9"), entries([1, 7], label="nine"))
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["own 5", "own 6", "nine 1", "nine 7", "ten 2", "ten 3"]
    assert seqs(outbox) == [5, 6, 7, 13, 14, 15]  # higher than ours, in their order
    assert (outbox.recovered, outbox.last_seq) == (6, 15)
    assert files(path) == {"events.db", "events.db-wal", "events.db-shm"}
    outbox.close()


def test_notes_and_times_move_too(path: Path) -> None:
    filled(path.with_name("events.db.1"), [entry(1, "a note")], tracked_at=NOW - 7000)
    outbox = Outbox.open(path, sync="batch")
    assert everything(outbox) == [entry(1, "a note")]
    assert outbox.oldest == (NOW - 7000) / 1000
    outbox.close()


def test_empty_orphans_are_deleted(path: Path) -> None:
    filled(path.with_name("events.db.1"), [])
    Outbox.open(path, sync="batch").close()
    assert files(path) == {"events.db"}


def test_a_living_owner_keeps_its_events(path: Path) -> None:
    first, second = Outbox.open(path, sync="batch"), Outbox.open(path, sync="always")
    second.add(entry(1, label="second"))
    first.close()
    third = Outbox.open(path, sync="batch")
    assert (third.shard, third.recovered, labels(second)) == (path, 0, ["second 1"])
    second.close()
    third.close()


def test_files_of_other_names_are_left_alone(path: Path) -> None:
    others = [
        "events.db.adopting-1",
        "events.db.old",
        "events.db.01",
        "events.db.1000",
        "events.db.1.bak",
        "aevents.db.1",
    ]
    for name in others:
        filled(path.with_name(name), entries([1]))
    outbox = Outbox.open(path, sync="batch")
    assert outbox.recovered == 0
    outbox.close()
    assert files(path) == {"events.db", *others}


def test_an_orphan_that_another_program_reads_stays_for_the_next_process(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Deleting a file in use would take its log from under the other program."""
    orphan = filled(path.with_name("events.db.1"), entries([1, 2]))
    with closing(sqlite3.connect(orphan, isolation_level=None)) as shell:
        shell.execute("SELECT count(*) FROM events").fetchone()
        outbox = Outbox.open(path, sync="batch")
        assert outbox.recovered == 0
        outbox.close()
        assert f"{orphan} cannot be closed: database is locked" in caplog.text
        assert shell.execute("SELECT count(*) FROM events").fetchone() == (2,)
    outbox = Outbox.open(path, sync="batch")
    assert outbox.recovered == 2
    outbox.close()


def test_what_was_claimed_by_a_shard_is_copied_by_its_next_owner(path: Path) -> None:
    claimed(path, entries([1, 2], label="orphan"))
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["orphan 1", "orphan 2"]
    outbox.close()
    assert files(path) == {"events.db"}


def test_what_was_copied_already_is_only_deleted(path: Path) -> None:
    filled(path, entries([1, 2], label="copied"))
    file = claimed(path, entries([1, 2], label="copied"))
    execute(path, f"INSERT INTO adopted VALUES ('{file.name}')")
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["copied 1", "copied 2"]
    outbox.close()
    assert (files(path), execute(path, "SELECT * FROM adopted")) == ({"events.db"}, [])


def test_an_orphan_that_had_claimed_another_one_brings_both(path: Path) -> None:
    filled(path.with_name("events.db.2"), entries([1], label="two"))
    claimed(path.with_name("events.db.2"), entries([1], label="three"))
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["two 1", "three 1"]
    outbox.close()
    assert files(path) == {"events.db"}


def test_claimed_files_are_found_though_their_shard_is_gone(path: Path) -> None:
    claimed(path.with_name("events.db.2"), entries([1], label="three"))
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["three 1"]
    outbox.close()
    assert files(path) == {"events.db"}


def test_what_cannot_be_deleted_is_not_copied_twice(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A directory of the claimed file's name stands for a file that cannot be deleted."""
    filled(path, entries([1], label="copied"))
    undeletable = path.with_name(f"events.db{CLAIMED}")
    undeletable.mkdir()
    execute(path, f"INSERT INTO adopted VALUES ('{undeletable.name}')")
    for _ in range(2):
        outbox = Outbox.open(path, sync="batch")
        assert labels(outbox) == ["copied 1"]
        outbox.close()
    assert f"{undeletable} cannot be deleted" in caplog.text
    assert execute(path, "SELECT count(*) FROM adopted") == [(1,)]


def test_an_orphan_with_unfinished_business_waits_for_it(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Its note about a copied file must not get lost before that file."""
    orphan = filled(path.with_name("events.db.1"), entries([1], label="orphan"))
    undeletable = orphan.with_name(f"events.db.1{CLAIMED}")
    undeletable.mkdir()
    execute(orphan, f"INSERT INTO adopted VALUES ('{undeletable.name}')")
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == []
    outbox.close()
    assert "events.db.1 cannot be taken over: files it took over remain" in caplog.text
    undeletable.rmdir()
    outbox = Outbox.open(path, sync="batch")
    assert labels(outbox) == ["orphan 1"]
    outbox.close()


def test_a_backlog_is_moved_without_being_held_in_memory(path: Path) -> None:
    """30 MB of events move within 16 MB more of memory than Python needs for itself."""
    orphan = path.with_name("events.db.1")
    filled(orphan, [])
    execute(
        orphan,
        "INSERT INTO events WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 30000) SELECT i, 1, zeroblob(1000), NULL FROM n",
    )
    found = run("outbox_memory", path)
    recovered, grown = map(int, found.stdout.split())
    assert recovered == 30_000
    assert grown < 16 * 2**20


@pytest.mark.parametrize("scenario", ["first", "second"])
def test_every_event_is_moved_once_wherever_a_process_dies(tmp_path: Path, scenario: str) -> None:
    found = run("outbox_adoption", tmp_path, scenario)
    assert found.returncode == 0, found.stderr
    outcome = json.loads(found.stdout)
    assert outcome["wrong"] == {}
    assert outcome["steps"] >= 12
