"""Who owns a shard: the one who holds the lock on the file beside it.

The operating system lets go of the lock when the process ends, whatever ended it. The file is never
deleted: two processes could then hold locks on two files of one name.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from amplitude_sdk.delivery.outbox_format import beside, explained

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ShardLock"]


class ShardLock:
    """The lock of one shard, held until released."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    def take(cls, shard: Path) -> ShardLock | None:
        """Lock the shard; None when it is locked, by another process or by this one.

        Raises:
            OutboxError: there can be no lock here.
        """
        file = beside(shard, ".lock")
        with explained(file, "be locked"):
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)  # closed on exec
            try:
                is_ours = _lock(descriptor)
            except OSError:
                os.close(descriptor)
                raise
        if is_ours:
            return cls(descriptor)
        os.close(descriptor)
        return None

    def release(self) -> None:
        """Unlock, also if a child process that nobody told still has the descriptor."""
        _unlock(self._descriptor)
        os.close(self._descriptor)

    def leave(self) -> None:
        """Close this process' descriptor of a lock that belongs to the parent, and stays locked."""
        os.close(self._descriptor)


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _lock(descriptor: int) -> bool:
        try:
            # Not fcntl.lockf: that would let two outboxes of one process have the same shard.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
