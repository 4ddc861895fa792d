"""Tries outboxes where it may not write, as a user who is not root, and prints the errors."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path

from amplitude_sdk.delivery import outbox_shards  # noqa: F401  before rights are given up
from amplitude_sdk.delivery.outbox import Outbox
from amplitude_sdk.errors import OutboxError

NOBODY = 65534


def attempt(path: Path) -> None:
    try:
        Outbox.open(path, sync="batch").close()
    except OutboxError as error:
        name, cannot, why = re.findall(r"/(\S+) (cannot .*?): \[.*\] (.*?): '", str(error))[0]
        sys.stdout.write(f"{type(error).__name__} {Path(name).name} {cannot}: {why}\n")


def main() -> None:
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        unwritable, unreadable = place / "unwritable", place / "unreadable"
        for each in (unwritable, unreadable):
            each.mkdir()
            each.chmod(0o777)
        (unreadable / "events.db").write_bytes(b"x")
        (unreadable / "events.db").chmod(0)
        unwritable.chmod(0o555)
        place.chmod(0o755)
        if os.geteuid() == 0:
            os.seteuid(NOBODY)
        attempt(unwritable / "events.db")
        attempt(unreadable / "events.db")
        if os.getuid() == 0:
            os.seteuid(0)
        unwritable.chmod(0o755)


if __name__ == "__main__":
    main()
