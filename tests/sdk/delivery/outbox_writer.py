"""Writes events until it is killed, and says on its output what is done.

    python -m tests.sdk.delivery.outbox_writer PATH SYNC [COUNT]

Lines: `opening`, `shard NAME`, then `added SEQ`, `committed SEQ`, `forgot SEQ`. After COUNT events it
kills itself.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, cast

from amplitude_sdk.delivery.outbox import Outbox

if TYPE_CHECKING:
    from amplitude_sdk.delivery.outbox import Sync


def say(*words: object) -> None:
    """One line, written whole, with no buffer that dies with us."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def main(path: str, sync: str, count: float) -> None:
    say("opening")
    outbox = Outbox.open(path, sync=cast("Sync", sync))
    say("shard", outbox.shard.name)
    first = outbox.last_seq + 1
    seq, end = outbox.last_seq, outbox.last_seq + count
    while seq < end:
        seq += 1
        outbox.add((seq, b'{"insert_id":"%d-%d","fill":"%s"}' % (os.getpid(), seq, b"x" * 300), ()))
        say("added", seq)
        if seq % 700 == 0:
            outbox.commit()
            say("committed", seq)
        if seq % 500 == 0 and seq - 99 >= first:  # its own
            outbox.forget(range(seq - 99, seq - 49))
            say("forgot", seq)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]) if len(sys.argv) > 3 else float("inf"))
