"""Entries are held until they are forgotten: in memory, in the file, in order, whatever fails."""

from __future__ import annotations

import json
import logging
import os
import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

import pytest

from amplitude_sdk.delivery import outbox as outbox_module
from amplitude_sdk.delivery import outbox_rows
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.outbox_rows import row_of
from amplitude_sdk.errors import ConfigurationError, OutboxError
from tests.sdk.delivery.outbox_files import (
    DAY,
    NOW,
    PROJECT,
    data_of,
    entries,
    entry,
    everything,
    execute,
    filled,
    seqs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from amplitude_sdk.delivery.outbox_rows import Row

Sync = Literal["batch", "always"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@pytest.fixture
def outbox(path: Path) -> Iterator[Outbox]:
    outbox = Outbox.open(path, sync="batch")
    yield outbox
    outbox.close()


@pytest.fixture
def durable(path: Path) -> Iterator[Outbox]:
    outbox = Outbox.open(path, sync="always")
    yield outbox
    outbox.close()


@pytest.fixture(autouse=True)
def _log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="amplitude_sdk")


def stored(path: Path) -> list[int]:
    """What another reader finds in the file."""
    return [seq for (seq,) in execute(path, "SELECT seq FROM events ORDER BY seq")]


def fill_disk(outbox: Outbox) -> None:
    """Let the file grow no more, as on a full disk."""
    outbox._file._connected().execute("PRAGMA max_page_count = 1")


def free_disk(outbox: Outbox) -> None:
    outbox._file._connected().execute("PRAGMA max_page_count = 1000000000")


def add_all(outbox: Outbox, numbers: range) -> None:
    for each in entries(numbers):
        outbox.add(each)


def fail(outbox: Outbox) -> None:
    """Add 999 entries that cannot be written: more than the free room of the last page."""
    fill_disk(outbox)
    add_all(outbox, range(1, 1000))
    outbox.commit()
    assert outbox.trouble is not None


# Opening


def test_a_new_outbox_is_empty(outbox: Outbox, path: Path) -> None:
    assert (outbox.shard, outbox.recovered, outbox.oldest) == (path, 0, None)
    assert (outbox.last_seq, outbox.buffered, outbox.trouble) == (0, 0, None)
    assert everything(outbox) == []


def test_what_was_left_is_found_again(path: Path) -> None:
    left = [entry(7), entry(8, "event_properties.a was cut", "ü"), entry(11)]
    filled(path, left, tracked_at=NOW - 5000)
    outbox = Outbox.open(path, sync="batch")
    assert everything(outbox) == left
    assert (outbox.recovered, outbox.last_seq) == (3, 11)
    assert outbox.oldest == (NOW - 5000) / 1000
    outbox.close()


def test_the_oldest_is_found_whatever_its_number(path: Path) -> None:
    filled(path, entries([1, 2, 3]), tracked_at=NOW)
    execute(path, f"UPDATE events SET tracked_at = {NOW - 9000} WHERE seq = 2")
    outbox = Outbox.open(path, sync="batch")
    assert outbox.oldest == (NOW - 9000) / 1000
    outbox.close()


def test_events_older_than_the_dedupe_window_are_named_in_one_warning(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    filled(path, entries(range(1, 6)), tracked_at=NOW - 8 * DAY)
    execute(path, f"UPDATE events SET tracked_at = {NOW - 6 * DAY} WHERE seq > 3")
    Outbox.open(path, sync="batch").close()
    (record,) = caplog.records
    assert (record.levelname, record.name) == ("WARNING", "amplitude_sdk")
    assert f"{path} holds 3 events tracked more than 7 days ago" in record.getMessage()


def test_younger_events_need_no_warning(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    filled(path, entries([1]), tracked_at=NOW - 6 * DAY)
    Outbox.open(path, sync="batch").close()
    assert caplog.records == []


def test_a_relative_path_stays_where_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outbox = Outbox.open("events.db", sync="batch")
    outbox.suspend()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    outbox.resume()
    outbox.add(entry(1))
    outbox.close()
    assert stored(tmp_path / "events.db") == [1]


@pytest.mark.parametrize("name", ["a b.db", "q?mode=ro#.db", "100%25.db", "[x]*.db", "ünï.db"])
def test_any_name_is_a_file_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    filled(path, entries([1]))
    filled(tmp_path / f"{name}.1", entries([1]))
    outbox = Outbox.open(path, sync="batch")
    assert (outbox.shard, outbox.recovered) == (path, 2)
    outbox.close()
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        [name, f"{name}.lock", f"{name}.1.lock"]
    )


def test_it_is_readable_and_writable_for_its_owner_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        outbox = Outbox.open(path, sync="always")
    finally:
        os.umask(before)
    outbox.add(entry(1))
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    names = ("events.db", "events.db-shm", "events.db-wal", "events.db.lock")
    assert modes == dict.fromkeys(names, 0o600)
    outbox.close()


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="is a directory, give the path of a file"):
        Outbox.open(tmp_path, sync="batch")


def test_the_directory_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"create {tmp_path / 'missing'}"):
        Outbox.open(tmp_path / "missing" / "events.db", sync="batch")


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"cannot be a file: .*null byte"):
        Outbox.open(f"{tmp_path}/a\0b", sync="batch")


