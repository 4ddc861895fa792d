"""Writes buffered events to the outbox in time, in a thread of its own: the sender may be busy."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COMMIT_AFTER", "CommitTimer"]

COMMIT_AFTER: Final = 0.01
"""Seconds from the first buffered event to its commit; with the commit itself well within 50 ms."""

_IDLE: Final = 5.0
_ENDS: Final = 1.0  # seconds; a thread that has nothing left to do ends at once


class CommitTimer:
    """Calls `commit` soon after `start`, and again until it says that everything is written."""

    def __init__(self, commit: Callable[[], bool]) -> None:
        self._commit = commit
        self._condition = threading.Condition()
        self._is_asked = self._is_over = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """An event has been buffered."""
        with self._condition:
            if self._thread is None and not self._is_over:
                self._thread = self._started()
            if self._thread is not None:
                self._is_asked = True
                self._condition.notify_all()
                return
        self._commit()

    def stop(self) -> None:
        """End the thread; what is buffered from now on is written at once."""
        with self._condition:
            self._is_over, thread = True, self._thread
            self._condition.notify_all()
            while self._thread is not None:
                self._condition.wait()
        if thread is not None:
            thread.join(_ENDS)

    def _started(self) -> threading.Thread | None:
        thread = threading.Thread(target=self._run, name="amplitude-outbox", daemon=True)
        try:
            thread.start()
        except RuntimeError:  # no more threads here, or the interpreter is ending
            return None
        return thread

    def _run(self) -> None:
        while self._is_wanted():
            self._sleep(COMMIT_AFTER)
            while not self._commit() and not self._is_over:
                self._sleep(COMMIT_AFTER * 10)

    def _is_wanted(self) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._is_asked or self._is_over, _IDLE)
            if self._is_asked and not self._is_over:
                self._is_asked = False
                return True
            self._thread = None
            self._condition.notify_all()
            return False

    def _sleep(self, seconds: float) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._is_over, seconds)
