from __future__ import annotations

import os
import subprocess
import sys
from threading import RLock
from typing import TYPE_CHECKING, Any

import duckdb
import httpx
import orjson
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from amplitude_sdk.emulator.columns import EVENTS, TABLES
from amplitude_sdk.emulator.ingestion.acceptance import Accepted
from amplitude_sdk.emulator.store import _BUFFER_ROWS, Store
from tests.emulator.calls import event, segmentation, upload
from tests.emulator.conftest import WEDNESDAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def nothing_changed() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(None, RLock(), nothing_changed)
    yield store
    store.close()


def add(store: Store, row: dict[str, Any]) -> None:
    store.extend(1, [(EVENTS, orjson.dumps(row).decode())])


def test_a_reader_sees_every_row_appended_before(store: Store) -> None:
    for number in range(3):
        add(store, {"event_type": f"type {number}"})
    assert store.query("select event_type from events order by _seq") == [
        ("type 0",),
        ("type 1",),
        ("type 2",),
    ]


def test_rows_wait_until_there_are_many(store: Store) -> None:
    for _ in range(_BUFFER_ROWS + 1):
        add(store, {"event_type": "A"})
    assert len(store._buffers[EVENTS]) == 1
    assert store.query("select count(*) from events") == [(_BUFFER_ROWS + 1,)]


def test_clear_forgets_written_and_waiting_rows(store: Store) -> None:
    add(store, {"event_type": "A"})
    store.flush()
    add(store, {"event_type": "A"})
    store.clear()
    assert store.query("select count(*) from events") == [(0,)]


def test_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "numbers.duckdb"
    for _ in range(2):
        store = Store(path, RLock(), nothing_changed)
        add(store, {"event_type": "A"})
        store.close()
    store = Store(path, RLock(), nothing_changed)
    assert store.query("select _seq from events order by 1") == [(1,), (2,)]
    store.close()


def test_a_file_of_an_older_version_gets_the_new_columns(tmp_path: Path) -> None:
    path = tmp_path / "older.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table events (_app integer, _seq bigint, event_type varchar)")
        connection.execute("insert into events values (1, 1, 'Old')")
    store = Store(path, RLock(), nothing_changed)
    columns = store.query("select name from pragma_table_info('events')")
    assert {name for (name,) in columns} == TABLES[EVENTS].keys()
    assert store.query("select event_type, country from events") == [("Old", None)]
    store.close()


def test_a_row_that_cannot_be_made_keeps_no_other_from_being_written(store: Store) -> None:
    def rows() -> Iterator[tuple[str, str]]:
        yield EVENTS, '{"event_type":"A"}'
        raise TypeError

    with pytest.raises(TypeError):
        store.extend(1, rows())
    add(store, {"event_type": "B"})
    assert store.query("select event_type from events order by _seq") == [("A",), ("B",)]


def test_what_waits_is_written_although_no_thread_can_be_started_any_more(tmp_path: Path) -> None:
    program = """
import sys
from amplitude_sdk.emulator import Emulator
emulator = Emulator(path=sys.argv[1])
emulator.seed([{"user_id": "user-1", "event_type": "Play Song"}])
"""
    file = tmp_path / "left.duckdb"
    run = subprocess.run(
        [sys.executable, "-c", program, file], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert [one.name for one in tmp_path.iterdir()] == [file.name]
    with Emulator(path=file) as emulator:
        assert len(emulator.events()) == 1


def test_one_store_at_a_time_has_a_file_open(tmp_path: Path) -> None:
    first = Store(tmp_path / "one.duckdb", RLock(), nothing_changed)
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "one.duckdb")
    for path in ("one.duckdb", "link.duckdb"):
        with pytest.raises(RuntimeError, match="once at a time"):
            Store(tmp_path / path, RLock(), nothing_changed)
    first.close()
    Store(tmp_path / "one.duckdb", RLock(), nothing_changed).close()


