"""Idempotency keys for events that come without one: unique without asking anybody, and cheap.

An event is stored once for each `insert_id` of its device ("HTTP V2 API", section "Event
deduplication"), so two events must never share one. A UUID would do, but drawing one takes longer
than everything else that is done to an event. Three parts do the same together:

- the time in nanoseconds tells apart processes that are copies of each other: two virtual machines
  resumed from one snapshot have the same prefix, the same counter and the same random state;
- the random prefix tells apart processes that run at the same time;
- the counter tells apart the events of one process, whatever its clock does.

A forked child is a copy as well, and may start within one tick of the clock, so it draws a prefix of
its own.
"""

from __future__ import annotations

import os
from itertools import count

__all__ = ["new_insert_id"]

_counter = count()
_middle = ""


def new_insert_id(now: int) -> str:
    """Return a new insert_id; `now` is the time in nanoseconds since the epoch."""
    return f"{now}{_middle}{next(_counter)}"  # one next() is atomic: threads need no lock


def _draw_prefix() -> None:
    global _middle  # noqa: PLW0603  one for each process, that is what it is for
    _middle = f"-{os.urandom(8).hex()}-"


_draw_prefix()
if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_draw_prefix)
