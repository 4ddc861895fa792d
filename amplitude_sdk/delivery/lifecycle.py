"""The end of the program and forked processes: what every client's delivery has to live through."""

from __future__ import annotations

import atexit
import os
from typing import Protocol
from weakref import WeakSet

__all__ = ["Living", "watch"]


class Living(Protocol):
    """A delivery, as far as the process it lives in is concerned."""

    def before_fork(self) -> None:
        """The process is about to fork: leave nothing open that a child must not inherit."""
        ...

    def after_fork_in_parent(self) -> None:
        """Go on."""
        ...

    def after_fork_in_child(self) -> None:
        """Start empty: what was pending is the parent's to send, and no thread came along."""
        ...

    def begin_to_close(self) -> None:
        """The program ends: start sending what is left."""
        ...

    def close_at_exit(self) -> None:
        """The program ends: wait for that, within `shutdown_timeout`."""
        ...


_living: WeakSet[Living] = WeakSet()


def watch(living: Living) -> None:
    """Call it back at a fork and at the end of the program, as long as it exists."""
    _living.add(living)


def _close_all() -> None:
    """Let all of them send side by side before any of them is waited for."""
    living = list(_living)
    for each in living:
        each.begin_to_close()
    for each in living:
        each.close_at_exit()


def _before_fork() -> None:
    for each in list(_living):
        each.before_fork()


def _after_fork_in_parent() -> None:
    for each in list(_living):
        each.after_fork_in_parent()


def _after_fork_in_child() -> None:
    for each in list(_living):
        each.after_fork_in_child()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=_after_fork_in_parent,
        after_in_child=_after_fork_in_child,
    )
