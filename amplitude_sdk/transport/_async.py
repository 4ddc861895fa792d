"""The driver: moves bytes, asks the policy, waits. It decides nothing itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from amplitude_sdk.budget.limits import charge_of
from amplitude_sdk.errors import ConfigurationError, DecodeError
from amplitude_sdk.transport.asyncio_connections import AsyncConnections
from amplitude_sdk.transport.clock import AsyncClock
from amplitude_sdk.transport.loading import LOADING
from amplitude_sdk.transport.logs import log_attempt, log_wait
from amplitude_sdk.transport.messages import Failure, Reply, prepare
from amplitude_sdk.transport.outcome import Judge
from amplitude_sdk.transport.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx

    from amplitude_sdk.budget._async import AsyncGovernor, AsyncTurn
    from amplitude_sdk.errors import Attempt
    from amplitude_sdk.transport.messages import Call, Request
    from amplitude_sdk.transport.settings import Settings

__all__ = ["AsyncSender"]

T = TypeVar("T")

_QUERIES: Final = "dashboard"


def _hint(settings: Settings, redactor: Redactor, api: str, status_code: int) -> str | None:
    """The hint of the settings; a base_url that it names may hold a secret."""
    hint = settings.hint(api, status_code)
    return None if hint is None else redactor.received_text(hint)


class AsyncSender:
    """Sends requests of one client over connections that it shares with its copies."""

    def __init__(
        self, settings: Settings, connections: AsyncConnections, clock: AsyncClock | None = None
    ) -> None:
        self.settings = settings
        self.clock = clock or AsyncClock()
        self.redactor = Redactor(settings.credentials)
        self.judge = Judge(self.redactor, partial(_hint, settings, self.redactor))
        self.connections = connections
        self._governor: AsyncGovernor | None = None

    @classmethod
    def open(cls, settings: Settings, transport: httpx.AsyncBaseTransport | None) -> AsyncSender:
        """Make a sender; no connection is opened before the first request."""
        return cls(settings, AsyncConnections(transport))

    def with_settings(self, settings: Settings) -> AsyncSender:
        """Make a sender of other settings over the same connections."""
        return AsyncSender(settings, self.connections, self.clock)

    async def aclose(self) -> None:
        """Close the connections for good."""
        await self.connections.aclose()

    def renew(self) -> None:
        """Let go of the connections without closing them.

        A forked child shares them with its parent, and those of an event loop that has ended cannot
        be used in another.
        """
        self.connections.renew()

    async def reopen(self) -> None:
        """Close the connections where they can still be closed; further requests open new ones."""
        await self.connections.reopen()

    @property
    def has_own_transport(self) -> bool:
        """Whether the connections are ours, not those of a transport the caller passed."""
        return self.connections.transport is None

    async def attempt(self, request: Request) -> Reply | Failure:
        """Send once. Trouble on the way is a value, not an exception.

        Raises:
            ConfigurationError: the client is closed, or has no secret key where one is needed.
        """
        exchange = await self.connections.exchange()
        began = self.clock.now()
        outcome = await exchange.send(
            request,
            self.settings.headers(request.operation),
            self.settings.timeout if request.timeout is None else request.timeout,
            self.redactor,
        )
        log_attempt(request, outcome, self.clock.now() - began, self.redactor)
        return outcome

    async def send(
        self,
        call: Call[T],
        *,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> T:
        """Send until there is a result, or an error that no repetition would change."""
        request, reply, attempts = await self.receive(
            call, timeout=timeout, extra_query=extra_query
        )
        body = self.judge.json(request, reply, attempts)
        try:
            return call.decode(body)
        except DecodeError as error:
            why = str(error)
        raise self.judge.undecodable(
            request, reply, why, attempts
        )  # not chained: `why` is not masked yet

    async def receive(
        self,
        call: Call[object],
        *,
        timeout: float | None,
        extra_query: Mapping[str, Any] | None,
    ) -> tuple[Request, Reply, tuple[Attempt, ...]]:
        """Send until there is a reply of success; with it, what was sent and what failed before."""
        base_url = self.settings.base_url_of(call.operation.api)
        request = prepare(call, base_url, timeout=timeout, extra_query=extra_query)
        return request, *await self._persist(request, call.check)

    async def _persist(self, request: Request, check: str) -> tuple[Reply, tuple[Attempt, ...]]:
        """Return the first successful reply, and the failed tries before it."""
        policy, began = self.settings.retry, self.clock.now()
        attempts: tuple[Attempt, ...] = ()
        while True:
            outcome = await self._in_turn(request, began, attempts)
            if isinstance(outcome, Reply) and self.judge.is_success(request, outcome, attempts):
                return outcome, attempts
            number = len(attempts) + 1
            wait = policy.wait(
                request.operation.retry,
                self.judge.happened(outcome),
                attempt=number,
                elapsed=self.clock.now() - began,
            )
            attempts = (*attempts, self.judge.attempt(number, outcome, wait or 0.0))
            if wait is None:
                raise self.judge.error(request, outcome, attempts, check)
            log_wait(request, outcome, wait, self.redactor)
            await self.clock.asleep(wait)

    async def _in_turn(
        self, request: Request, began: float, attempts: tuple[Attempt, ...]
    ) -> Reply | Failure:
        """Send once, as soon as the limits of the project allow it, in the time that is left.

        Raises:
            RateLimitError: they do not allow it within the deadline.
        """
        policy = self.settings.retry
        wanted = self.settings.timeout if request.timeout is None else request.timeout
        turn = self._turn(request)
        try:
            until = None if policy.deadline is None else began + policy.deadline
            hold = await turn.wait(until)
            if hold is not None:
                raise self.judge.held(request, hold, attempts)
            elapsed = self.clock.now() - began
            timeout, left = policy.timeout(wanted, elapsed), policy.left(elapsed)
            outcome = await self.attempt(replace(request, timeout=timeout, left=left))
            if isinstance(outcome, Failure) and not outcome.sent:
                turn.not_sent()
        except ConfigurationError:
            turn.not_sent()
            raise
        else:
            return outcome
        finally:
            turn.end()

    def _turn(self, request: Request) -> AsyncTurn:
        """The turn of one attempt; who only tracks events never loads what it takes."""
        if self._governor is None:
            with LOADING:
                from amplitude_sdk.budget._async import AsyncGovernor  # noqa: PLC0415  see above

            key, host = self.settings.credentials.api_key, self.settings.base_url_of(_QUERIES)
            self._governor = AsyncGovernor.of(key, host, self.settings.query_budget)
        charge = charge_of(request.operation, request.cost)
        return self._governor.turn(request.operation.id, charge, self.clock)