def test_only_two_kinds_of_durability_exist(path: Path) -> None:
    sync: Any = "sometimes"
    with pytest.raises(ConfigurationError, match="outbox_sync is 'sometimes'"):
        Outbox.open(path, sync=sync)


def test_sqlite_is_loaded_by_those_who_use_it() -> None:
    code = (
        "import sys; import amplitude_sdk.delivery.outbox; "
        "print([name for name in sys.modules if 'sqlite' in name])"
    )
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_python_without_sqlite_is_named(path: Path) -> None:
    code = (
        "import sys; sys.modules['sqlite3'] = None\n"
        "from amplitude_sdk.delivery.outbox import Outbox\n"
        f"Outbox.open({str(path)!r}, sync='batch')"
    )
    command = [sys.executable, "-c", code]
    tried = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert "ConfigurationError: outbox=" in tried.stderr
    assert "needs the sqlite3 module, which this Python lacks" in tried.stderr
    assert not path.exists()


# Adding


def test_always_is_in_the_file_when_add_returns(durable: Outbox, path: Path) -> None:
    durable.add(entry(1))
    assert (stored(path), durable.buffered) == ([1], 0)


def test_batch_waits_for_the_commit(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 4))
    assert (stored(path), outbox.buffered) == ([], 3)
    outbox.commit()
    assert (stored(path), outbox.buffered) == ([1, 2, 3], 0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clock of an outbox, which stands still."""
    clock = SimpleNamespace(now=1_800_000_000.5)
    monkeypatch.setattr(outbox_rows, "time", SimpleNamespace(time=lambda: clock.now))
    return clock


@pytest.mark.usefixtures("clock")
def test_batch_commits_by_itself_at_a_thousand(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 1000))
    assert (stored(path), outbox.buffered) == ([], 999)
    outbox.add(entry(1000))
    assert (len(stored(path)), outbox.buffered) == (1000, 0)


def test_who_tracks_on_writes_what_no_timer_has_written(
    outbox: Outbox, path: Path, clock: SimpleNamespace
) -> None:
    outbox.add(entry(1))
    clock.now += 0.02
    outbox.add(entry(2))
    assert stored(path) == []
    clock.now += 0.01
    outbox.add(entry(3))
    assert stored(path) == [1, 2, 3]


def test_the_driver_is_called_when_the_first_entry_waits(outbox: Outbox) -> None:
    calls: list[int] = []
    outbox.on_buffered = lambda: calls.append(outbox.buffered)
    outbox.add(entry(1))
    outbox.add(entry(2))
    assert calls == [1]
    outbox.commit()
    outbox.add(entry(3))
    assert calls == [1, 1]


def test_the_driver_may_commit_at_once(outbox: Outbox, path: Path) -> None:
    outbox.on_buffered = outbox.commit
    outbox.add(entry(1))
    assert stored(path) == [1]


def test_nothing_waits_for_the_driver_when_always_durable(durable: Outbox) -> None:
    calls: list[int] = []
    durable.on_buffered = lambda: calls.append(1)
    durable.add(entry(1))
    assert calls == []


def test_the_synchronous_level_is_the_promised_one(outbox: Outbox, tmp_path: Path) -> None:
    always = Outbox.open(tmp_path / "other.db", sync="always")
    levels = [
        each._file._connected().execute("PRAGMA synchronous").fetchone()[0]
        for each in (outbox, always)
    ]
    assert levels == [1, 2]  # NORMAL, FULL
    for each in (outbox, always):
        each.suspend()
        each.resume()
    again = [
        each._file._connected().execute("PRAGMA synchronous").fetchone()[0]
        for each in (outbox, always)
    ]
    assert again == levels
    always.close()


def test_a_flush_is_one_of_the_disk_on_every_system(durable: Outbox) -> None:
    """macOS flushes to the disk's own cache otherwise; elsewhere this has no effect."""
    db = durable._file._connected()
    assert db.execute("PRAGMA fullfsync").fetchone() == (1,)
    assert db.execute("PRAGMA checkpoint_fullfsync").fetchone() == (1,)


def test_the_file_can_be_read_by_hand(durable: Outbox, path: Path) -> None:
    """The query of the module's documentation, and what it means."""
    assert outbox_module.__doc__ is not None
    (query,) = re.findall(r"^    (SELECT .*);$", outbox_module.__doc__, re.MULTILINE)
    durable.add((1, b'{"event_type":"Play"}', ("a note",)))
    ((seq, tracked_at, data),) = execute(path, query)
    assert (seq, data) == (1, '{"event_type":"Play"}')
    assert datetime.now(UTC) - datetime.fromisoformat(f"{tracked_at}Z") < timedelta(days=1)
    assert execute(path, "SELECT notes FROM events") == [('["a note"]',)]


def test_the_documented_layout_is_the_layout(outbox: Outbox, path: Path) -> None:
    assert outbox_module.__doc__ is not None
    documented = re.findall(
        r"^        (\w+) (?:INTEGER|BLOB|TEXT)", outbox_module.__doc__, re.MULTILINE
    )
    columns = [row[1] for row in execute(path, "PRAGMA table_info(events)")]
    assert documented == columns == ["seq", "tracked_at", "data", "notes"]


# Reading


def test_file_and_buffer_are_one_sequence(outbox: Outbox) -> None:
    add_all(outbox, range(1, 4))
    outbox.commit()
    add_all(outbox, range(4, 6))
    assert seqs(outbox) == [1, 2, 3, 4, 5]
    assert outbox.read(2, 2, 10**6) == entries([3, 4])
    assert outbox.read(4, 9, 10**6) == entries([5])
    assert outbox.read(5, 9, 10**6) == []


def test_notes_come_back_from_file_and_buffer(outbox: Outbox) -> None:
    outbox.add(entry(1, "one", "two"))
    assert everything(outbox) == [entry(1, "one", "two")]
    outbox.commit()
    assert everything(outbox) == [entry(1, "one", "two")]


@pytest.mark.parametrize("place", ["file", "buffer"])
def test_a_read_is_bounded_by_bytes_but_never_empty(outbox: Outbox, place: str) -> None:
    for seq in (1, 2, 3):
        outbox.add((seq, b"x" * 100, ()))
    if place == "file":
        outbox.commit()
    assert [len(outbox.read(0, 9, size)) for size in (1, 100, 199, 200, 299, 300)] == [
        *(1, 1, 1, 2, 2, 3)
    ]


def test_a_large_event_in_the_file_is_not_passed_by(outbox: Outbox) -> None:
    """What is buffered behind it would fit, but comes later."""
    outbox.add((1, b"x" * 10, ()))
    outbox.add((2, b"x" * 90, ()))
    outbox.commit()
    outbox.add((3, b"x" * 10, ()))
    assert [seq for seq, _, _ in outbox.read(0, 9, 50)] == [1]
    assert [seq for seq, _, _ in outbox.read(1, 9, 100)] == [2, 3]


# Forgetting


def test_what_is_forgotten_in_the_buffer_never_reaches_the_file(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 4))
    outbox.forget([1, 3])
    assert (seqs(outbox), outbox.buffered) == ([2], 1)
    outbox.commit()
    assert stored(path) == [2]


