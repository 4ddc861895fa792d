"""What became of the events of an upload."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["RejectedEvent", "UploadReport"]


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
        unconfirmed: how many of the accepted events a 200 took whose body was no JSON object. The
            status alone counts, but if this is not 0 look whether a proxy answers for the service.
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
