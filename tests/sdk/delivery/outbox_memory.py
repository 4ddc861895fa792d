"""Opens an outbox; prints how many events it found and by how many bytes the process has grown."""

from __future__ import annotations

import resource
import sys

from amplitude_sdk.delivery import outbox_shards  # noqa: F401  so that imports do not count
from amplitude_sdk.delivery.outbox import Outbox

UNIT = 1 if sys.platform == "darwin" else 1024


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT


def main(path: str) -> None:
    before = peak()
    outbox = Outbox.open(path, sync="batch")
    sys.stdout.write(f"{outbox.recovered} {peak() - before}")
    outbox.close()


if __name__ == "__main__":
    main(sys.argv[1])
