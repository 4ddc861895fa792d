"""The async client."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, Unpack

from amplitude_api import facts

from amplitude_sdk.budget.limits import QueryBudget
from amplitude_sdk.client.configuration import changed, check_transport, configure, delivery_of
from amplitude_sdk.delivery.asyncio_driver import AsyncDelivery
from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.identify import group_identify_members, identify_members, joined
from amplitude_sdk.delivery.report import DeliveryReport
from amplitude_sdk.delivery.revenue import revenue_members
from amplitude_sdk.resources._async.annotations import AsyncAnnotations
from amplitude_sdk.resources._async.dashboard import AsyncDashboard
from amplitude_sdk.resources._async.events import AsyncEvents
from amplitude_sdk.resources._async.releases import AsyncReleases
from amplitude_sdk.retry import RetryPolicy
from amplitude_sdk.transport._async import AsyncSender
from amplitude_sdk.unset import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    import httpx
    from amplitude_api.inputs.tracking import (
        GroupIdentifyMembers,
        IdentifyMembers,
        RevenueMembers,
        TrackMembers,
    )

    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.identify import Identify
    from amplitude_sdk.region import Region

__all__ = ["AsyncAmplitude"]


class AsyncAmplitude:
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
        transport: httpx.AsyncBaseTransport | None = None,
        map_language: bool = True,
        event_defaults: Mapping[str, object] | None = None,
        query_budget: QueryBudget | None = "wait",
    ) -> None:
        check_transport(transport, "handle_async_request")
        settings = configure(
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
        config = delivery_of(delivery)
        sender = AsyncSender.open(settings, transport)
        self._assemble(sender, config, None)

    def _assemble(
        self, sender: AsyncSender, config: DeliveryConfig, delivery: AsyncDelivery | None
    ) -> None:
        settings = sender.settings
        self._config, self._sender = config, sender
        self._door = Door(
            Rules(
                min_id_length=config.min_id_length or facts.DEFAULT_MIN_ID_LENGTH,
                map_language=settings.map_language,
                defaults=settings.event_defaults,
                validate=config.validate,
            )
        )
        self.delivery = delivery or AsyncDelivery(sender, config)
        self.events = AsyncEvents(sender)
        self.releases = AsyncReleases(sender)
        self.annotations = AsyncAnnotations(sender)
        self.dashboard = AsyncDashboard(sender)

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
        copy._assemble(sender, self._config, self.delivery)
        return copy

    def track(self, event_type: str, **members: Unpack[TrackMembers]) -> None:
        """Take an event and return; it is sent soon, in company, and repeated until it arrives.

        The event is checked and copied at once: what is changed later has no effect on it. It gets
        the time of this call unless `time` is given, and an `insert_id` by which the service
        stores it once however often it has to be sent.

        Args:
            event_type: the name of what happened.
            **members: those of the specs' `Event`, by their names in Python. One of `user_id` and
                `device_id` is required. `time` is epoch milliseconds or an aware datetime. In
                properties datetimes, dates, UUIDs, Decimals, enums, tuples and sets are converted,
                and texts over 1,024 characters truncated.

        Raises:
            ValidationError: naming the member, what is wrong with it and what to do.
            QueueFullError: there is no room; see `DeliveryConfig.when_full`.
            OutboxError: the event could not be made durable, with `outbox_sync="always"`.
            ConfigurationError: the client is closed.
        """
        given: Any = members  # our own dict, whatever its keys are
        data, notes = self._door.track(event_type, given)
        self.delivery.put(data, notes)

    def identify(
        self,
        identify: Identify,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        **members: Unpack[IdentifyMembers],
    ) -> None:
        """Change properties of a user.

        Args:
            identify: the operations.
            user_id: whose properties; this or `device_id` is required.
            device_id: whose properties.
            **members: further members of the event, such as `app_version`.

        Raises:
            ValidationError: there is no operation in it, or what `track` refuses.
            QueueFullError: as `track` does.
            OutboxError: as `track` does.
            ConfigurationError: as `track` does.
        """
        given: Any = {"user_id": user_id, "device_id": device_id, **members}
        self.track(facts.IDENTIFY_EVENT_TYPE, **joined(given, identify_members(identify)))

    def group_identify(
        self,
        group_type: str,
        group_name: str | Sequence[str],
        identify: Identify,
        *,
        user_id: str | None = None,
        device_id: str | None = None,
        **members: Unpack[GroupIdentifyMembers],
    ) -> None:
        """Change properties of a group, such as a company.

        Args:
            group_type: the kind of group, such as "company".
            group_name: which group of that kind, or several.
            identify: the operations; groups know fewer of them than users.
            user_id: whose event it is; this or `device_id` is required.
            device_id: where it happened.
            **members: further members of the event.

        Raises:
            ValidationError: an operation that groups do not know, or what `track` refuses.
            QueueFullError: as `track` does.
            OutboxError: as `track` does.
            ConfigurationError: as `track` does.
        """
        given: Any = {"user_id": user_id, "device_id": device_id, **members}
        groups = group_identify_members(group_type, group_name, identify)
        self.track(facts.GROUP_IDENTIFY_EVENT_TYPE, **joined(given, groups))

    def revenue(
        self,
        *,
        price: float | Decimal | None = None,
        quantity: int = 1,
        revenue: float | Decimal | None = None,
        product_id: str | None = None,
        revenue_type: str | None = None,
        user_id: str | None = None,
        device_id: str | None = None,
        event_type: str = "revenue_amount",
        **members: Unpack[RevenueMembers],
    ) -> None:
        """Track a sale, or a refund by a negative amount.

        Args:
            price: of one item; this or `revenue` is required. With both, the service counts price
                times quantity.
            quantity: how many items.
            revenue: the whole amount.
            product_id: what was sold.
            revenue_type: such as "purchase" or "refund".
            user_id: who paid; this or `device_id` is required.
            device_id: where.
            event_type: the name of the event.
            **members: further members of the event, such as `currency`.

        Raises:
            ValidationError: neither `price` nor `revenue`, or what `track` refuses.
            QueueFullError: as `track` does.
            OutboxError: as `track` does.
            ConfigurationError: as `track` does.
        """
        given: Any = {"user_id": user_id, "device_id": device_id, **members}
        sale = revenue_members(price, quantity, revenue)
        self.track(event_type, product_id=product_id, revenue_type=revenue_type, **given, **sale)

    async def flush(self, timeout: float | None = None) -> DeliveryReport:
        """Wait until everything tracked so far has an outcome, repetitions included.

        Returns at once while sending is stopped (a wrong key, 403): see `stopped` of the report.

        Args:
            timeout: seconds to wait at most.

        Returns:
            Where the tracked events are then.

        Raises:
            ValidationError: `timeout` is no time.
            ConfigurationError: called from `on_outcome`, where it would wait for itself.
        """
        return await self.delivery.flush(timeout)

    async def ready(self) -> None:
        """Wait until there is room for another event.

        Raises:
            QueueFullError: there is none, and sending has stopped.
            ConfigurationError: the client is closed.
        """
        await self.delivery.ready()

    async def close(self, timeout: float | None = None) -> DeliveryReport:
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
        report = await self.delivery.close(timeout)
        await self._sender.aclose()
        return report

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __repr__(self) -> str:
        sender: AsyncSender | None = getattr(self, "_sender", None)
        if sender is None:  # its constructor failed, and a traceback shows it
            return "AsyncAmplitude(<not configured>)"
        settings = sender.settings
        place = (
            f"base_url={settings.base_url!r}"
            if settings.base_url
            else f"region={settings.region!r}"
        )
        return f"AsyncAmplitude({place})"
