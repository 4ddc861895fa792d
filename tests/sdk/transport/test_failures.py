"""Which trouble on the way proves that nothing was sent."""

from __future__ import annotations

import httpx
import pytest

from amplitude_sdk.transport.failures import failure_of

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)
PERHAPS_SENT = (
    httpx.ReadError,
    httpx.ReadTimeout,
    httpx.WriteError,
    httpx.WriteTimeout,
    httpx.CloseError,
    httpx.RemoteProtocolError,
)


@pytest.mark.parametrize("kind", NEVER_SENT)
def test_trouble_before_sending_proves_that_nothing_was_sent(
    kind: type[httpx.TransportError],
) -> None:
    assert failure_of(kind("refused")).sent is False


@pytest.mark.parametrize("kind", PERHAPS_SENT)
def test_all_other_trouble_counts_as_sent(kind: type[httpx.TransportError]) -> None:
    assert failure_of(kind("reset")).sent is True


def test_every_transport_exception_is_in_one_of_the_two_lists() -> None:
    def leaves(kind: type) -> set[type]:
        below = kind.__subclasses__()
        return {kind} if not below else {each for one in below for each in leaves(one)}

    assert leaves(httpx.TransportError) == {*NEVER_SENT, *PERHAPS_SENT}


@pytest.mark.parametrize(
    ("error", "reason", "timeout"),
    [
        (httpx.ReadError("reset by peer"), "reset by peer", False),
        (httpx.ReadError(""), "ReadError", False),
        (httpx.ReadTimeout("The read operation timed out"), "timed out (ReadTimeout)", True),
        (httpx.ConnectTimeout(""), "timed out (ConnectTimeout)", True),
    ],
)
def test_a_failure_says_what_happened(
    error: httpx.TransportError, reason: str, *, timeout: bool
) -> None:
    failure = failure_of(error)
    assert (failure.reason, failure.timeout) == (reason, timeout)
