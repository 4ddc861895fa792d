"""Takes those frames out of tracebacks whose locals are headers and bodies.

Error trackers record the locals of every frame. The frames of httpx and what is below it hold the
Authorization header and the body of an upload, api key included; they never hold the cause of an
exception that is none of theirs.
"""

from __future__ import annotations

from types import TracebackType
from typing import Final

__all__ = ["hide_wire"]

_WIRE: Final = frozenset({"amplitude_sdk", "anyio", "h11", "httpcore", "httpx", "socksio"})
"""Packages; ours is among them, since only what is below the exchange is looked at."""


def hide_wire(error: BaseException) -> None:
    """Cut an exception's traceback, and those of what it came from, down to everybody else's frames."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            each.__traceback__ = _without_wire(each.__traceback__)
            waiting += [each.__cause__, each.__context__]


def _without_wire(traceback: TracebackType | None) -> TracebackType | None:
    frames: list[TracebackType] = []
    while traceback is not None:
        package = str(traceback.tb_frame.f_globals.get("__name__", "")).partition(".")[0]
        if package not in _WIRE:
            frames.append(traceback)
        traceback = traceback.tb_next
    kept: TracebackType | None = None
    for frame in reversed(frames):
        kept = TracebackType(kept, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return kept
