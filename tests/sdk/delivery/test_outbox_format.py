"""A file that is no outbox, or a damaged one: named, explained, and not touched."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from amplitude_sdk.delivery import outbox_format
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.outbox_format import beside, problem_of
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import entries, entry, execute, filled, run, seqs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGE = outbox_format.PAGE


def text(path: Path) -> None:
    path.write_text("a list of things to do\n" * 300)


def short_text(path: Path) -> None:
    path.write_text("hi")


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE events (a, b)")


def older_application(path: Path) -> None:
    foreign(path)
    execute(path, "PRAGMA application_id = 77")


def newer(path: Path) -> None:
    full(path)
    execute(path, "PRAGMA user_version = 2")


def other_columns(path: Path) -> None:
    full(path)
    execute(path, "ALTER TABLE events ADD COLUMN more TEXT")


def full(path: Path) -> None:
    """A sound outbox of many pages."""
    filled(path, [(seq, b"x" * 1000, ()) for seq in range(1, 101)])


def header_destroyed(path: Path) -> None:
    full(path)
    overwrite(path, 0, b"\x00\xff" * 50)


def page_destroyed(path: Path) -> None:
    full(path)
    overwrite(path, 10 * PAGE, os.urandom(PAGE))


def schema_destroyed(path: Path) -> None:
    full(path)
    overwrite(path, 100, b"\x00" * (PAGE - 100))


def cut_between_pages(path: Path) -> None:
    full(path)
    os.truncate(path, 20 * PAGE)


def cut_inside_a_page(path: Path) -> None:
    full(path)
    os.truncate(path, path.stat().st_size - 10)


def cut_inside_the_header(path: Path) -> None:
    full(path)
    os.truncate(path, 60)


def emptied_beside_its_log(path: Path) -> None:
    full(path)
    os.truncate(path, 0)
    beside(path, "-wal").write_bytes(b"what was not yet in the file")


def damaged_beside_its_log(path: Path) -> None:
    """As after `kill -9`: SQLite would move the log into the file when it closes it."""
    source = path.with_name("source")
    full(source)
    with closing(sqlite3.connect(source)) as connection:
        with connection:
            connection.execute("INSERT INTO events VALUES (1000, 1, x'00', NULL)")
        path.write_bytes(source.read_bytes())
        beside(path, "-wal").write_bytes(beside(source, "-wal").read_bytes())
    for file in (source, beside(source, ".lock")):
        file.unlink()
    overwrite(path, 10 * PAGE, os.urandom(PAGE))


def directory(path: Path) -> None:
    path.mkdir()


def overwrite(path: Path, offset: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


BROKEN: dict[Callable[[Path], None], str] = {
    text: "it is not an SQLite database, it begins with b'a list of things'",
    short_text: "it is not an SQLite database, it begins with b'hi'",
    foreign: r"it is an SQLite database of another application \(application_id 0\)",
    older_application: r"it is an SQLite database of another application \(application_id 77\)",
    newer: "it has layout 2, this version of the SDK knows layout 1",
    other_columns: "its table `events` has the columns .*'more'",
    header_destroyed: "it is not an SQLite database, it begins with",
    page_destroyed: "it is damaged",
    schema_destroyed: "it is damaged|its table `events` has the columns",
    damaged_beside_its_log: "it is damaged",
    cut_between_pages: "it is damaged",
    cut_inside_a_page: "it is cut off after",
    cut_inside_the_header: "it is cut off after 60 bytes",
    emptied_beside_its_log: "it is gone or empty, but events.db-wal holds events of it",
}


def contents(directory: Path) -> dict[str, bytes]:
    """All files with something in them, but for locks and SQLite's shared memory."""
    files = {file.name: file.read_bytes() for file in directory.iterdir() if file.is_file()}
    return {name: data for name, data in files.items() if data and not name.endswith("-shm")}


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_it_is_refused_with_advice_and_left_as_it_is(
    tmp_path: Path, broken: Callable[[Path], None]
) -> None:
    path = tmp_path / "events.db"
    broken(path)
    before = contents(tmp_path)
    for _ in range(2):
        with pytest.raises(OutboxError, match=BROKEN[broken]) as raised:
            Outbox.open(path, sync="batch")
    message = str(raised.value)
    assert message.startswith(f"{path} cannot be used as an outbox: ")
    assert "Nothing in it was changed. Move it away" in message
    assert contents(tmp_path) == before


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.__name__)
def test_moving_it_away_helps(tmp_path: Path, broken: Callable[[Path], None]) -> None:
    path = tmp_path / "events.db"
    broken(path)
    with pytest.raises(OutboxError):
        Outbox.open(path, sync="batch")
    (tmp_path / "away").mkdir()
    for file in (path, *(beside(path, suffix) for suffix in ("-wal", "-shm", "-journal"))):
        if file.exists():
            file.rename(tmp_path / "away" / file.name)
    outbox = Outbox.open(path, sync="batch")
    assert (outbox.shard, outbox.recovered) == (path, 0)
    outbox.close()


