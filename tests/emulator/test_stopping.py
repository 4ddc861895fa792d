"""How an emulator stops: with clients, when interrupted, and beside forked processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

import httpx
import pytest

from amplitude_sdk.emulator import Emulator
from tests.emulator.wire import connected, rest, wait_until

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.emulator.messages import Request


def client(emulator: Emulator, key: str = "key-1") -> httpx.Client:
    return httpx.Client(base_url=emulator.url, auth=(key, "secret-1"))


def test_it_stops_at_once_although_clients_are_connected() -> None:
    with Emulator() as emulator:
        with client(emulator) as idle, connected(emulator) as silent:
            idle.get("/api/2/events/list")
            before = time.monotonic()
            emulator.stop()
            assert time.monotonic() - before < 4
            assert silent.recv(99) == b""
        assert emulator.start().requests[0].status == 200


def test_what_has_begun_to_arrive_when_it_stops_is_answered() -> None:
    with Emulator() as emulator, connected(emulator) as connection:
        connection.sendall(b"GET /nothing HTT")
        time.sleep(0.05)
        stop = Thread(target=emulator.stop)
        stop.start()
        server = emulator._server
        assert server is not None
        wait_until(lambda: server.is_stopping)
        time.sleep(0.05)
        connection.sendall(b"P/1.1\r\n\r\n")
        assert rest(connection).startswith(b"HTTP/1.1 404 Not Found\r\n")
        stop.join()
        assert not any(one.is_alive() for one in server._connections)


def test_it_stops_although_clients_connect_again_and_again() -> None:
    with Emulator() as emulator:
        address = ("127.0.0.1", int(emulator.url.rpartition(":")[2]))
        stopped = Event()

        def insist() -> None:
            while not stopped.is_set():
                with suppress(OSError), socket.create_connection(address, timeout=5) as connection:
                    connection.recv(1)

        clients = [Thread(target=insist, daemon=True) for _ in range(8)]
        for one in clients:
            one.start()
        stop = Thread(target=emulator.stop, daemon=True)
        stop.start()
        stop.join(30)
        assert not stop.is_alive()
        stopped.set()
        for one in clients:
            one.join()


def test_stopping_that_is_interrupted_can_be_finished(tmp_path: Path) -> None:
    program = """
import sys, time
from threading import Timer
from signal import SIGINT, raise_signal
import httpx
from amplitude_sdk.emulator import Emulator

emulator = Emulator(path=sys.argv[1]).start()
emulator.fault(match=lambda request: time.sleep(2) or False)
asking = Timer(0, lambda: httpx.get(emulator.url + "/nothing"))
asking.start()
time.sleep(0.5)
Timer(0.5, raise_signal, [SIGINT]).start()
try:
    emulator.close()
except KeyboardInterrupt:
    print("interrupted")
emulator.close()
asking.join()
with Emulator(path=sys.argv[1]) as again:
    print(len(again.events()))
"""
    file = tmp_path / "interrupted.duckdb"
    run = subprocess.run(
        [sys.executable, "-c", program, file], capture_output=True, text=True, check=False
    )
    assert run.stdout == "interrupted\n0\n", run.stderr


def test_a_test_may_stop_it_from_a_fault() -> None:
    emulator = Emulator().start()

    def stops(_: Request) -> bool:
        emulator.stop()
        return False

    emulator.fault(match=stops)
    with client(emulator) as http:
        assert http.get("/nothing").status_code == 404
    emulator.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="systems that cannot fork")
def test_what_is_forked_changes_nothing_when_it_ends() -> None:
    program = """
import os, sys, time
import httpx
from amplitude_sdk.emulator import Emulator

with Emulator() as emulator, httpx.Client(base_url=emulator.url) as http:
    http.get("/nothing")
    for leaves in (emulator.close, emulator.stop, sys.exit):
        if not (child := os.fork()):
            try:
                emulator.events()
            except RuntimeError:
                leaves()
                sys.exit()
        assert os.waitpid(child, 0)[1] == 0
    print(http.get("/nothing").status_code, len(emulator.requests))
    if not (child := os.fork()):
        time.sleep(20)  # its copies of the sockets must keep nobody waiting
        os._exit(0)
    emulator.stop()
    try:
        http.get("/nothing")
    except httpx.TransportError:
        print(httpx.get(emulator.start().url + "/nothing").status_code)
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert run.stdout == "404 2\n404\n", run.stderr


def test_what_arrived_before_it_stops_is_answered() -> None:
    with Emulator() as emulator, connected(emulator) as connection:
        emulator.fault(delay=600)
        connection.sendall(b"GET /nothing HTTP/1.1\r\n\r\n" * 2)
        wait_until(lambda: len(emulator.requests) == 1)
        emulator.stop()
        answers = rest(connection)
        assert answers.startswith(b"HTTP/1.1 404 Not Found\r\n")
        assert b"\r\nconnection: close\r\n" in answers
        assert answers.count(b"HTTP/1.1 ") == len(emulator.requests) == 1
