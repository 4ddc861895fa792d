"""Kills a process at every step in which it changes files while it takes over shards.

    python -m tests.sdk.delivery.outbox_adoption DIRECTORY SCENARIO

SCENARIO is `first`, where the process that dies owns the first shard, or `second`, where it owns the
second one because a living process has the first. A step is a line of the outbox' code before which
the files differ from what they were one line earlier. Each time a second process dies as well, at
some step, and a third one tells what it found. The outcome is printed as JSON: how many steps there
are, and after which of them something was wrong. This process itself never opens a database.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from amplitude_sdk.delivery import outbox_file, outbox_shards
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.outbox_lock import ShardLock

if TYPE_CHECKING:
    from collections.abc import Callable

TRACED = {outbox_file.__file__, outbox_shards.__file__}
SHARDS = {"events.db": 3, "events.db.1": 5, "events.db.2": 0, "events.db.4": 2, "events.db.10": 4}
"""Events that processes left, by shard, in the order in which they are to be found again."""


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def in_child(work: Callable[[], Any]) -> Any:
    """Do something in a process of its own; what it returns, None if it dies."""
    source, sink = os.pipe()
    child = os.fork()
    if not child:
        os.close(source)
        os.write(sink, json.dumps(work()).encode())
        die()
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return json.loads(answer) if answer else None


def leave(shard: Path, count: int) -> None:
    """Be a process that dies with events in its shard, in part only in SQLite's log."""
    outbox = Outbox.open(shard, sync="batch")
    for seq in range(1, count + 1):
        outbox.add((seq, f"{shard.name} {seq}".encode(), ()))
        outbox.commit()


def expected() -> list[str]:
    return [f"{name} {seq}" for name, count in SHARDS.items() for seq in range(1, count + 1)]


def traced(path: Path, before_line: Callable[[int], None]) -> str:
    """Open the outbox and call this before each line, with its number; the shard."""
    number = 0

    def trace(frame: Any, event: str, _argument: object) -> Any:
        nonlocal number
        if frame.f_code.co_filename not in TRACED:
            return None
        if event == "line":
            number += 1
            before_line(number)
        return trace

    sys.settrace(trace)
    outbox = Outbox.open(path, sync="batch")
    sys.settrace(None)
    return outbox.shard.name


def steps(path: Path) -> list[int]:
    """The lines before which something has changed on the disk."""
    changed: list[int] = []
    known = dict[str, bytes]()

    def look(number: int) -> None:
        nonlocal known
        files = [file for file in path.parent.iterdir() if not file.name.endswith("-shm")]
        now = {file.name: file.read_bytes() for file in files}
        if now != known:
            changed.append(number)
            known = now

    traced(path, look)
    return changed


def opened_until(line: int, path: Path) -> str:
    """Open the outbox, but die before this line; the shard if there are not so many."""

    def die_at(number: int) -> None:
        if number == line:
            die()

    return traced(path, die_at)


def found(path: Path) -> dict[str, Any]:
    """Open the outbox and tell what is there."""
    outbox = Outbox.open(path, sync="batch")
    events = outbox.read(0, 10**6, 10**9)
    outbox.close()
    return {
        "shard": outbox.shard.name,
        "recovered": outbox.recovered,
        "events": [data.decode() for _, data, _ in events],
        "is_ordered": [seq for seq, _, _ in events] == sorted({seq for seq, _, _ in events}),
        "files": sorted(file.name for file in path.parent.glob("events.db*")),
    }


def problems(state: dict[str, Any], files: list[str]) -> list[str]:
    events = state["events"]
    by_shard = [[each for each in events if each.startswith(f"{name} ")] for name in SHARDS]
    checks = {
        "every event once": sorted(events) == sorted(expected()),
        "in order": sum(by_shard, []) == expected(),  # noqa: RUF017  five short lists
        "growing numbers": state["is_ordered"],
        "counted": state["recovered"] == len(events),
        "the first shard": state["shard"] == "events.db",
        "nothing else left": set(state["files"]) <= set(files),
    }
    return [name for name, is_right in checks.items() if not is_right]


def opening(template: Path, place: Path, scenario: str, work: Callable[[Path], Any]) -> Any:
    """What a process makes of a copy of the files."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)
    path = place / "events.db"
    holder = ShardLock.take(path) if scenario == "second" else None
    try:
        return in_child(lambda: work(path))
    finally:
        if holder is not None:
            holder.release()


def main(directory: Path, scenario: str) -> None:
    template, place = directory / "template", directory / "round"
    template.mkdir()
    for name, count in SHARDS.items():
        in_child(lambda name=name, count=count: leave(template / name, count))
    files = ["events.db", *(f"{name}.lock" for name in SHARDS)]
    chance = random.Random(scenario)
    wrong: dict[int, list[str]] = {}
    lines = opening(template, place, scenario, steps)
    for line in lines:
        survivor = opening(template, place, scenario, partial(opened_until, line))
        again = chance.choice(lines)
        in_child(lambda: opened_until(again, place / "events.db"))  # noqa: B023  called at once
        found_wrong = problems(in_child(lambda: found(place / "events.db")), files)
        if survivor is not None or found_wrong:
            wrong[line] = [f"{survivor} survived", *found_wrong]
    sys.stdout.write(json.dumps({"steps": len(lines), "wrong": wrong}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