@pytest.mark.parametrize("broken", [*BROKEN, directory], ids=lambda broken: broken.__name__)
def test_what_a_dead_process_left_broken_stops_nobody(
    tmp_path: Path, broken: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    path, orphan = tmp_path / "events.db", tmp_path / "events.db.3"
    broken(orphan)
    before = contents(tmp_path)
    outbox = Outbox.open(path, sync="always")
    outbox.add(entry(1))
    assert (outbox.shard, outbox.recovered, seqs(outbox)) == (path, 0, [1])
    outbox.close()
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert f"{orphan} cannot be used as an outbox" in record.getMessage()
    assert before.items() <= contents(tmp_path).items()


def test_a_broken_numbered_shard_is_passed_over(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "events.db"
    first = Outbox.open(path, sync="batch")
    text(tmp_path / "events.db.1")
    second = Outbox.open(path, sync="batch")
    assert second.shard.name == "events.db.2"
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    for outbox in (first, second):
        outbox.close()


def test_a_sound_file_has_no_problem(tmp_path: Path) -> None:
    assert problem_of(tmp_path / "absent.db") is None
    (tmp_path / "empty.db").touch()
    assert problem_of(tmp_path / "empty.db") is None
    full(tmp_path / "full.db")
    assert problem_of(tmp_path / "full.db") is None


def test_the_header_names_application_and_layout(tmp_path: Path) -> None:
    full(tmp_path / "events.db")
    header = (tmp_path / "events.db").read_bytes()[:100]
    assert struct.unpack(">I", header[68:72]) == (0x416D704F,)
    assert struct.unpack(">I", header[60:64]) == (1,)


@pytest.fixture
def _large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is too large to be checked page by page before it is used."""
    monkeypatch.setattr(outbox_format, "_WHOLLY_CHECKED", 0)


@pytest.mark.usefixtures("_large")
def test_damage_in_a_large_file_is_found_when_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "events.db"
    page_destroyed(path)
    for _ in range(2):
        with pytest.raises(OutboxError, match=f"outbox {path} cannot be read: .*It is damaged"):
            Outbox.open(path, sync="batch")


@pytest.mark.usefixtures("_large")
def test_damage_in_a_large_orphan_is_found_when_it_is_copied(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = filled(tmp_path / "events.db", entries([1]))
    page_destroyed(tmp_path / "events.db.3")
    before = (tmp_path / "events.db.3").read_bytes()
    outbox = Outbox.open(path, sync="batch")
    assert (outbox.recovered, seqs(outbox)) == (1, [1])
    outbox.close()
    (left,) = tmp_path.glob("events.db.adopting-*")
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert f"cannot take over the events of {left}" in record.getMessage()
    assert len(before) == left.stat().st_size


def test_a_whole_log_makes_up_for_an_interrupted_checkpoint(tmp_path: Path) -> None:
    """The last page is half written, as when the disk filled up, and still whole in the log."""
    path = tmp_path / "events.db"
    child = run("outbox_writer", path, "always", 5)
    assert child.returncode == -signal.SIGKILL
    assert beside(path, "-wal").stat().st_size > PAGE
    with path.open("ab") as file:
        file.write(b"half a page")
    outbox = Outbox.open(path, sync="batch")
    assert seqs(outbox) == [1, 2, 3, 4, 5]
    outbox.close()


@pytest.mark.parametrize("written", ["the first page", "others"])
def test_an_interrupted_creation_is_begun_again(tmp_path: Path, written: str) -> None:
    """What is there in the middle of the first commit: some pages, and a journal to undo them."""
    source, path = tmp_path / "source", tmp_path / "events.db"
    source.touch()
    with closing(sqlite3.connect(source, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN EXCLUSIVE")
        for statement in outbox_format._SCHEMA:
            connection.execute(statement)
        for seq in range(50):  # more than the cache holds, so that it is written before the commit
            connection.execute("INSERT INTO events VALUES (?, 1, zeroblob(3000), NULL)", (seq,))
        pages, journal = source.read_bytes(), beside(source, "-journal").read_bytes()
        connection.execute("COMMIT")
    path.write_bytes(source.read_bytes() if written == "the first page" else pages)
    beside(path, "-journal").write_bytes(journal)
    assert any(path.read_bytes()[:PAGE]) is (written == "the first page")
    outbox = Outbox.open(path, sync="batch")
    assert (outbox.shard, outbox.recovered) == (path, 0)
    outbox.add(entry(1))
    outbox.close()
    assert execute(path, "SELECT seq FROM events") == [(1,)]


def test_another_program_that_keeps_the_file_locked_is_named(tmp_path: Path) -> None:
    """It cannot be changed to a write-ahead log then."""
    path = filled(tmp_path / "events.db", entries([1]))
    execute(path, "PRAGMA journal_mode = DELETE")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutboxError, match=r"locked\. Another program has it locked"):
            Outbox.open(path, sync="batch")
    outbox = Outbox.open(path, sync="batch")
    assert outbox.recovered == 1
    outbox.close()


def test_an_unwritable_directory_is_named(tmp_path: Path) -> None:
    found = run("outbox_unprivileged")
    assert found.stdout.splitlines() == [
        "OutboxError events.db.lock cannot be locked: Permission denied",
        "OutboxError events.db cannot be read: Permission denied",
    ], found.stderr
