"""A clock whose time passes when a test says so; threads and tasks listen to their bells with it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 60.0
"""Seconds, real ones, after which a test has hung."""


class HeldClock:
    """Serves both colours. Who listens is woken by the bell, or when the time is over."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.waits: list[float] = []
        self._changed = threading.Condition()
        self._listening: list[tuple[Any, float]] = []

    def now(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        """Let time pass, and wake those who listened so long."""
        with self._changed:
            self.time += seconds
            due = [entry for entry in self._listening if entry[1] <= self.time]
            self._listening = [entry for entry in self._listening if entry not in due]
        for bell, _ in due:
            bell.ring()

    def until_listening(self, number: int) -> None:
        """Return when so many listen."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self._listening) == number, PATIENCE)

    def listen(self, bell: Any, seconds: float) -> None:
        with self._registered(bell, seconds):
            bell.wait(PATIENCE)

    async def alisten(self, bell: Any, seconds: float) -> None:
        with self._registered(bell, seconds):
            await bell.wait(PATIENCE)

    @contextmanager
    def _registered(self, bell: Any, seconds: float) -> Iterator[None]:
        entry = (bell, self.time + seconds)
        with self._changed:
            self.waits.append(seconds)
            self._listening.append(entry)
            self._changed.notify_all()
        try:
            yield
        finally:
            with self._changed:
                self._listening = [each for each in self._listening if each is not entry]
                self._changed.notify_all()
