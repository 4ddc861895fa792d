"""Which httpx exceptions prove that nothing was sent."""

from __future__ import annotations

from typing import Final

import httpx

from amplitude_sdk.transport.messages import Failure

__all__ = ["failure_of"]

_NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)


def failure_of(error: httpx.TransportError) -> Failure:
    """Describe a transport exception; anything not known to precede sending counts as sent."""
    words = str(error) or type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        words = f"timed out ({type(error).__name__})"
    return Failure(
        reason=words,
        sent=not isinstance(error, _NEVER_SENT),
        timeout=isinstance(error, httpx.TimeoutException),
    )
