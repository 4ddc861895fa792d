"""What the log hears of events that were not delivered: at once, but not line after line."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.delivery.report import Status

__all__ = ["Losses"]

_PAUSE: Final = 10.0
"""Seconds between two lines about the same kind of loss."""

log = logging.getLogger("amplitude_sdk")


@dataclass(slots=True)
class _Loss:
    number: int = 0
    reason: str = ""
    said_at: float | None = None


class Losses:
    """Counts losses and says them: the first at once, those that follow together a while later."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._losses: dict[Status, _Loss] = {}
        self._lock = threading.RLock()

    def add(self, status: Status, number: int, reason: str) -> None:
        """So many events were rejected or dropped."""
        with self._lock:
            loss = self._losses.setdefault(status, _Loss())
            if not loss.number:
                loss.reason = reason
            loss.number += number

    def say(self, *, all_of_them: bool = False) -> None:
        """Log what is due: the number of events, and the reason of the first of them."""
        now = self._now()
        with self._lock:
            due: dict[Status, _Loss] = {
                status: loss
                for status, loss in self._losses.items()
                if loss.number and (all_of_them or _is_due(loss, now))
            }
            for status in due:
                self._losses[status] = _Loss(said_at=now)
        for status, loss in due.items():  # without the lock: a handler may track events
            events = "event was" if loss.number == 1 else "events were"
            log.warning("%d %s %s: %s", loss.number, events, status, loss.reason)


def _is_due(loss: _Loss, now: float) -> bool:
    return loss.said_at is None or now - loss.said_at >= _PAUSE
