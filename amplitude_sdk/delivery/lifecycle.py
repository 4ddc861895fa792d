"""The end of processes, and forks: what every client's delivery has to live through.

Ends that are seen: the interpreter's own (`atexit`, so also `sys.exit`), and that of a process which
`multiprocessing` or Celery's `billiard` has started and which runs finalizers instead. Not seen: a
signal that kills, and `os._exit`.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from contextlib import ExitStack
from typing import Any, Final, Protocol
from weakref import ref

__all__ = ["Living", "hold", "let_go", "watch"]

_LAST: Final = -100
"""The priority of our finalizer: after those of the user's, which may track events."""


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
        """The process ends: start sending what is left."""
        ...

    def close_at_exit(self) -> None:
        """The process ends: wait for that, within `shutdown_timeout`."""
        ...


_watched: set[ref[Living]] = set()
_held: set[Living] = set()
_forking = threading.local()


def watch(living: Living) -> None:
    """Call it back at a fork and at the end of the process, as long as it exists."""
    _watched.add(ref(living, _watched.discard))


def hold(living: Living) -> None:
    """Let it exist until the end: something would be lost if it went with the last reference."""
    _held.add(living)


def let_go(living: Living) -> None:
    """Let it exist as long as somebody refers to it."""
    _held.discard(living)


def _all() -> list[Living]:
    """Those that exist. Copying a set is one step for other threads, iterating over it is not."""
    found = [each() for each in list(_watched)]
    return [each for each in found if each is not None]


def _close_all() -> None:
    """Let all of them send side by side before any of them is waited for."""
    with ExitStack() as stack:  # one that is interrupted must not keep the others from ending well
        for each in _all():
            stack.callback(each.close_at_exit)
            each.begin_to_close()


def _before_fork() -> None:
    _forking.those = _all()
    for each in _forking.those:
        each.before_fork()


def _after_fork_in_parent() -> None:
    for each in _forking.__dict__.pop("those", ()):
        each.after_fork_in_parent()


def _after_fork_in_child() -> None:
    _forking.__dict__.clear()
    for each in _all():
        each.after_fork_in_child()
    util = _loaded_multiprocessing()
    if util is not None:
        _join(util)


def _loaded_multiprocessing() -> Any:
    """The module, if it is loaded: a process it has started has it, others need not load it."""
    return sys.modules.get("multiprocessing.util")


def _join(util: Any) -> None:
    """Close when a process that multiprocessing starts from here on ends.

    It forgets all finalizers when it begins, then calls what is registered for that moment.
    """
    global _has_joined  # noqa: PLW0603  what is registered is inherited by all descendants
    if not _has_joined:
        _has_joined = True
        util.register_after_fork(util, _close_at_end)


def _close_at_end(util: Any) -> None:
    """Close when this process of multiprocessing ends."""
    util.Finalize(None, _close_all, exitpriority=_LAST)


_has_joined = False
_util = _loaded_multiprocessing()
if _util is not None:  # this may be such a process, which uses the SDK for the first time
    _join(_util)
    _close_at_end(_util)
atexit.register(_close_all)
if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(
        before=_before_fork,
        after_in_parent=_after_fork_in_parent,
        after_in_child=_after_fork_in_child,
    )
