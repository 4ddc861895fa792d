"""Keeps the garbage collector from looking for garbage where there is none.

The events of one upload are thousands of objects that come at once and stay. Python starts to look
for garbage after every few hundred new objects, in vain here, and that takes a third of the time.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator


@contextmanager
def collector_paused() -> Generator[None]:
    """Let the collector wait until the end of a block, unless it is switched off anyway.

    Threads may overlap: the first to end lets it go on, which costs the other time and nothing else.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
