"""Uploading events without a queue ("HTTP V2 API")."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from amplitude_api import facts

from amplitude_sdk.delivery.dispatch import Wait
from amplitude_sdk.delivery.encode import Door, Rules
from amplitude_sdk.delivery.envelope import UPLOAD, Envelope
from amplitude_sdk.delivery.upload import Upload
from amplitude_sdk.errors import ValidationError
from amplitude_sdk.queries.checks import extra
from amplitude_sdk.transport.messages import is_seconds, wire_query

if TYPE_CHECKING:
    from amplitude_api.inputs.http_v2 import Event

    from amplitude_sdk.delivery.report import UploadReport
    from amplitude_sdk.transport._async import AsyncSender

__all__ = ["AsyncEvents"]

log = logging.getLogger("amplitude_sdk")


class AsyncEvents:
    """`amp.events`."""

    def __init__(self, sender: AsyncSender) -> None:
        self._sender = sender

    async def upload(
        self,
        events: Iterable[Event | Mapping[str, Any]],
        *,
        min_id_length: int | None = None,
        gzip: bool = False,
        deadline: float | None = None,
        timeout: float | None = None,
        extra_query: Mapping[str, Any] | None = None,
    ) -> UploadReport:
        """Send events now, in as many requests as it takes, and say what became of each.

        Requests stay below 1,000,000 bytes and 2,000 events. A refused event is listed in the
        report and holds nothing else up; throttled users and devices are paused as the service
        asks while all others go on; trouble on the way is repeated by the client's retry policy
        with the same `insert_id`, so that nothing is stored twice. Events of one user or device
        leave in the order given.

        Args:
            events: mappings with wire names, read as they are needed; `Event` describes their
                members, unknown ones pass through unchanged.
            min_id_length: the shortest user or device id, in characters; 5 when absent.
            gzip: whether to compress the requests.
            deadline: seconds after which no request is started any more, waiting for throttled
                ids included; None waits for them as long as the service asks.
            timeout: seconds to wait for each attempt, instead of the client's.
            extra_query: query parameters the specs do not know.

        Returns:
            The outcome of every event.

        Raises:
            ValidationError: `events` is a single event, `min_id_length` is below 1, or `deadline`
                or `timeout` is no time.
            UploadError: sending had to stop; `.report` says what was done, `.cause` why. Upload
                `.report.unsent_events` again when the cause is gone.
        """
        if isinstance(events, Mapping | str | bytes) or not isinstance(events, Iterable):
            raise ValidationError("events", "expected several events; put a single one into a list")
        _check(min_id_length, deadline)
        sender, settings, clock = self._sender, self._sender.settings, self._sender.clock
        query = wire_query(extra(extra_query) or {})
        url = settings.base_url_of(UPLOAD.api) + UPLOAD.path
        upload = Upload(
            events,
            encode=Door(
                Rules(
                    min_id_length=min_id_length or facts.DEFAULT_MIN_ID_LENGTH,
                    map_language=settings.map_language,
                    defaults=settings.event_defaults,
                )
            ).event,
            envelope=Envelope(
                f"{url}?{query}" if query else url,
                settings.credentials.api_key,
                min_id_length=min_id_length,
                compress=gzip,
                timeout=timeout,
            ),
            judge=sender.judge,
            policy=settings.retry,
            began=clock.now(),
            deadline=deadline,
        )
        while (step := upload.step(clock.now())) is not None:
            if isinstance(step, Wait):
                log.info("uploadEvents: %s; going on in %.1f s", step.reason, step.seconds)
                await clock.asleep(step.seconds)
            else:
                upload.settle(await sender.attempt(step), clock.now())
        return upload.report


def _check(min_id_length: int | None, deadline: float | None) -> None:
    if min_id_length is not None and (type(min_id_length) is not int or min_id_length < 1):
        raise ValidationError(
            "min_id_length", f"a whole number of at least 1, got {min_id_length!r}"
        )
    if deadline is not None and not is_seconds(deadline):
        raise ValidationError(
            "deadline", f"seconds, a positive and finite number, got {deadline!r}"
        )
