from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from threading import Thread
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Clock, Emulator
from tests.emulator.calls import event, upload
from tests.emulator.wire import connected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def client(emulator: Emulator, key: str = "key-1") -> httpx.Client:
    return httpx.Client(base_url=emulator.url, auth=(key, "secret-1"))


def test_it_listens_on_loopback_when_the_block_begins() -> None:
    with Emulator() as emulator:
        assert emulator.url.startswith("http://127.0.0.1:")
        assert httpx.get(f"{emulator.url}/nothing").status_code == 404


def test_it_does_not_listen_any_more_when_the_block_ends() -> None:
    with Emulator() as emulator:
        url = emulator.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url)


def test_a_client_that_hangs_up_does_no_harm(
    emulator: Emulator, caplog: pytest.LogCaptureFixture
) -> None:
    with connected(emulator) as connection:
        connection.sendall(b"POST /2/httpapi HTTP/1.1\r\nhost: x\r\ncontent-length: 99\r\n\r\n{")
    with client(emulator) as http:
        upload(http, event())
    assert [one.operation for one in emulator.requests] == ["uploadEvents"]
    assert caplog.records == []


def test_it_leaves_the_logging_of_the_program_alone() -> None:
    before = list(logging.getLogger().handlers)
    with Emulator():
        assert logging.getLogger().handlers == before
        assert logging.getLogger("amplitude_sdk.emulator").handlers == []


def test_two_emulators_in_one_process_share_nothing() -> None:
    with Emulator() as one, Emulator() as other, client(one) as http:
        upload(http, event())
        assert one.url != other.url
        assert len(one.events()) == 1
        assert other.events() == []


def test_an_outage_keeps_the_address_and_the_data() -> None:
    with Emulator() as emulator, client(emulator) as http:
        upload(http, event("Before"))
        url = emulator.url
        emulator.stop()
        with pytest.raises(httpx.TransportError):
            http.get("/api/2/events/list")
        emulator.start()
        upload(http, event("After"))
        assert emulator.url == url
        assert [one["event_type"] for one in emulator.events()] == ["Before", "After"]


def test_starting_and_stopping_twice_changes_nothing() -> None:
    with Emulator() as emulator:
        url = emulator.url
        assert emulator.start().url == url
        emulator.stop()
        emulator.stop()


