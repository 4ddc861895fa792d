"""What became of events: of an upload, and of those that were tracked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import orjson

if TYPE_CHECKING:
    from amplitude_sdk.errors import AmplitudeError, OutboxError

__all__ = ["DeliveryReport", "Outcome", "RejectedEvent", "Status", "UploadReport", "unconfirmed"]

Status: TypeAlias = Literal["delivered", "rejected", "dropped"]


@dataclass(frozen=True, slots=True)
class RejectedEvent:
    """An event that was refused, by the SDK before sending or by the service.

    Attributes:
        index: its place in the events given.
        event: the event as it was given.
        reason: why, and what to do where that is known.
        code: the status of the reply that refused it; None when it was refused before sending.
        fields: the members at fault, dotted paths inside properties; empty when not known.
        retryable: whether the same event may be accepted later, as after a daily quota.
    """

    index: int
    event: Mapping[str, Any] = field(repr=False)
    reason: str
    code: int | None = None
    fields: tuple[str, ...] = ()
    retryable: bool = False


@dataclass(slots=True)
class UploadReport:
    """The outcome of an upload: `accepted + len(rejected) + len(unsent)` is what was given.

    Attributes:
        accepted: how many events the service took; an event it had already counts too.
        rejected: the refused events, in the order of their indexes.
        responses: the bodies of the 200 replies, decoded, `events_ingested` among their members; {}
            for one that was no JSON object.
        requests: how many requests were sent, repetitions included.
        notes: what was changed in our copy of an event, such as a truncated text, by index.
        unconfirmed: how many of the accepted events the bodies of the 200 replies did not count in
            `events_ingested`, all of them where a body was no JSON object. The status alone counts,
            but if this is not 0 look whether a proxy answers for the service.
        unsent: indexes of events without a known outcome; empty unless an `UploadError` carries
            this. Of a generator, which cannot be read twice, only events that had been read are
            given: the rest is still in it.
        unsent_events: those events, ready to be uploaded again: with the `insert_id` they were sent
            with, so that one that was stored although its reply was lost is not stored twice.
    """

    accepted: int = 0
    rejected: list[RejectedEvent] = field(default_factory=list[RejectedEvent])
    responses: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    requests: int = 0
    notes: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    unconfirmed: int = 0
    unsent: list[int] = field(default_factory=list[int])
    unsent_events: list[Mapping[str, Any]] = field(
        default_factory=list[Mapping[str, Any]], repr=False
    )


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """Where the tracked events are: `tracked == delivered + rejected + dropped + pending`, always.

    Attributes:
        tracked: how many events `track` and its like took, and those taken over from an outbox. An
            event refused by an exception is not among them.
        delivered: the service took them.
        rejected: the service refused them, or there is no request they fit into.
        dropped: given up: over the daily quota, out of `retry_for`, no room, or closed.
        pending: on their way, waiting for their turn or for a throttled user, or in the outbox.
        unconfirmed: of the delivered ones, how many the replies did not count in
            `events_ingested`; a reply that is no JSON object counts none. If this is not 0 look
            whether a proxy answers for the service.
        recovered: of the tracked ones, how many an earlier process had left in the outbox.
        stopped: the error that stopped sending (a wrong key, 403), None while sending. Events are
            kept meanwhile; `delivery.resume()` tries again.
        outbox_error: why events cannot be written to the outbox or read from it at present.
    """

    tracked: int = 0
    delivered: int = 0
    rejected: int = 0
    dropped: int = 0
    pending: int = 0
    unconfirmed: int = 0
    recovered: int = 0
    stopped: AmplitudeError | None = None
    outbox_error: OutboxError | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a tracked event; `on_outcome` gets one for each.

    Attributes:
        status: "delivered", "rejected" or "dropped".
        reason: why, and what to do where that is known; empty for a delivered one. An event dropped
            as "closed" may have been stored, if the reply to its last request never came.
        code: the status of the reply that decided it; None when no reply did.
        fields: the members at fault; empty when not known.
        notes: what was changed in our copy, such as a truncated text.
        data: the event as it was sent, in JSON.
    """

    status: Status
    reason: str = ""
    code: int | None = None
    fields: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    data: bytes = field(default=b"{}", repr=False)

    @property
    def event(self) -> Mapping[str, Any]:
        """The event as it was sent, with its `insert_id`; decoded at each use."""
        event: Mapping[str, Any] = orjson.loads(self.data)
        return event


def unconfirmed(sent: int, members: Mapping[str, Any] | None) -> int:
    """How many events of an accepted request its reply leaves uncounted.

    A reply without `events_ingested` says nothing about them, one that is no JSON object is no reply
    of the service.
    """
    if members is None:
        return sent
    counted = members.get("events_ingested", sent)
    return max(0, sent - counted) if type(counted) is int else sent
