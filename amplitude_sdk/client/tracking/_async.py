"""The half of a client that tracks events. The engine behind it is loaded with the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack

from amplitude_api import facts

from amplitude_sdk.delivery.report import DeliveryReport
from amplitude_sdk.transport.loading import LOADING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from decimal import Decimal

    from amplitude_api.inputs.tracking import (
        GroupIdentifyMembers,
        IdentifyMembers,
        RevenueMembers,
        TrackMembers,
    )

    from amplitude_sdk.client.late import Late
    from amplitude_sdk.delivery.asyncio_driver import AsyncDelivery
    from amplitude_sdk.delivery.configuration import DeliveryConfig
    from amplitude_sdk.delivery.encode import Door
    from amplitude_sdk.delivery.identify import Identify
    from amplitude_sdk.transport.settings import Settings

__all__ = ["AsyncTracking"]


class AsyncTracking:
    """Takes events and waits for their outcome; a client inherits it."""

    _put: Callable[[bytes, tuple[str, ...]], None]

    def _track_through(
        self, delivery: Late[AsyncDelivery], settings: Settings, config: DeliveryConfig | None
    ) -> None:
        """Set up what `track` needs, or will."""
        self._delivery, self._settings, self._config = delivery, settings, config
        self._door: Door | None = None
        if delivery.is_made:
            self._begin()

    @property
    def delivery(self) -> AsyncDelivery:
        """What was tracked, and what became of it."""
        return self._delivery.get()

    def _begin(self) -> Door:
        """Bind what every `track` uses: an event should not pay for looking it up."""
        with LOADING:
            from amplitude_sdk.delivery.encode import Door, Rules

        settings, config = self._settings, self._config
        shortest = None if config is None else config.min_id_length
        self._put = self.delivery.put
        self._door = Door(
            Rules(
                min_id_length=shortest or facts.DEFAULT_MIN_ID_LENGTH,
                map_language=settings.map_language,
                defaults=settings.event_defaults,
                validate=config is None or config.validate,
            )
        )
        return self._door

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
        door = self._door or self._begin()
        data, notes = door.track(event_type, given)
        put = self._put
        put(data, notes)

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
        with LOADING:
            from amplitude_sdk.delivery.identify import identify_members, joined

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
        with LOADING:
            from amplitude_sdk.delivery.identify import group_identify_members, joined

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
        with LOADING:
            from amplitude_sdk.delivery.revenue import revenue_members

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