def test_what_is_forgotten_in_the_file_is_deleted_at_once(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 11))
    outbox.commit()
    outbox.forget([2, 3, 4, 9, 7])
    assert stored(path) == seqs(outbox) == [1, 5, 6, 8, 10]


def test_file_and_buffer_are_forgotten_in_one_call(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 4))
    outbox.commit()
    add_all(outbox, range(4, 7))
    outbox.forget(range(2, 6))
    assert (seqs(outbox), stored(path)) == ([1, 6], [1, 6]), "what waited is written along"


def test_unknown_numbers_are_forgotten_already(outbox: Outbox) -> None:
    outbox.add(entry(1))
    outbox.forget([])
    outbox.forget([5, 6])
    assert (seqs(outbox), outbox.trouble) == ([1], None)


def test_recovered_events_can_be_forgotten(path: Path) -> None:
    filled(path, entries(range(1, 4)))
    outbox = Outbox.open(path, sync="batch")
    outbox.forget([1, 2])
    outbox.close()
    assert stored(path) == [3]


# Trouble


def test_what_cannot_be_written_stays_in_memory(outbox: Outbox, path: Path) -> None:
    fail(outbox)
    assert isinstance(outbox.trouble, OutboxError)
    assert f"outbox {path} cannot be written: database or disk is full" in str(outbox.trouble)
    assert "Free space on its disk" in str(outbox.trouble)
    assert (outbox.buffered, stored(path)) == (999, [])
    assert everything(outbox) == entries(range(1, 1000))


