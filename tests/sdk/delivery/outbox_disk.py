"""Fills a disk, as the operating system tells it: no file may grow beyond a limit. Prints each stage.

python -m tests.sdk.delivery.outbox_disk PATH SYNC
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import TYPE_CHECKING, Any, cast

from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.errors import OutboxError
from tests.sdk.delivery.outbox_files import seqs

if TYPE_CHECKING:
    from amplitude_sdk.delivery.outbox import Sync

EVENTS = 5000


def limit(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def add_all(outbox: Outbox) -> tuple[list[int], list[int]]:
    """Which events were taken, which refused."""
    taken: list[int] = []
    refused: list[int] = []
    for seq in range(1, EVENTS + 1):
        try:
            outbox.add((seq, b"x" * 300, ()))
            taken.append(seq)
        except OutboxError:
            refused.append(seq)
    return taken, refused


def state(outbox: Outbox) -> dict[str, Any]:
    return {
        "trouble": str(outbox.trouble or ""),
        "buffered": outbox.buffered,
        "held": seqs(outbox),
    }


def main(path: str, sync: Sync) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    outbox = Outbox.open(path, sync=sync)
    limit(400_000)
    taken, refused = add_all(outbox)
    full = state(outbox)
    outbox.commit()
    still_full = state(outbox)
    limit(resource.RLIM_INFINITY)
    for seq in refused[:1]:
        outbox.add((seq, b"x" * 300, ()))
    outbox.commit()
    free = state(outbox)
    outbox.close()
    stages = {"taken": taken, "refused": refused, "stages": [full, still_full, free]}
    sys.stdout.write(json.dumps(stages))


if __name__ == "__main__":
    main(sys.argv[1], cast("Sync", sys.argv[2]))
