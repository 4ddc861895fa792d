"""The driver: moves bytes, asks the policy, waits. It decides nothing itself."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

import httpx

from amplitude_sdk.errors import ConfigurationError, DecodeError
from amplitude_sdk.transport.clock import AsyncClock
from amplitude_sdk.transport.failures import failure_of
from amplitude_sdk.transport.messages import Failure, Reply, prepare
from amplitude_sdk.transport.outcome import Judge
from amplitude_sdk.transport.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from amplitude_sdk.errors import Attempt
    from amplitude_sdk.transport.messages import Call, Request
    from amplitude_sdk.transport.settings import Settings

__all__ = ["AsyncSender"]

T = TypeVar("T")

log = logging.getLogger("amplitude_sdk")


class _AsyncPool:
    """The connections that a client and its copies share."""

    def __init__(self, transport: httpx.AsyncBaseTransport | None) -> None:
        self.transport = transport
        self.is_closed = False
        self._opening = threading.Lock()
        self._client: httpx.AsyncClient | None = self._open()

    @property
    def client(self) -> httpx.AsyncClient:
        """The connections that can be used here."""
        with self._opening:
            if self._client is None:
                self._client = self._open()
            return self._client

    def renew(self) -> None:
        """Begin with no connection, unless they are the caller's.

        New ones are opened when they are needed: loading certificates takes long, and most forked
        children send nothing.
        """
        if self.transport is None and not self.is_closed:
            self._opening, self._client = threading.Lock(), None

    async def reopen(self) -> None:
        """Close the connections, unless they are the caller's, and begin with none."""
        client = self._client
        self.renew()
        if client is not None and self._client is None:
            await client.aclose()

    async def aclose(self) -> None:
        """Close the connections for good."""
        self.is_closed = True
        if self._client is not None:
            await self._client.aclose()

    def _open(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=self.transport, follow_redirects=False)


class AsyncSender:
    """Sends requests of one client over one connection pool."""

    def __init__(
        self, settings: Settings, pool: _AsyncPool, clock: AsyncClock | None = None
    ) -> None:
        self.settings = settings
        self.judge = Judge(Redactor(settings.credentials), settings.hint)
        self.clock = clock or AsyncClock()
        self._pool = pool

    @classmethod
    def open(cls, settings: Settings, transport: httpx.AsyncBaseTransport | None) -> AsyncSender:
        """Make a sender with a pool of its own; no connection is opened before the first request."""
        return cls(settings, _AsyncPool(transport))

    def with_settings(self, settings: Settings) -> AsyncSender:
        """Make a sender of other settings over the same pool."""
        return AsyncSender(settings, self._pool, self.clock)

    async def aclose(self) -> None:
        """Close the pool and its connections."""
        await self._pool.aclose()

    def renew(self) -> None:
        """Let go of the connections without closing them.

        A forked child shares them with its parent, and those of an event loop that has ended cannot
        be used in another.
        """
        self._pool.renew()

    async def reopen(self) -> None:
        """Close the connections where they can still be closed; further requests open new ones."""
        await self._pool.reopen()

    @property
    def has_own_transport(self) -> bool:
        """Whether the connections are ours, not those of a transport the caller passed."""
        return self._pool.transport is None

    async def attempt(self, request: Request) -> Reply | Failure:
        """Send once. Trouble on the way is a value, not an exception.

        Raises:
            ConfigurationError: the client is closed, or has no secret key where one is needed.
        """
        client = self._pool.client
        if self._pool.is_closed:
            raise ConfigurationError(
                "the client is closed; make a new one, or use it inside `with`"
            )
        headers = {**self.settings.headers(request.operation), **request.headers}
        timeout = self.settings.timeout if request.timeout is None else request.timeout
        try:
            response = await client.request(
                request.operation.method,
                request.url,
                content=request.content,
                headers=headers,
                timeout=timeout,
            )
        except httpx.TransportError as error:
            return failure_of(error)
        except httpx.DecodingError as error:
            return Failure(f"the reply's content encoding is broken: {error}", sent=True)
        except httpx.InvalidURL as error:
            return Failure(f"the URL is invalid: {error}", sent=False)
        return Reply(
            status_code=response.status_code,
            headers=response.headers,
            content=response.content,
            reason=response.reason_phrase,
        )

    async def send(
        self,
        call: Call[T],
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> T:
        """Send until there is a result, or an error that no repetition would change."""
        base_url = self.settings.base_url_of(call.operation.api)
        request = prepare(call, base_url, timeout=timeout, extra_query=extra_query)
        reply, attempts = await self._persist(request, call.check)
        body = self.judge.json(request, reply, attempts)
        try:
            return call.decode(body)
        except DecodeError as error:
            why = str(error)
        raise self.judge.undecodable(
            request, reply, why, attempts
        )  # not chained: `why` is not masked yet

    async def _persist(self, request: Request, check: str) -> tuple[Reply, tuple[Attempt, ...]]:
        """Return the first successful reply, and the failed tries before it."""
        policy, began = self.settings.retry, self.clock.now()
        wanted = self.settings.timeout if request.timeout is None else request.timeout
        attempts: tuple[Attempt, ...] = ()
        while True:
            timeout = policy.timeout(wanted, self.clock.now() - began)
            outcome = await self.attempt(replace(request, timeout=timeout))
            if isinstance(outcome, Reply) and self.judge.is_success(request, outcome, attempts):
                return outcome, attempts
            number = len(attempts) + 1
            wait = policy.wait(
                request.operation.retry,
                self.judge.happened(outcome),
                attempt=number,
                elapsed=self.clock.now() - began,
            )
            last = self.judge.attempt(number, outcome, wait or 0.0)
            attempts = (*attempts, last)
            if wait is None:
                raise self.judge.error(request, outcome, attempts, check)
            log.info("%s: %s; trying again in %.1f s", request.operation.id, last.reason, wait)
            await self.clock.asleep(wait)
