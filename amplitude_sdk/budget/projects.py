"""The ledgers of this process, one for each project, which all its clients share."""

from __future__ import annotations

import os
import threading
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from amplitude_sdk.budget.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from amplitude_sdk.budget.ledger import Hold, Ticket

__all__ = ["PROJECTS", "Projects", "project_of"]

_FEW: Final = 64
"""Ledgers that are kept without a look at whether they are of use."""

_SALT: Final = os.urandom(16)


def project_of(api_key: str, base_url: str) -> bytes:
    """Name a project by its key and the host it is asked at, without giving the key away."""
    host = urlsplit(base_url).netloc.lower()
    return blake2b(f"{host} {api_key}".encode(), key=_SALT, digest_size=16).digest()


class Projects:
    """Ledgers behind a lock, which is held for microseconds and never while anybody waits.

    A signal handler, or the end of a task that the garbage collector found, may come in at any
    point: the lock lets the same thread in again, and a ledger can bear it.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._ledgers: dict[bytes, Ledger] = {}
        self._many = _FEW

    def ask(self, project: bytes, ticket: Ticket, now: Callable[[], float]) -> Hold | None:
        """Let a call go and return None, or say why not; see `Ledger.ask`."""
        with self._lock:
            time = now()
            return self._ledger(project, time).ask(ticket, time)

    def leave(self, project: bytes, ticket: Ticket, now: Callable[[], float]) -> None:
        """Give a place back; see `Ledger.leave`."""
        with self._lock:
            time = now()
            self._ledger(project, time).leave(ticket, time)

    def after_fork_in_child(self) -> None:
        """Begin with what was spent; the calls that ran or waited are the parent's.

        Another thread of the parent may have held the lock, which nobody would give back here.
        """
        self._lock = threading.RLock()
        for ledger in self._ledgers.values():
            ledger.abandon()

    def _ledger(self, project: bytes, now: float) -> Ledger:
        ledger = self._ledgers.get(project)
        if ledger is None:
            self._forget_idle(now)
            ledger = self._ledgers.setdefault(project, Ledger())
        return ledger

    def _forget_idle(self, now: float) -> None:
        """Drop the ledgers that have nothing to tell, whenever there are twice as many as before."""
        if len(self._ledgers) >= self._many:
            for project, ledger in list(self._ledgers.items()):
                if ledger.is_idle(now):
                    self._ledgers.pop(project, None)
            self._many = _FEW + 2 * len(self._ledgers)


PROJECTS: Final = Projects()

if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=PROJECTS.after_fork_in_child)
