"""A file that cannot be written: why, when to try again, what to say about it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from pathlib import Path

    from amplitude_sdk.errors import OutboxError

__all__ = ["News", "Trouble", "tell"]

log = logging.getLogger("amplitude_sdk")

_BACKOFF: Final = 0.05  # seconds between two commits that nobody asked for, while they fail

News: TypeAlias = tuple[int, str] | None
"""The level and the text of what the log has not heard, None when there is nothing new."""


class Trouble:
    """What is wrong with the file of an outbox at present.

    Attributes:
        error: why it cannot be written; None when all is well.
        retry_at: when to try again without being asked, on the monotonic clock.
    """

    def __init__(self, shard: Path, fate: str) -> None:
        """`fate` is what becomes of new events meanwhile."""
        self.error: OutboxError | None = None
        self.retry_at = 0.0
        self._shard, self._fate = shard, fate
        self._is_known = False

    def begin(self, error: OutboxError) -> None:
        """Writing has failed, for the first time or again."""
        self.error, self.retry_at = error, time.monotonic() + _BACKOFF

    def end(self) -> None:
        """Something has been written."""
        self.error = None

    def allows_to_write(self) -> bool:
        """Whether it is worth to try."""
        return self.error is None or time.monotonic() >= self.retry_at

    @property
    def has_news(self) -> bool:
        """Whether the log has not heard yet how things are."""
        return self._is_known != (self.error is not None)

    def news(self) -> News:
        """Beginning and end, each once. To be asked with the lock held, and told without it."""
        if not self.has_news:
            return None
        self._is_known = self.error is not None
        if self._is_known:
            return logging.ERROR, (
                f"{self.error} Until it can be written, new events are {self._fate}."
            )
        return logging.INFO, f"outbox {self._shard} can be written again"


def tell(news: News) -> None:
    """Log it, with no lock held: a handler may track events."""
    if news is not None:
        log.log(*news)
