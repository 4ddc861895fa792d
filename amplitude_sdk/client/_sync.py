# Derived from amplitude_sdk/client/_async.py by `nox -s generate`; do not edit.
"""The async client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from amplitude_sdk.budget.limits import QueryBudget
from amplitude_sdk.client.configuration import changed, check_transport, delivery_of, settled
from amplitude_sdk.client.late import Late, when_used
from amplitude_sdk.client.tracking._sync import Tracking
from amplitude_sdk.delivery.report import DeliveryReport
from amplitude_sdk.errors import ConfigurationError
from amplitude_sdk.retry import RetryPolicy
from amplitude_sdk.transport._sync import Sender
from amplitude_sdk.transport.loading import LOADING
from amplitude_sdk.unset import UNSET, Unset

if TYPE_CHECKING:
    import httpx

    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.thread_driver import Delivery
    from amplitude_sdk.region import Region
    from amplitude_sdk.resources._sync.annotations import Annotations
    from amplitude_sdk.resources._sync.dashboard import Dashboard
    from amplitude_sdk.resources._sync.events import Events
    from amplitude_sdk.resources._sync.raw import RawResponses
    from amplitude_sdk.resources._sync.releases import Releases

__all__ = ["Amplitude"]


class Amplitude(Tracking):
    """A client of one Amplitude project.

    It holds keys, connections and a queue of its own, so it is not pickled and not copied deeply:
    make one in each process. `with_options` gives a copy that shares them.

    Args:
        api_key: the project's API key; else `AMPLITUDE_API_KEY`.
        secret_key: its secret key, for everything but ingestion; else `AMPLITUDE_SECRET_KEY`.
        region: where the project lives, `Region.US` (the default) or `Region.EU`, or "us" or "eu"
            in any case; else `AMPLITUDE_REGION`.
        base_url: one host for every API, an emulator or a proxy; excludes `region`; else
            `AMPLITUDE_BASE_URL`.
        timeout: seconds to wait for a connection, and for each part of a reply.
        retry: how often and how long to repeat calls that may be repeated.
        delivery: how tracked events are batched, kept and retried.
        transport: an httpx transport to send by, below authentication, retry and error mapping.
        map_language: whether language tags of events become the names Amplitude stores.
        event_defaults: members merged under every event.
        query_budget: what a call of the query side does that a documented limit of the project
            holds back: "wait" within the deadline of `retry`, or "raise" at once, a
            `RateLimitError` naming the limit; None sends it, and counts nothing. All clients of a
            process with the same key and host share one budget.

    Raises:
        ConfigurationError: naming the argument, and the variable where there is one.

    Attributes:
        delivery: what was tracked, and what became of it.
        events: uploads.
        releases: releases.
        annotations: chart annotations, and their categories.
        dashboard: queries.
        with_raw_response: the same resources, with the reply of each call instead of its result.
    """

    def __init__(
        self,
        *,
        api_key: str | None = None,
        secret_key: str | None = None,
        region: Region | str | None = None,
        base_url: str | None = None,
        timeout: float = 30,
        retry: RetryPolicy | None = None,
        delivery: DeliveryConfig | None = None,
        transport: httpx.BaseTransport | None = None,
        map_language: bool = True,
        event_defaults: Mapping[str, object] | None = None,
        query_budget: QueryBudget | None = "wait",
    ) -> None:
        settings = settled(
            api_key=api_key,
            secret_key=secret_key,
            region=region,
            base_url=base_url,
            timeout=timeout,
            retry=retry,
            map_language=map_language,
            event_defaults=event_defaults,
            query_budget=query_budget,
        )
        del api_key, secret_key  # error trackers record the locals of every frame
        if isinstance(settings, ConfigurationError):
            raise settings
        check_transport(transport, "handle_request")
        sender, config = Sender.open(settings, transport), delivery_of(delivery)
        late = Late(lambda: _delivery(sender, config))
        if config is not None:
            late.get()  # what is wrong with it, or with its outbox, is wrong here
        self._assemble(sender, late, config)

    def _assemble(
        self, sender: Sender, delivery: Late[Delivery], config: DeliveryConfig | None
    ) -> None:
        self._sender = sender
        self._track_through(delivery, sender.settings, config)

    @when_used
    def events(self) -> Events:
        """Uploads."""
        with LOADING:
            from amplitude_sdk.resources._sync.events import Events

        return Events(self._sender)

    @when_used
    def releases(self) -> Releases:
        """Releases."""
        with LOADING:
            from amplitude_sdk.resources._sync.releases import Releases

        return Releases(self._sender)

    @when_used
    def annotations(self) -> Annotations:
        """Chart annotations, and their categories."""
        with LOADING:
            from amplitude_sdk.resources._sync.annotations import Annotations

        return Annotations(self._sender)

    @when_used
    def dashboard(self) -> Dashboard:
        """Queries."""
        with LOADING:
            from amplitude_sdk.resources._sync.dashboard import Dashboard

        return Dashboard(self._sender)

    @when_used
    def with_raw_response(self) -> RawResponses:
        """The same calls, with status, headers and body of the reply instead of a result."""
        with LOADING:
            from amplitude_sdk.resources._sync.raw import RawResponses

        return RawResponses(self._sender)

    def with_options(
        self,
        *,
        timeout: float | Unset = UNSET,
        retry: RetryPolicy | Unset | None = UNSET,
        map_language: bool | Unset = UNSET,
        event_defaults: Mapping[str, object] | Unset | None = UNSET,
        query_budget: QueryBudget | Unset | None = UNSET,
    ) -> Self:
        """Return a copy with other options that shares the connections; this client stays as it is.

        Args:
            timeout: seconds, as at construction.
            retry: a policy; None for the default one.
            map_language: as at construction.
            event_defaults: members merged under every event, over those of this client.
            query_budget: as at construction.

        Raises:
            ConfigurationError: a value the constructor would refuse.
        """
        given: dict[str, Any] = {
            "timeout": timeout,
            "retry": retry,
            "map_language": map_language,
            "event_defaults": event_defaults,
            "query_budget": query_budget,
        }
        changes = {name: value for name, value in given.items() if not isinstance(value, Unset)}
        copy = object.__new__(type(self))
        sender = self._sender.with_settings(changed(self._sender.settings, changes))
        copy._assemble(sender, self._delivery, self._config)
        return copy

    def close(self, timeout: float | None = None) -> DeliveryReport:
        """Send what is left, then close the connections, those of copies by `with_options` included.

        What has no outcome when the time is over is dropped with the reason "closed", or stays in
        the outbox.

        Args:
            timeout: seconds to wait at most; `DeliveryConfig.shutdown_timeout` when None.

        Returns:
            What became of everything that was tracked.

        Raises:
            ValidationError: `timeout` is no time.
            ConfigurationError: called from `on_outcome`, where it would wait for itself.
        """
        self._delivery.close()
        if self._delivery.is_made or timeout is not None:
            report = self.delivery.close(timeout)
        else:
            report = DeliveryReport()
        self._sender.close()
        return report

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        sender: Sender | None = getattr(self, "_sender", None)
        if sender is None:  # its constructor failed, and a traceback shows it
            return "Amplitude(<not configured>)"
        settings = sender.settings
        place = (
            f"base_url={sender.redactor.received_text(settings.base_url)!r}"
            if settings.base_url
            else f"region={settings.region!r}"
        )
        return f"Amplitude({place})"


def _delivery(sender: Sender, config: DeliveryConfig | None) -> Delivery:
    with LOADING:
        from amplitude_sdk.delivery.configuration import DeliveryConfig
        from amplitude_sdk.delivery.thread_driver import Delivery

    return Delivery(sender, config or DeliveryConfig())
