"""Real processes on real files: killed at any moment, side by side, forked, on a full disk."""

from __future__ import annotations

import itertools
import json
import logging
import random
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, cast

import pytest

from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.outbox_format import beside
from tests.sdk.delivery.outbox_files import PROJECT, data_of, entry, run, seqs

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 20
WINDOW = 999  # entries that "batch" may hold in memory when `add` returns


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


@dataclass
class Said:
    """What a writer told before it died: the highest seqs added and committed, what it forgot."""

    author: int
    shard: str = ""
    added: int = 0
    committed: int = 0
    forgotten: set[int] = field(default_factory=set[int])

    def hear(self, line: str) -> None:
        match line.split():
            case ["shard", name]:
                self.shard = name
            case ["added", seq]:
                self.added = int(seq)
            case ["committed", seq]:
                self.committed = int(seq)
            case ["forgot", seq]:
                self.forgotten |= forgotten_at(int(seq))

    @property
    def maybe_forgotten(self) -> set[int]:
        """What it may have forgotten without having had the time to say so."""
        return set() if self.added % 500 else forgotten_at(self.added)


def forgotten_at(seq: int) -> set[int]:
    return {*range(seq - 99, seq - 49)}


def writer(path: Path, sync: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.sdk.delivery.outbox_writer", str(path), sync],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )


def heard(process: subprocess.Popen[str], lines: int, said: Said | None = None) -> Said:
    """Listen to so many lines, or to the end."""
    said = said or Said(process.pid)
    for line in itertools.islice(cast("IO[str]", process.stdout), lines):
        said.hear(line)
    return said


def killed(process: subprocess.Popen[str], said: Said) -> Said:
    """Kill the writer; with what it still had said."""
    with process:
        process.kill()
        return heard(process, sys.maxsize, said)


def killed_after(lines: int, process: subprocess.Popen[str]) -> Said:
    return killed(process, heard(process, lines))


def moments(seed: str, most: int) -> list[int]:
    """Before it has opened, soon after, and anywhere; the same ones every time."""
    chance = random.Random(seed)
    return [1, 1, 1, 2, 3, *(chance.randrange(1, most) for _ in range(ROUNDS - 5))]


def left(path: Path) -> list[tuple[int, int]]:
    """The author and the number of every event, in order."""
    outbox = Outbox.open(path, sync="batch")
    ids = [json.loads(data)["insert_id"].split("-") for data in data_of(outbox)]
    assert outbox.recovered == len(ids)
    outbox.close()
    return [(int(author), int(seq)) for author, seq in ids]


@pytest.mark.parametrize(("sync", "most"), [("always", 300), ("batch", 3500)])
def test_a_killed_process_leaves_what_was_promised(path: Path, sync: str, most: int) -> None:
    """All writers go on in one file, each after the one before; nobody removes what is left."""
    before: list[tuple[int, int]] = []
    for lines in moments(sync, most):
        first = before[-1][1] + 1 if before else 1
        said = killed_after(lines, writer(path, sync))
        now = left(path)
        new = [seq for author, seq in now if author == said.author]
        assert now == before + [(said.author, seq) for seq in new]
        last = new[-1] if new else first - 1
        assert last >= (
            said.added if sync == "always" else max(said.committed, said.added - WINDOW)
        )
        assert not {*new} & said.forgotten
        gap = {*range(first, last + 1)} - {*new}
        assert gap <= said.forgotten | said.maybe_forgotten
        before = now
    assert len(before) > 1000


def test_two_processes_on_one_path_have_a_shard_each(path: Path) -> None:
    two = [writer(path, "batch") for _ in range(2)]
    begun = [heard(process, 2) for process in two]
    begun = [heard(process, 2000, said) for process, said in zip(two, begun, strict=True)]
    said = [killed(process, said) for process, said in zip(two, begun, strict=True)]
    assert {each.shard for each in said} == {"events.db", "events.db.1"}
    events = left(path)
    for each in said:
        numbers = [seq for author, seq in events if author == each.author]
        assert numbers == sorted({*numbers})
        assert len(numbers) > 500
        events = [event for event in events if event[0] != each.author]
    assert events == []
    assert not beside(path, ".1").exists()


def test_a_dead_process_frees_its_shard_at_once(path: Path) -> None:
    for _ in range(3):
        assert killed_after(50, writer(path, "always")).shard == "events.db"


@pytest.mark.parametrize("sync", ["always", "batch"])
def test_a_fork_leaves_the_events_to_the_parent(path: Path, sync: str) -> None:
    done = run("outbox_fork", path, sync)
    assert done.returncode == 0, done.stderr
    state = json.loads(done.stdout)
    assert state["held"] == [f"parent {seq}" for seq in range(1, state["added"] + 1)]
    assert state["is_locked"] is True
    for number, child in enumerate(state["children"]):
        assert child == {
            "shard": "events.db.1",
            "recovered": number,  # what the children before left in that shard
            "parent_buffered": 0,
            "refused": [f"outbox {path} belongs to the parent process"] * 2,
            "is_parent_locked": True,
        }
    outbox = Outbox.open(path, sync="batch")
    assert outbox.recovered == state["added"] + len(state["children"])
    outbox.close()


def test_a_child_that_outlives_its_parent_does_not_keep_the_shard(path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.sdk.delivery.outbox_fork", str(path), "batch", "survive"],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        assert cast("IO[str]", parent.stdout).readline() == "ready\n"
        assert parent.wait() == -signal.SIGKILL
        outbox = Outbox.open(path, sync="batch")
        assert (outbox.shard, seqs(outbox)) == (path, [1, 2, 3])
        outbox.close()


@pytest.mark.parametrize("sync", ["always", "batch"])
def test_a_full_disk_loses_nothing(path: Path, sync: str) -> None:
    done = run("outbox_disk", path, sync)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    full, still_full, free = outcome["stages"]
    taken, refused = outcome["taken"], outcome["refused"]
    for stage in (full, still_full):
        assert f"outbox {path} cannot be written" in stage["trouble"]
        assert "disk" in stage["trouble"]
        assert stage["held"] == taken
    assert (free["trouble"], free["buffered"]) == ("", 0)
    assert free["held"] == sorted([*taken, *refused[:1]])
    assert bool(refused) is (sync == "always")
    assert (full["buffered"] > 0) is (sync == "batch")
    assert done.stderr.count("cannot be written") == 1  # one ERROR, though thousands failed
    outbox = Outbox.open(path, sync="batch")
    assert seqs(outbox) == free["held"]
    outbox.close()


def test_the_outbox_logs_nothing_when_all_is_well(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="amplitude_sdk")
    killed_after(1500, writer(path, "batch"))
    outbox = Outbox.open(path, sync="batch")
    outbox.add(entry(outbox.last_seq + 1))
    outbox.forget(seqs(outbox))
    outbox.close()
    assert caplog.records == []
