# Derived from amplitude_sdk/transport/exchange/_async.py by `nox -s generate`; do not edit.
"""One request, one reply or a failure, over a set of connections kept alive."""

from __future__ import annotations

import codecs
import time
from typing import TYPE_CHECKING

import httpx

from amplitude_sdk.transport.exchange.masking import mask_records, masking
from amplitude_sdk.transport.exchange.proxies import unusable_proxy
from amplitude_sdk.transport.exchange.tls import trusted
from amplitude_sdk.transport.exchange.tracebacks import hide_wire
from amplitude_sdk.transport.failures import failure_of
from amplitude_sdk.transport.messages import Failure, Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.transport.messages import Request
    from amplitude_sdk.transport.redaction import Redactor

__all__ = ["Exchange"]

codecs.lookup("idna")  # the first connection would load it, with nothing to make a fork wait


class Exchange:
    """An httpx client; its connections are kept by host.

    Args:
        transport: the caller's, to send by; None for connections of our own, which heed the
            proxies and certificates that the environment names.

    Raises:
        ConfigurationError: it names some that cannot be used.
    """

    def __init__(self, transport: httpx.BaseTransport | None) -> None:
        mask_records()
        self._client = _own() if transport is None else httpx.Client(transport=transport)
        self._defaults = dict(self._client.headers)

    def send(
        self, request: Request, headers: Mapping[str, str], timeout: float, redactor: Redactor
    ) -> Reply | Failure:
        """Send once. Trouble on the way is a value.

        Redirects are not followed and cookies not sent: a request is what it says, nothing else.

        Args:
            request: what to send.
            headers: those of authentication and introduction.
            timeout: seconds for connecting, for each write, for each read and for a free connection.
            redactor: masks the credentials in the reply, and in what httpx logs meanwhile.
        """
        try:
            with masking(redactor):
                ends = None if request.left is None else time.monotonic() + request.left
                response = self._client.send(self._built(request, headers, timeout), stream=True)
                content = _content(response, ends)
        except httpx.TransportError as error:
            return failure_of(error)
        except httpx.DecodingError as error:
            return Failure(f"the reply's content encoding is broken: {error}", sent=True)
        except httpx.InvalidURL as error:
            return Failure(f"the URL is invalid: {error}", sent=False)
        except BaseException as error:
            if isinstance(error, RuntimeError) and self._client.is_closed:
                return Failure("the client was closed", sent=False)
            hide_wire(error)
            raise
        return Reply(
            status_code=response.status_code,
            headers={
                name: redactor.received_text(value) for name, value in response.headers.items()
            },
            content=redactor.received(content),
            reason=response.reason_phrase,
        )

    def close(self) -> None:
        """Close the connections; those of the caller's transport too."""
        self._client.close()

    def _built(self, request: Request, headers: Mapping[str, str], timeout: float) -> httpx.Request:
        """The request as httpx sends it, built whole: merging it with a client's defaults is slow."""
        limits = dict.fromkeys(("connect", "read", "write", "pool"), timeout)
        return httpx.Request(
            request.operation.method,
            request.url,
            content=request.content,
            headers={**self._defaults, **headers, **request.headers},
            extensions={"timeout": limits},
        )


def _content(response: httpx.Response, ends: float | None) -> bytes:
    """The body, decompressed; a read timeout where it still drips in at the deadline."""
    chunks: list[bytes] = []
    try:
        for chunk in response.iter_bytes():
            chunks.append(chunk)
            if ends is not None and time.monotonic() > ends:
                raise httpx.ReadTimeout("the reply was not complete at the deadline")
    finally:
        response.close()
    return b"".join(chunks)


def _own() -> httpx.Client:
    certificates = trusted()
    try:
        return httpx.Client(verify=certificates)
    except (ImportError, ValueError, httpx.InvalidURL):
        pass  # neither it nor its frames go any further: they know the password of the proxy
    raise unusable_proxy()