@pytest.mark.parametrize("name", ["", "missing/one.duckdb", "text.duckdb"])
def test_what_is_no_database_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.duckdb").write_text("no database" * 1000)
    with pytest.raises(RuntimeError, match=f"cannot open .*{name}"):
        Store(tmp_path / name, RLock(), nothing_changed)


def test_a_path_is_a_file_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Store(":memory:", RLock(), nothing_changed).close()
    assert (tmp_path / ":memory:").is_file()


def test_everything_is_as_it_was_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "project.duckdb"

    def replies(http: httpx.Client) -> list[Any]:
        return [
            http.get("/api/3/annotations").json(),
            http.get("/api/3/annotation-categories").json(),
            http.get("/api/2/events/list").json(),
            http.get("/api/2/usersearch", params={"user": "phone-1"}).json(),
            segmentation(http, "_all", g="gp:plan"),
        ]

    with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator, client(emulator) as http:
        upload(
            http,
            event(device_id="phone-1"),
            event(device_id="phone-1", user_id="user-1", user_properties={"plan": "pro"}),
        )
        http.post("/api/3/annotation-categories", json={"category": "A"})
        http.post("/api/3/annotation-categories", json={"category": "B"})
        http.delete("/api/3/annotation-categories/3")
        http.post(
            "/api/3/annotations",
            json={"label": "x", "start": "2026-03-01T00:00:00Z", "category": "A"},
        )
        release = {"version": "1", "release_start": "2026-03-01 00:00:00", "title": "x"}
        first = http.post("/api/2/release", json=release).json()["release"]
        before = replies(http)

    with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator, client(emulator) as http:
        assert replies(http) == before
        second = http.post("/api/2/release", json=release).json()["release"]
        assert second["id"] > first["id"]
        assert second["app_id"] == first["app_id"]
        category = http.post("/api/3/annotation-categories", json={"category": "B"}).json()["data"]
        assert category["id"] == 4
        emulator.reset()

    with Emulator(path=path, clock=Clock(WEDNESDAY)) as emulator, client(emulator) as http:
        assert http.get("/api/3/annotations").json() == {"data": []}
        assert emulator.events() == []


def test_projects_stay_apart_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "projects.duckdb"
    for number in range(2):
        with Emulator(path=path) as emulator:
            for key in ("key-1", "key-2"):
                body = {"api_key": key, "events": [event(f"{key} {number}")]}
                httpx.post(f"{emulator.url}/2/httpapi", json=body).raise_for_status()
    with Emulator(path=path) as emulator:
        for key in ("key-1", "key-2"):
            stored = [one["event_type"] for one in emulator.events(api_key=key)]
            assert stored == [f"{key} 0", f"{key} 1"]


def client(emulator: Emulator) -> httpx.Client:
    return httpx.Client(base_url=emulator.url, auth=("key-1", "secret-1"))


