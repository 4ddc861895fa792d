"""A process that keeps its data in a file is killed at random moments; nothing answered is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from random import Random
from typing import TYPE_CHECKING

import httpx
import pytest

from amplitude_sdk.emulator import Emulator
from tests.emulator.calls import event

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = (
    "import sys\n"
    "from amplitude_sdk.emulator import Emulator\n"
    "from amplitude_sdk.emulator import store\n"
    "store._BUFFER_ROWS = 50\n"  # so that writing is always under way
    "print(Emulator(path=sys.argv[1], throttle=False).start().url, flush=True)\n"
    "sys.stdin.read()\n"
)
ROUNDS = 6
CLIENTS = 2


class Writer:
    """Uploads, annotates and asks until its server is gone, and knows what was answered."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.events: set[str] = set()
        self.labels: set[str] = set()
        self._numbers = 0

    def work(self, url: str, enough: threading.Semaphore, random: Random) -> None:
        with httpx.Client(base_url=url, auth=("key-1", "secret-1")) as http:
            try:
                while True:
                    self._step(http, random.random())
                    enough.release()
            except httpx.TransportError:
                pass

    def _step(self, http: httpx.Client, chance: float) -> None:
        self._numbers += 1
        mark = f"{self.name}-{self._numbers}"
        if chance < 0.1:
            body = {"label": mark, "start": "2026-03-01T00:00:00Z"}
            if http.post("/api/3/annotations", json=body).status_code == 200:
                self.labels.add(mark)
        elif chance < 0.2:
            http.get("/api/2/events/list")
        else:
            marks = [f"{mark}-{position}" for position in range(10)]
            events = [event(insert_id=one, user_properties={"last": one}) for one in marks]
            body = {"api_key": "key-1", "events": events}
            if http.post("/2/httpapi", json=body).status_code == 200:
                self.events.update(marks)


def one_life(path: Path, writers: list[Writer], steps: int, random: Random) -> None:
    """Start a process, let the writers work, and kill it in the middle of what they do."""
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        url = process.stdout.readline().decode().strip()
        done = threading.Semaphore(0)
        threads = [
            threading.Thread(target=one.work, args=(url, done, Random(random.random())))
            for one in writers
        ]
        for thread in threads:
            thread.start()
        for _ in range(steps):
            assert done.acquire(timeout=60)
        process.kill()
        for thread in threads:
            thread.join()


@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_answered_survives_every_kill(tmp_path: Path, seed: int) -> None:
    path, random = tmp_path / "killed.duckdb", Random(seed)
    writers = [Writer(f"{seed}-{number}") for number in range(CLIENTS)]

    for _ in range(ROUNDS):
        one_life(path, writers, random.randrange(5, 60), random)

    with Emulator(path=path) as emulator:
        stored = [one["insert_id"] for one in emulator.events()]
        assert len(stored) == len(set(stored))
        assert set(stored) >= {mark for writer in writers for mark in writer.events}
        with httpx.Client(base_url=emulator.url, auth=("key-1", "secret-1")) as http:
            labels = {one["label"] for one in http.get("/api/3/annotations").json()["data"]}
            assert labels >= {label for writer in writers for label in writer.labels}
        assert emulator.user_properties(user_id="user-1") == {"last": stored[-1]}
        again = [event(insert_id=mark) for mark in stored]
        assert emulator.seed(again).stored == 0
        assert len({one["amplitude_id"] for one in emulator.events()}) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["killed.duckdb"]
