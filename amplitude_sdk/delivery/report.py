"""What became of the events of an upload."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

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
            for one that was no JSON object (its status alone counts).
        requests: how many requests were sent, repetitions included.
        notes: what was changed in our copy of an event, such as a truncated text, by index.
        unsent: indexes of events without an outcome; empty unless an `UploadError` carries this.
        insert_ids: of unsent events that were ready to go, the `insert_id` to send them again with:
            some may have been stored although their reply was lost.
    """

    accepted: int = 0
    rejected: list[RejectedEvent] = field(default_factory=list[RejectedEvent])
    responses: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    requests: int = 0
    notes: dict[int, tuple[str, ...]] = field(default_factory=dict[int, tuple[str, ...]])
    unsent: list[int] = field(default_factory=list[int])
    insert_ids: dict[int, str] = field(default_factory=dict[int, str])
