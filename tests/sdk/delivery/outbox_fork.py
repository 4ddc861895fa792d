"""Forks while threads add events, as a preloading server does, and prints what each process saw.

python -m tests.sdk.delivery.outbox_fork PATH SYNC
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import warnings
from typing import TYPE_CHECKING, Any, cast

from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.delivery.outbox_lock import ShardLock
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import entry, everything

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.delivery.outbox import Sync

FORKS = 5


def refused(outbox: Outbox) -> list[str]:
    """What an abandoned outbox says to those who use it all the same."""
    said: list[str] = []
    for use in (lambda: outbox.add(entry(1)), lambda: outbox.read(0, 1, 1)):
        try:
            use()
        except OutboxError as error:
            said.append(str(error))
    outbox.commit()
    outbox.forget([1])
    outbox.suspend()
    outbox.resume()
    outbox.close()
    return said


def child(parent: Outbox, path: str, sync: Sync) -> dict[str, Any]:
    """What a child does: it has an outbox of its own, and leaves one event in it."""
    own = Outbox.open(path, sync=sync)
    state = {
        "shard": own.shard.name,
        "recovered": own.recovered,
        "parent_buffered": parent.buffered,
        "refused": refused(parent),
        "is_parent_locked": ShardLock.take(parent.shard) is None,
    }
    own.add(entry(own.last_seq + 1, label=f"child {os.getpid()}"))
    own.close()
    return state


def fork(outbox: Outbox, path: str, sync: Sync) -> dict[str, Any]:
    source, sink = os.pipe()
    if not os.fork():
        os.close(source)
        os.write(sink, json.dumps(child(outbox, path, sync)).encode())
        os._exit(0)
    os.close(sink)
    with os.fdopen(source, "rb") as pipe:
        answer = pipe.read()
    os.wait()
    return json.loads(answer)


def opened(path: str, sync: Sync) -> Outbox:
    outbox = Outbox.open(path, sync=sync)
    os.register_at_fork(
        before=outbox.suspend, after_in_parent=outbox.resume, after_in_child=outbox.abandon
    )
    return outbox


def survive(path: str, sync: Sync) -> None:
    outbox = opened(path, sync)
    for seq in range(1, 4):
        outbox.add(entry(seq))
    outbox.commit()
    if os.fork():
        os.kill(os.getpid(), signal.SIGKILL)
    os.write(1, b"ready\n")
    sys.stdin.read()
    os._exit(0)


def main(path: str, sync: Sync) -> None:
    outbox = opened(path, sync)
    done = threading.Event()
    added = 0

    def add() -> None:
        nonlocal added
        while not done.is_set():
            added += 1
            outbox.add(entry(added, label="parent"))

    thread = threading.Thread(target=add)
    thread.start()
    children: list[dict[str, Any]] = []
    for _ in range(FORKS):
        before = added
        while added < before + 50:  # so that every fork meets a busy outbox
            outbox.commit()
        children.append(fork(outbox, path, sync))
    done.set()
    thread.join()
    held = [json.loads(data)["event_type"] for _, data, _ in everything(outbox)]
    is_locked = ShardLock.take(cast("Path", outbox.shard)) is None
    outbox.close()
    state = {"added": added, "held": held, "is_locked": is_locked, "children": children}
    sys.stdout.write(json.dumps(state))


if __name__ == "__main__":
    warnings.simplefilter(
        "ignore", DeprecationWarning
    )  # of forking with threads: that is the point
    act = survive if "survive" in sys.argv else main
    act(sys.argv[1], cast("Sync", sys.argv[2]))
