"""The connections that a client and its copies share: opened with the first request.

Nothing of httpx is loaded before that, so that a client costs little until it is used.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, Protocol
from weakref import ref

from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.transport.loading import LOADING

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.transport.exchange._sync import Exchange

__all__ = ["Connections", "Renewed", "refuse_closed", "renew_in_children"]


class Renewed(Protocol):
    """What a forked child has to have anew."""

    def renew(self) -> None:
        """Let go of the parent's connections."""
        ...


class Connections:
    """Those of a sync client; any thread may use them.

    Args:
        transport: the caller's, to send by instead.
    """

    def __init__(self, transport: httpx.BaseTransport | None) -> None:
        self.transport = transport
        self.is_closed = False
        self._open: dict[str, Exchange] = {}
        renew_in_children(self)

    def exchange(self) -> Exchange:
        """The one to send by, opened if it is not yet.

        Raises:
            ConfigurationError: they are closed.
        """
        return self._open.get(_HERE) or self._opened()

    def renew(self) -> None:
        """Begin with no connection, unless they are the caller's; these are left as they are."""
        if self.transport is None:
            self._open = {}

    def reopen(self) -> None:
        """Close the connections, unless they are the caller's; the next request opens others."""
        if self.transport is None and (exchange := self._open.pop(_HERE, None)) is not None:
            exchange.close()

    def close(self) -> None:
        """Close the connections for good, those of the caller's transport too."""
        if not self.is_closed:
            self.is_closed = True
            exchange = self._open.pop(_HERE, None)
            if exchange is not None:
                exchange.close()
            elif self.transport is not None:
                self.transport.close()

    def _opened(self) -> Exchange:
        """Open them; what two threads open at once is opened twice, and one is forgotten unused."""
        if self.is_closed:
            refuse_closed()
        with LOADING:
            from amplitude_sdk.transport.exchange._sync import (  # noqa: PLC0415  loads httpx
                Exchange,
            )

            made = Exchange(self.transport)
        exchange = self._open.setdefault(_HERE, made)
        if self.is_closed and self._open.pop(_HERE, None) is not None:  # meanwhile
            exchange.close()
        return exchange


def refuse_closed() -> None:
    """Refuse to send.

    Raises:
        ConfigurationError: always.
    """
    raise ConfigurationError("the client is closed; make a new one, or use it inside `with`")


_HERE: Final = "here"
_renewed: set[ref[Renewed]] = set()


def renew_in_children(connections: Renewed) -> None:
    """Renew them in every forked child, as long as they exist.

    A parent and a child that wrote to the same socket would read each other's replies.
    """
    _renewed.add(ref(connections, _renewed.discard))


def _renew_all() -> None:
    for each in [found() for found in list(_renewed)]:
        if each is not None:
            each.renew()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_renew_all)
