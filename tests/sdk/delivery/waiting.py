"""Threads that a test starts, watches and ends."""

from __future__ import annotations

import logging
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.sdk.delivery.service import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Caller(threading.Thread):
    """Calls something in another thread and keeps what came of it."""

    def __init__(self, call: Callable[[], Any]) -> None:
        super().__init__()
        self._call = call
        self.result: Any = None
        self.error: BaseException | None = None
        self.start()

    def run(self) -> None:
        try:
            self.result = self._call()
        except Exception as error:  # noqa: BLE001  raised again in the thread that asks
            self.error = error

    def until_it_waits(self) -> None:
        """Return when the thread waits for a condition; it has to do so before it ends."""
        while not self._waits:
            assert self.is_alive(), f"it did not wait: {self.result!r} {self.error!r}"
            threading.Event().wait(0.001)

    @property
    def _waits(self) -> bool:
        frame = sys._current_frames().get(self.ident or 0)
        return frame is not None and frame.f_code is threading.Condition.wait.__code__

    def outcome(self) -> Any:
        """What the call returned, or its exception raised here."""
        self.join(PATIENCE)
        assert not self.is_alive()
        if self.error is not None:
            raise self.error
        return self.result


def ours() -> list[threading.Thread]:
    """The threads of deliveries that are there; an emulator of other tests may have its own."""
    names = {"amplitude-delivery", "amplitude-outbox"}
    return [thread for thread in threading.enumerate() if thread.name in names]


@contextmanager
def breaking_once(level: int) -> Iterator[None]:
    """Let the log raise an exception, once: a filter of the user's does what nobody foresees."""
    left = [RuntimeError("of the user's own")]

    def breaks(record: logging.LogRecord) -> bool:
        if left and record.levelno == level:
            raise left.pop()
        return True

    log = logging.getLogger("amplitude_sdk")
    log.addFilter(breaks)
    try:
        yield
    finally:
        log.removeFilter(breaks)