def test_it_goes_on_when_no_more_files_can_be_opened_for_a_while() -> None:
    pytest.importorskip("resource", reason="systems that have no such limit")
    program = """
import resource, socket
from threading import Timer
from amplitude_sdk.emulator import Emulator

with Emulator() as emulator:
    port = int(emulator.url.rpartition(":")[2])
    with socket.socket() as connection, socket.socket() as last:
        least, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (last.fileno() + 1, most))
        Timer(0.5, resource.setrlimit, (resource.RLIMIT_NOFILE, (least, most))).start()
        connection.connect(("127.0.0.1", port))
        connection.sendall(b"HEAD / HTTP/1.1\\r\\n\\r\\n")
        print(connection.recv(15).decode())
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("HTTP/1.1 200 OK\n", "")


def test_a_port_that_is_taken_is_an_error() -> None:
    with Emulator() as emulator, pytest.raises(OSError, match="in use"):
        Emulator(port=int(emulator.url.rpartition(":")[2])).start()


@pytest.mark.parametrize("host", ["", 127])
def test_a_host_that_is_none_is_an_error(host: Any) -> None:
    emulator = Emulator(host=host)
    with pytest.raises(ValueError, match="host must be a name or an address"):
        emulator.start()


@pytest.mark.parametrize("clock", [datetime(2026, 3, 4, tzinfo=UTC), Clock, 0])
def test_a_clock_that_is_none_is_an_error(clock: Any) -> None:
    with pytest.raises(TypeError, match=r"clock must be a Clock, such as Clock\(datetime"):
        Emulator(clock=clock)


@pytest.mark.parametrize("port", [-1, 65_536, "8765"])
def test_a_port_that_there_is_not_is_an_error(port: Any) -> None:
    emulator = Emulator(port=port)
    with pytest.raises(ValueError, match="port must be 0 to 65535"):
        emulator.start()
    emulator.close()


def test_it_has_no_address_before_it_starts() -> None:
    with pytest.raises(RuntimeError, match="start it first"):
        _ = Emulator().url


def test_it_listens_on_another_address_when_told_to() -> None:
    with Emulator(host="::1") as emulator:
        assert emulator.url.startswith("http://[::1]:")
        assert httpx.get(f"{emulator.url}/nothing").status_code == 404


def test_requests_from_many_threads_are_all_stored(emulator: Emulator) -> None:
    def send(number: int) -> None:
        with client(emulator) as http:
            for position in range(10):
                upload(http, event(user_id=f"user-{number}", insert_id=f"{number}-{position}"))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(emulator.events()) == 80
    assert len({one["amplitude_id"] for one in emulator.events()}) == 8


def test_reset_forgets_events_requests_and_ids_and_sets_the_clock_back(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event(insert_id="a"))
    first = emulator.events()
    emulator.advance(days=3)

    emulator.reset()

    assert emulator.events() == []
    assert emulator.requests == []
    upload(http, event(insert_id="a"))
    assert emulator.events() == first


def test_events_can_be_asked_for_by_type_user_device_and_project(
    emulator: Emulator, http: httpx.Client
) -> None:
    upload(http, event("A"), event("B", user_id="user-2"), event("B", device_id="device-3"))
    with client(emulator, "key-2") as other:
        other.post("/2/httpapi", json={"api_key": "key-2", "events": [event("A")]})

    assert len(emulator.events()) == 4
    assert len(emulator.events("B")) == 2
    assert [one["event_type"] for one in emulator.events(user_id="user-2")] == ["B"]
    assert [one["event_type"] for one in emulator.events(device_id="device-3")] == ["B"]
    assert len(emulator.events("A", api_key="key-2")) == 1
    assert emulator.events(api_key="key-3") == []
    assert [one.key for one in emulator.core.state.projects.all()] == ["key-1", "key-2"]


def test_a_file_keeps_the_data(tmp_path: Path) -> None:
    path = tmp_path / "kept.duckdb"
    with Emulator(path=path) as emulator, client(emulator) as http:
        upload(http, event(insert_id="a", country="Italy"))
        before = emulator.events()

    with Emulator(path=path) as emulator, client(emulator) as http:
        upload(http, event(insert_id="a"))
        assert emulator.events() == before


def test_what_was_answered_is_in_the_file_whatever_happens_then(tmp_path: Path) -> None:
    path = tmp_path / "killed.duckdb"
    script = (
        "from amplitude_sdk.emulator import Emulator\n"
        f"print(Emulator(path={str(path)!r}).start().url, flush=True)\n"
        "input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().decode().strip()
        with httpx.Client(base_url=url, auth=("key-1", "secret-1")) as http:
            upload(http, event())
        process.kill()

    with Emulator(path=path) as emulator:
        assert len(emulator.events()) == 1


def test_what_nobody_closes_is_closed_at_exit() -> None:
    script = (
        "from amplitude_sdk.emulator import Emulator\n"
        "emulator = Emulator().start()\n"
        "assert emulator.events() == []\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (ended.stdout, ended.stderr) == (b"", b"")


def test_a_forked_process_exits_without_closing_what_it_did_not_open() -> None:
    script = (
        "import os, sys\n"
        "from amplitude_sdk.emulator import Emulator\n"
        "emulator = Emulator().start()\n"
        "assert emulator.events() == []\n"
        "if os.fork() == 0:\n"
        "    sys.exit(7)\n"
        "assert os.waitstatus_to_exitcode(os.wait()[1]) == 7\n"
        "assert emulator.events() == []\n"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)


def test_a_closed_emulator_answers_nothing_until_it_starts_again() -> None:
    emulator = Emulator().start()
    with client(emulator) as http:
        upload(http, event())
    emulator.close()
    for ask in (emulator.events, emulator.reset, lambda: emulator.requests):
        with pytest.raises(RuntimeError, match="start it again"):
            ask()
    with emulator:
        assert emulator.events() == []


def test_a_start_that_fails_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "free.duckdb"
    with Emulator() as other:
        port = int(other.url.rpartition(":")[2])
        emulator = Emulator(path=path, port=port)
        with pytest.raises(OSError, match="in use"):
            emulator.start()
    with Emulator(path=path):
        pass


def test_a_start_without_its_file_leaves_the_address_free(tmp_path: Path) -> None:
    with Emulator() as other:
        port = int(other.url.rpartition(":")[2])
    with pytest.raises(RuntimeError, match="cannot open"):
        Emulator(path=tmp_path, port=port).start()
    with Emulator(port=port):
        pass


def test_a_file_that_another_process_has_open_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "taken.duckdb"
    script = (
        "import sys, duckdb\n"
        f"connection = duckdb.connect({str(path)!r})\n"
        "print('open', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(RuntimeError, match=r"taken\.duckdb; a file can be open once"):
            Emulator(path=path).start()
        assert process.stdin is not None
        process.stdin.close()


@pytest.mark.filterwarnings("error")
def test_it_waits_for_no_delay_when_it_closes(capfd: pytest.CaptureFixture[str]) -> None:
    with Emulator() as emulator:
        emulator.fault("listEvents", delay=60)
        with client(emulator) as http, pytest.raises(httpx.ReadTimeout):
            http.get("/api/2/events/list", timeout=0.2)
        impatient = Thread(target=_ask_until_it_closes, args=(emulator,))
        impatient.start()
        assert eventually(lambda: len(emulator.requests) == 2)
        began = time.monotonic()
    assert time.monotonic() - began < 4  # after five the server gives up
    impatient.join()
    assert capfd.readouterr().err == ""


def eventually(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


def _ask_until_it_closes(emulator: Emulator) -> None:
    with client(emulator) as http:
        assert http.get("/api/2/events/list", timeout=50).status_code == 200