def test_the_next_commit_writes_what_could_not_be_written(outbox: Outbox, path: Path) -> None:
    fail(outbox)
    outbox.commit()
    assert outbox.trouble is not None
    free_disk(outbox)
    outbox.commit()
    assert (outbox.trouble, outbox.buffered) == (None, 0)
    assert stored(path) == [*range(1, 1000)]


def test_trouble_is_logged_when_it_begins_and_when_it_ends(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    fail(outbox)
    outbox.commit()
    outbox.add(entry(1000))
    outbox.forget([1])
    free_disk(outbox)
    outbox.commit()
    outbox.commit()
    began, ended = caplog.records
    assert (began.levelname, ended.levelname) == ("ERROR", "INFO")
    assert "new events are in memory only" in began.getMessage()
    assert "can be written again" in ended.getMessage()


def test_adding_while_it_fails_tries_again_only_now_and_then(outbox: Outbox) -> None:
    fail(outbox)
    free_disk(outbox)
    outbox._trouble.retry_at = float("inf")
    add_all(outbox, range(1000, 1100))
    assert outbox.buffered == 1099
    outbox._trouble.retry_at = 0.0
    outbox.add(entry(1100))
    assert (outbox.buffered, outbox.trouble) == (0, None)


def test_a_failure_sets_the_time_of_the_next_try(outbox: Outbox) -> None:
    fill_disk(outbox)
    add_all(outbox, range(1, 1001))
    first = outbox._trouble.retry_at
    assert (outbox.buffered, first > 0) == (1000, True)
    outbox._trouble.retry_at = 0.0
    outbox.add(entry(1001))
    assert outbox._trouble.retry_at >= first


def test_what_is_forgotten_during_trouble_is_not_read_and_not_written(
    outbox: Outbox, path: Path
) -> None:
    add_all(outbox, range(1, 4))
    outbox.commit()
    fill_disk(outbox)
    add_all(outbox, range(4, 1003))
    outbox.commit()
    outbox.forget([1, 3, 500])
    rest = [2, *range(4, 500), *range(501, 1003)]
    assert seqs(outbox) == rest
    assert outbox.read(0, 1, 1) == [entry(2)]
    free_disk(outbox)
    outbox.commit()
    assert stored(path) == seqs(outbox) == rest


def test_trouble_lasts_until_something_is_written(
    outbox: Outbox, caplog: pytest.LogCaptureFixture
) -> None:
    """That nothing has to be written any more is no sign that it could be."""
    fail(outbox)
    outbox.forget(range(1, 1000))
    outbox.commit()
    assert (outbox.buffered, outbox.trouble is None) == (0, False)
    free_disk(outbox)
    outbox.add(entry(1000))
    outbox.commit()
    assert outbox.trouble is None
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]


