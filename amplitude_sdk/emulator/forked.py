"""Keeps a process that was forked from what belongs to the process it was forked from."""

from __future__ import annotations

import os
from typing import Final, Protocol
from weakref import WeakSet


class Owned(Protocol):
    """What only the process that opened it may use."""

    def let_go(self) -> None:
        """Give up this process's copy, in a way that changes nothing for the owner."""
        ...


_OWNED: Final[WeakSet[Owned]] = WeakSet()


def let_go_when_forked(owned: Owned) -> None:
    """Have a copy given up as soon as there is one."""
    _OWNED.add(owned)


def _let_go_of_all() -> None:
    for owned in list(_OWNED):
        owned.let_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go_of_all)
