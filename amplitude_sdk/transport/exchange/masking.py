"""Keeps credentials out of what httpx and httpcore log while a request of ours is under way.

httpx logs URLs and reason phrases, httpcore the headers of replies: a service that repeats a key
there would put it into somebody's log file.
"""

from __future__ import annotations

import logging
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from contextvars import Token

    from amplitude_sdk.transport.redaction import Redactor

__all__ = ["LOGGERS", "mask_records", "masking"]

LOGGERS: Final = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.http2",
    "httpcore.proxy",
    "httpcore.socks",
)
"""Those that write; a filter does not reach the loggers below it."""

_redactor: ContextVar[Redactor | None] = ContextVar("amplitude_sdk_redactor", default=None)


class masking:  # noqa: N801  reads as a verb, and contextlib would cost more than the rest
    """While it lasts, records written in this context are masked."""

    __slots__ = ("_mine", "_token")

    def __init__(self, redactor: Redactor) -> None:
        self._mine = redactor

    def __enter__(self) -> None:
        self._token: Token[Redactor | None] = _redactor.set(self._mine)

    def __exit__(self, *_: object) -> None:
        _redactor.reset(self._token)


class _Mask(logging.Filter):
    """Lets every record pass, masked if it is about a request of ours; those of others as it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        redactor = _redactor.get()
        if redactor is not None:
            message = record.getMessage()
            masked = redactor.text(message)
            if masked != message:
                record.msg, record.args = masked, ()
        return True


_MASK: Final = _Mask()


def mask_records() -> None:
    """Begin to look at what the two libraries log; a filter is added once, however often asked."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_MASK)