def test_a_deletion_that_failed_is_repeated(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 4))
    outbox.commit()
    away = path.rename(path.with_name("away.db"))
    outbox.forget([1, 2])
    assert outbox.trouble is not None
    away.rename(path)
    assert (stored(path), seqs(outbox)) == ([1, 2, 3], [3])
    outbox.commit()
    assert (stored(path), outbox.trouble) == ([3], None)


def test_forgetting_while_it_fails_tries_again_only_now_and_then(
    outbox: Outbox, path: Path
) -> None:
    add_all(outbox, range(1, 4))
    outbox.commit()
    away = path.rename(path.with_name("away.db"))
    outbox.forget([1])
    away.rename(path)
    outbox._trouble.retry_at = float("inf")
    outbox.forget([2])
    assert (stored(path), outbox.trouble is None) == ([1, 2, 3], False)
    outbox._trouble.retry_at = 0.0
    outbox.forget([3])
    assert (stored(path), outbox.trouble) == ([], None)


def test_a_failed_commit_leaves_the_file_free_for_others(outbox: Outbox, path: Path) -> None:
    fail(outbox)
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")


def test_always_refuses_what_it_cannot_keep(
    durable: Outbox, path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fill_disk(durable)
    large = b"x" * 10_000
    for seq in (1, 2):
        with pytest.raises(OutboxError, match="disk is full"):
            durable.add((seq, large, ()))
        durable.tell()
    assert (everything(durable), durable.buffered) == ([], 0)
    assert durable.trouble is not None
    free_disk(durable)
    durable.add((2, large, ()))
    durable.tell()
    assert (durable.trouble, stored(path)) == (None, [2])
    assert [record.levelname for record in caplog.records] == ["ERROR", "INFO"]
    assert "new events are refused" in caplog.records[0].getMessage()


def test_a_log_handler_may_use_the_outbox(outbox: Outbox) -> None:
    class Tracking(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            outbox.add(entry(5000))

    handler = Tracking()
    logging.getLogger("amplitude_sdk").addHandler(handler)
    try:
        fail(outbox)
    finally:
        logging.getLogger("amplitude_sdk").removeHandler(handler)
    assert outbox.buffered == 1000


@pytest.mark.parametrize("act", ["delete", "replace"])
def test_a_file_that_was_taken_away_is_trouble(outbox: Outbox, path: Path, act: str) -> None:
    outbox.add(entry(1))
    path.rename(path.with_name("moved.db"))
    if act == "replace":
        path.touch()
    outbox.commit()
    assert "was deleted, moved or replaced while it was in use" in str(outbox.trouble)
    path.with_name("moved.db").rename(path)
    outbox.commit()
    assert (outbox.trouble, stored(path)) == (None, [1])


def test_another_program_that_locks_the_file_is_named(outbox: Outbox, path: Path) -> None:
    (wait,) = outbox._file._connected().execute("PRAGMA busy_timeout").fetchone()
    assert wait < 50, "milliseconds; whoever tracks the 1,000th event waits for that"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outbox.add(entry(1))
        outbox.commit()
        assert "locked. Another program has it locked: close that program" in str(outbox.trouble)
    outbox.commit()
    assert outbox.trouble is None


def test_an_interrupt_leaves_entries_either_way_once(
    outbox: Outbox, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the commit, before the outbox learns of it: in the file and in the buffer."""
    outbox.add(entry(1))
    outbox.add(entry(2))
    commit = outbox._file.write

    def interrupted(rows: Any, forgotten: Any) -> None:
        commit(rows, forgotten)
        raise KeyboardInterrupt

    monkeypatch.setattr(outbox._file, "write", interrupted)
    with pytest.raises(KeyboardInterrupt):
        outbox.commit()
    monkeypatch.undo()
    assert (stored(path), outbox.buffered, seqs(outbox)) == ([1, 2], 2, [1, 2])
    outbox.forget([1])
    assert (stored(path), seqs(outbox)) == ([2], [2])
    outbox.commit()
    assert (stored(path), outbox.trouble) == ([2], None)


def test_an_interrupt_while_rows_are_written_leaves_none(outbox: Outbox, path: Path) -> None:
    def rows() -> Iterator[Row]:
        yield row_of(entry(1))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox._file.write(rows(), [])
    assert stored(path) == []
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")


# Forking, as far as one process can show it


def test_a_suspended_outbox_has_no_connection_but_its_lock(outbox: Outbox, path: Path) -> None:
    add_all(outbox, range(1, 3))
    outbox.commit()
    outbox.add(entry(3))
    outbox.suspend()
    names = {file.name for file in path.parent.iterdir()}
    second = Outbox.open(path, sync="batch")
    outbox.resume()
    assert names == {"events.db", "events.db.lock"}  # the last connection takes the log with it
    assert (second.shard.name, second.recovered) == ("events.db.1", 0)
    assert (seqs(outbox), outbox.buffered) == ([1, 2, 3], 1)
    second.close()


def test_other_threads_wait_while_it_is_suspended(outbox: Outbox) -> None:
    outbox.suspend()
    done = threading.Event()

    def add() -> None:
        outbox.add(entry(1))
        done.set()

    thread = threading.Thread(target=add)
    thread.start()
    assert not done.is_set()
    outbox.resume()
    thread.join()
    assert seqs(outbox) == [1]


# Closing


def test_closing_writes_what_waits(path: Path) -> None:
    outbox = Outbox.open(path, sync="batch")
    outbox.add(entry(1))
    outbox.close()
    assert (stored(path), outbox.buffered) == ([1], 0)
    assert {file.name for file in path.parent.iterdir()} == {"events.db", "events.db.lock"}


def test_closing_says_what_could_not_be_written(path: Path) -> None:
    outbox = Outbox.open(path, sync="batch")
    fail(outbox)
    outbox.close()
    assert (outbox.buffered, outbox.trouble is None) == (999, False)


def test_closing_frees_the_shard(path: Path) -> None:
    for _ in range(3):
        outbox = Outbox.open(path, sync="batch")
        assert outbox.shard == path
        outbox.close()


def test_a_closed_outbox_takes_nothing(path: Path) -> None:
    outbox = Outbox.open(path, sync="batch")
    outbox.close()
    outbox.close()
    outbox.commit()
    outbox.forget([1])
    outbox.suspend()
    outbox.resume()
    with pytest.raises(OutboxError, match=f"outbox {path} is closed"):
        outbox.add(entry(1))
    with pytest.raises(OutboxError, match=f"outbox {path} is closed"):
        outbox.read(0, 1, 1)


def test_an_outbox_that_has_become_empty_gives_its_space_back(path: Path) -> None:
    outbox = Outbox.open(path, sync="batch")
    for seq in range(1, 101):
        outbox.add((seq, b"x" * 50_000, ()))
    outbox.commit()
    outbox.forget(range(1, 100))
    outbox.close()
    assert path.stat().st_size > 4_000_000  # not while it holds anything: that could take long
    outbox = Outbox.open(path, sync="batch")
    outbox.forget([100])
    outbox.close()
    assert path.stat().st_size < 100_000


def test_many_threads_add_commit_and_forget(outbox: Outbox, path: Path) -> None:
    numbers = iter(range(1, 8001))
    order = threading.Lock()

    def work() -> None:
        while True:
            with order:
                seq = next(numbers, None)
                if seq is None:
                    return
                outbox.add(entry(seq))
            if seq % 100 == 0:
                outbox.commit()
            if seq % 2:
                outbox.forget([seq])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    outbox.commit()
    assert stored(path) == seqs(outbox) == [*range(2, 8001, 2)]
    assert data_of(outbox) == [data for _, data, _ in entries(range(2, 8001, 2))]


def test_no_secret_reaches_the_file(durable: Outbox, path: Path) -> None:
    """The outbox is given events, nothing else; what it adds is a number and a time."""
    durable.add(entry(1))
    ((schema,),) = execute(path, "SELECT json_group_array(sql) FROM sqlite_master WHERE sql <> ''")
    tables = [text.split("(")[0].strip() for text in json.loads(schema)]
    assert tables == ["CREATE TABLE events", "CREATE TABLE adopted"]
    assert execute(path, "SELECT * FROM adopted") == []