def test_what_could_not_be_written_is_written_later(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    with Emulator(path=path) as emulator, httpx.Client(base_url=emulator.url) as http:
        upload(http, event("A"))
        assert len(emulator.events()) == 1
        upload(http, event("B"))
        database = emulator.core.state.store._connection
        database.execute("alter table events rename to away")
        with pytest.raises(duckdb.CatalogException):
            emulator.events()
        upload(http, event("C"))
        database.execute("alter table away rename to events")
        assert [one["event_type"] for one in emulator.events()] == ["A", "B", "C"]
    with Emulator(path=path) as emulator:
        assert len(emulator.events()) == 3


def test_what_the_thread_could_not_write_is_written_later(store: Store) -> None:
    store._connection.execute("alter table events rename to away")
    for _ in range(_BUFFER_ROWS):
        add(store, {"event_type": "A"})
    store._settle()
    store._connection.execute("alter table away rename to events")
    add(store, {"event_type": "B"})
    assert store.query("select count(*) from events") == [(_BUFFER_ROWS + 1,)]


@pytest.mark.parametrize("name", ["events.jsonl", "events.csv", "notes.txt"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('{"event_type":"A","user_id":"user-1"}\n')
    with pytest.raises(RuntimeError, match=name):
        Emulator(path=path).start()
    assert path.read_text() == '{"event_type":"A","user_id":"user-1"}\n'


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table events as select 1 as user_id")
    with pytest.raises(RuntimeError, match="'events' of somebody else"):
        Emulator(path=path).start()
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("select * from events").fetchall() == [(1,)]


def test_a_start_that_fails_lets_go_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    (tmp_path / "kept.duckdb.accepted-0").mkdir()
    with pytest.raises(RuntimeError, match="accepted-0"):
        Emulator(path=path).start()
    (tmp_path / "kept.duckdb.accepted-0").rmdir()
    with Emulator(path=path) as emulator:
        assert emulator.events() == []


def test_what_a_reset_forgot_does_not_come_back_after_a_crash(tmp_path: Path) -> None:
    path, log = tmp_path / "kept.duckdb", tmp_path / "kept.duckdb.accepted-0"
    with Emulator(path=path) as emulator, httpx.Client(base_url=emulator.url) as http:
        upload(http, event("A"))
        accepted = log.read_bytes()
        emulator.reset()
    log.write_bytes(accepted)  # as it is until the reset cuts it off
    with Emulator(path=path) as emulator, httpx.Client(base_url=emulator.url) as http:
        assert emulator.events() == []
        upload(http, event("B"))
        accepted = log.read_bytes()
    log.write_bytes(accepted)
    with Emulator(path=path) as emulator:
        assert [one["event_type"] for one in emulator.events()] == ["B"]


def test_a_reset_that_cannot_be_written_forgets_nothing(tmp_path: Path) -> None:
    with Emulator(path=tmp_path / "kept.duckdb") as emulator:
        with httpx.Client(base_url=emulator.url) as http:
            upload(http, event("A"))
        database = emulator.core.state.store._connection
        database.execute("alter table records rename to away")
        with pytest.raises(duckdb.CatalogException):
            emulator.reset()
        database.execute("alter table away rename to records")
        assert len(emulator.events()) == 1


def test_an_end_that_cannot_be_written_is_an_end_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    emulator = Emulator(path=path)
    emulator.seed([event("A")], api_key="key-1")
    state = emulator.core.state
    state.store._connection.execute("alter table events rename to away")
    with pytest.raises(duckdb.CatalogException):
        emulator.close()
    emulator.close()
    assert state._log is not None
    for file in state._log._files:
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(file)
    with duckdb.connect(str(path)) as database:
        database.execute("alter table away rename to events")
    with Emulator(path=path) as emulator:
        assert len(emulator.events()) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few people make links")
def test_what_a_crash_left_is_found_without_the_link_it_was_opened_by(tmp_path: Path) -> None:
    real, link = tmp_path / "real.duckdb", tmp_path / "links" / "link.duckdb"
    link.parent.mkdir()
    link.symlink_to(real)
    script = (
        "import os, signal, sys\n"
        "from amplitude_sdk.emulator import Emulator\n"
        "emulator = Emulator(path=sys.argv[1])\n"
        "for event_type in ('A', 'B'):\n"
        "    events = [{'event_type': event_type, 'user_id': 'user-1'}]\n"
        "    emulator.seed(events, api_key='key-1')\n"
        "    if event_type == 'A':\n"
        "        emulator.events()\n"  # which writes it
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(link)], check=False)
    with Emulator(path=real) as emulator:
        assert [one["event_type"] for one in emulator.events()] == ["A", "B"]


def test_an_upload_that_comes_after_the_end_is_not_taken(tmp_path: Path) -> None:
    with Emulator(path=tmp_path / "closed.duckdb") as emulator:
        state = emulator.core.state
    with pytest.raises(RuntimeError, match="was closed"):
        state.take(Accepted("key-1", 100001, 0, [event()]))
