"""The recipes, each as its users run it: real servers, real processes, the emulator as the service."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from amplitude_sdk.emulator import Emulator

if TYPE_CHECKING:
    from collections.abc import Iterator

RECIPES = Path(__file__).parents[2] / "examples" / "recipes"
LONG = 60.0  # seconds; longer than any of them takes


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator() as running:
        yield running


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "AMPLITUDE_API_KEY": "any-key-1", "AMPLITUDE_BASE_URL": url}


def python(url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-X", "dev", *arguments],
        cwd=RECIPES,
        env=environment(url),
        capture_output=True,
        text=True,
        timeout=LONG,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(url: str, port: int, *command: str) -> Iterator[subprocess.Popen[str]]:
    """A server of ours that answers; it is told to end by SIGTERM, and has to end well."""
    process = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=RECIPES, env=environment(url), text=True
    )
    try:
        _until_it_listens(port, process)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(LONG)
    assert code in {0, -signal.SIGTERM}  # uvicorn ends as the signal would have, when it is done


def _until_it_listens(port: int, process: subprocess.Popen[str]) -> None:
    ends = time.monotonic() + LONG
    while time.monotonic() < ends:
        assert process.poll() is None, "it ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)  # nothing else tells that a server of somebody else's is up
        else:
            return
    pytest.fail("the server does not listen")


def counted(emulator: Emulator) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in emulator.events():
        counts[event["event_type"]] = counts.get(event["event_type"], 0) + 1
    return counts


def ask(port: int, requests: int) -> None:
    for number in range(requests):
        reply = httpx.get(f"http://127.0.0.1:{port}/user-{number}", timeout=LONG)
        assert reply.text == "seen\n"


def test_forked_workers_of_a_wsgi_server_lose_nothing(emulator: Emulator) -> None:
    port = free_port()
    options = ("--preload", "--workers=2", f"--bind=127.0.0.1:{port}", "--log-level=warning")
    with server(emulator.url, port, "gunicorn", *options, "wsgi_preload:app"):
        ask(port, 40)
    assert counted(emulator) == {"Server Loaded": 1, "Page Viewed": 40}


def test_an_asgi_app_loses_nothing_when_it_is_stopped(emulator: Emulator) -> None:
    port = free_port()
    options = (f"--port={port}", "--log-level=warning")
    with server(emulator.url, port, "uvicorn", *options, "asgi_lifespan:app"):
        ask(port, 40)
    assert counted(emulator) == {"Page Viewed": 40}


CALLS = """
import short_lived_function as function
for number in range(3):
    assert function.handler({"user_id": "user-1", "items": number}, None) == {"pending": 0}
import os
os._exit(0)  # as such an instance ends: without a word
"""


def test_a_short_lived_function_has_delivered_when_it_returns(emulator: Emulator) -> None:
    python(emulator.url, "-c", CALLS)
    assert counted(emulator) == {"Order Placed": 3}


def test_a_pool_of_forked_workers_loses_nothing(emulator: Emulator) -> None:
    python(emulator.url, "prefork_workers.py", "50")
    assert counted(emulator) == {"Batch Started": 1, "Picture Resized": 50, "Batch Done": 1}


def test_the_next_run_of_a_job_delivers_what_the_last_one_could_not(
    emulator: Emulator, tmp_path: Path
) -> None:
    outbox = str(tmp_path / "events.db")
    down: Any = f"http://127.0.0.1:{free_port()}"
    assert python(down, "cron_job.py", outbox, "5").stdout == "0 recovered, 0 delivered, 5 kept\n"
    assert emulator.events() == []
    last = python(emulator.url, "cron_job.py", outbox, "0").stdout
    assert last == "5 recovered, 5 delivered, 0 kept\n"
    assert counted(emulator) == {"revenue_amount": 5}
