"""The queue's continuation on disk: what the outbox holds alone, and how it comes back.

Whoever uses it has the queue's lock.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from amplitude_sdk.errors import OutboxError

if TYPE_CHECKING:
    from amplitude_sdk.delivery.configuration import OutboxSync
    from amplitude_sdk.delivery.entries import Entry
    from amplitude_sdk.delivery.outbox import Outbox

__all__ = ["Spill"]

log = logging.getLogger("amplitude_sdk")


class Spill:
    """Every pending event is in the outbox, if there is one; some are nowhere else.

    Attributes:
        outbox: None without one.
        count: events that are in the outbox alone; for a moment less than that, when a signal handler
            has sent one that its tracker is yet to count.
        recovered: events found in it.
    """

    __slots__ = ("_adding", "_loaded", "_sync", "_unreadable", "count", "outbox", "recovered")

    def __init__(self, sync: OutboxSync) -> None:
        self._sync = sync
        self.outbox: Outbox | None = None
        self.count = self.recovered = self._loaded = self._adding = 0
        self._unreadable: OutboxError | None = None

    def attach(self, outbox: Outbox) -> None:
        """Have an outbox, with what an earlier process has left in it."""
        self.outbox = outbox
        self.count = self.recovered = outbox.recovered

    @property
    def error(self) -> OutboxError | None:
        """Why the outbox cannot be written or read at present."""
        trouble = None if self.outbox is None else self.outbox.trouble
        return trouble or self._unreadable

    @property
    def is_durable(self) -> bool:
        """Whether the disk takes what memory does not; with "always" it is asked for each event."""
        if self.outbox is None:
            return False
        return self._sync == "always" or self.outbox.trouble is None

    def add(self, entry: Entry, *, alone: bool) -> None:
        """Hold an event, alone or beside memory.

        Raises:
            OutboxError: it cannot be written, with "always", or the outbox is closed.
        """
        self._adding += 1
        try:
            if self.outbox is not None:
                self.outbox.add(entry)
            if alone:
                self.count += 1
            else:
                self._loaded = entry[0]
        finally:
            self._adding -= 1

    def undo(self, entry: Entry) -> None:
        """Forget an event whose tracker is told that it was not taken."""
        if self.outbox is not None:
            self.outbox.forget([entry[0]])

    def load(self, count: int, room: int) -> list[Entry]:
        """The next events that only the outbox holds; none when it cannot be read."""
        if self.outbox is None:
            return []
        try:
            batch = self.outbox.read(self._loaded, count, room)
        except OutboxError as error:
            self._unreadable = error
            return []
        self._unreadable = None
        if batch:
            self.count -= len(batch)
            if self.count < 0 and not self._adding:
                self.count = 0  # interrupts kept one from being counted, and then from being undone
            self._loaded = batch[-1][0]
        return batch

    def lose(self) -> int:
        """Give up what should be there and is not; how many that are."""
        if self.outbox is None or self._unreadable is not None:
            return 0
        lost, self.count = self.count, 0
        self._unreadable = OutboxError(
            f"{self.outbox.shard}: {lost} pending events are no longer in it; somebody else has "
            "changed the file"
        )
        log.error("%s", self._unreadable)
        return lost
