"""Loads modules when they are first needed, in any thread, without harm to forks.

A module that another thread is importing at the moment of a fork stays locked in the child for ever:
nobody there will finish the import. So a fork waits until ours are complete.
"""

from __future__ import annotations

import os
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["LOADING", "loaded"]

LOADING: Final = threading.RLock()
"""Held while something is loaded; hold it around what imports by itself, as `ssl` does."""

_PATIENCE: Final = 10.0
"""Seconds; a fork inside an import that ours waits for goes on then, as it would without us."""

_forking: Final = threading.local()


def loaded(module: str) -> ModuleType:
    """Import a module by its full name."""
    with LOADING:
        return import_module(module)


def _before_fork() -> None:
    _forking.waited = LOADING.acquire(timeout=_PATIENCE)


def _after_fork() -> None:
    waited: Any = _forking.__dict__.pop("waited", False)
    if waited:
        LOADING.release()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(
        before=_before_fork, after_in_parent=_after_fork, after_in_child=_after_fork
    )
