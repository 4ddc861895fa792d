"""Writes buffered events to the outbox in time, in a thread of its own: the sender may be busy."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["COMMIT_AFTER", "CommitTimer"]

COMMIT_AFTER: Final = 0.02
"""Seconds from the first buffered event to its commit; with the commit itself well within 50 ms."""

_IDLE: Final = 5.0


class CommitTimer:
    """Calls `commit` soon after `start`, and again until it says that everything is written."""

    def __init__(self, commit: Callable[[], bool]) -> None:
        self._commit = commit
        self._condition = threading.Condition()
        self._is_asked = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """An event has been buffered."""
        with self._condition:
            self._is_asked = True
            if self._thread is not None:
                self._condition.notify()
                return
            self._thread = threading.Thread(target=self._run, name="amplitude-outbox", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # the interpreter is ending; closing the outbox commits
                self._thread = None

    def _run(self) -> None:
        while self._is_wanted():
            time.sleep(COMMIT_AFTER)
            while not self._commit():
                time.sleep(COMMIT_AFTER * 5)

    def _is_wanted(self) -> bool:
        with self._condition:
            if not self._is_asked and not self._condition.wait_for(lambda: self._is_asked, _IDLE):
                self._thread = None
                return False
            self._is_asked = False
            return True
