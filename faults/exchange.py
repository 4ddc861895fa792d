"""What the fault server has before it, and what it may do: values without sockets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import orjson

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

__all__ = ["API_KEY", "Answer", "Arrival", "Manner", "json_answer", "number_of", "properties_of"]

API_KEY: Final = "faults-api-key"

Manner = Literal["reply", "close", "reset", "truncate"]
"""How a request ends: with a reply; hung up or reset without one; cut off in its middle."""

Event = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request that was read to its end.

    Attributes:
        number: how many came before it.
        elapsed: seconds since the first request arrived.
        size: bytes of the uncompressed body.
        api_key: what the body carries.
        events: None when the body is not JSON.
        healed: the outage was ended by the harness.
    """

    number: int
    elapsed: float
    size: int
    api_key: str | None
    events: Sequence[Event] | None
    healed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the service makes of a request.

    Attributes:
        status: of the reply.
        body: of the reply.
        headers: of the reply, besides the length.
        stores: how many of the events are stored, from the first on; None stores nothing.
        refused: positions of events that this reply refuses for good, so that nobody need repeat them.
        manner: how the request ends.
        delay: seconds until then.
    """

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    stores: int | None = None
    refused: frozenset[int] = frozenset()
    manner: Manner = "reply"
    delay: float = 0.0

    @property
    def confirms(self) -> bool:
        """Whether its receiver knows that the events are stored."""
        return self.manner == "reply" and self.status // 100 == 2  # noqa: PLR2004  a 2xx


def json_answer(
    status: int,
    error: str,
    *,
    refused: Collection[int] = (),
    retry_after: float | None = None,
    **members: object,
) -> Answer:
    """A refusal in the service's own form."""
    headers = [("Content-Type", "application/json")]
    if retry_after is not None:
        headers.append(("Retry-After", f"{retry_after:g}"))
    return Answer(
        status,
        orjson.dumps({"code": status, "error": error, **members}),
        tuple(headers),
        refused=frozenset(refused),
    )


def number_of(event: Event) -> int | None:
    """The number a harness's child gave the event, which every SDK passes on."""
    number = event.get("event_id")
    return number if isinstance(number, int) else None


def properties_of(event: Event) -> dict[str, Any]:
    """The event's properties, empty when there are none."""
    properties = event.get("event_properties")
    return properties if isinstance(properties, dict) else {}
