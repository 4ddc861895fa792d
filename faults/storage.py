"""What the service has stored, and what passed over the wire to get there."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from faults.exchange import number_of, properties_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from faults.exchange import Answer, Arrival

__all__ = ["Snapshot", "Storage"]

_JSON_NAMES = {
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


@dataclass(slots=True)
class Snapshot:
    """The record of one run, by the numbers the harness gave the events.

    Attributes:
        requests: how many were read to their end, or broken off in between.
        together: how many were in hand at the same time, at most.
        stored: in order of arrival, after the service's dedupe: number and user.
        again: copies that came when the event was stored already, one entry each.
        moments: when each of `stored` arrived, in seconds since the first request.
        unanswered: stored in a request whose reply was lost or did not confirm it.
        refused: refused for good by a reply, at least once.
        members: what each stored event carried, as "member:type".
        insert_ids: how many different ones an event came with, where more than one.
        unknown: events without a number.
    """

    requests: int = 0
    together: int = 0
    stored: list[tuple[int, str]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    unanswered: set[int] = field(default_factory=set)
    refused: set[int] = field(default_factory=set)
    members: dict[int, frozenset[str]] = field(default_factory=dict)
    insert_ids: dict[int, int] = field(default_factory=dict)
    unknown: int = 0


class Storage:
    """Stores events once per device (or user, where there is none) and insert_id."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._snapshot = Snapshot()
        self._in_hand = 0
        self._seen: set[tuple[str, str]] = set()
        self._insert_ids: dict[int, set[str]] = {}
        self._shapes: dict[frozenset[str], frozenset[str]] = {}

    def begin(self) -> None:
        """Count a request that is being read or thought about."""
        with self._lock:
            self._in_hand += 1
            self._snapshot.together = max(self._snapshot.together, self._in_hand)

    def end(self) -> None:
        """Its end is near; the client will hear of it in a moment and may send the next one."""
        with self._lock:
            self._in_hand -= 1

    def broken_off(self) -> None:
        """Count a request that was not read to its end."""
        with self._lock:
            self._snapshot.requests += 1

    def record(self, arrival: Arrival, answer: Answer) -> None:
        """Keep what the answer stores and note what it refuses."""
        with self._lock:
            self._snapshot.requests += 1
            events = list(arrival.events or ())
            for place, event in enumerate(events):
                number = number_of(event)
                if number is None:
                    self._snapshot.unknown += 1
                    continue
                self._insert_ids.setdefault(number, set()).add(str(event.get("insert_id")))
                if place in answer.refused:
                    self._snapshot.refused.add(number)
                if place < (answer.stores or 0):
                    self._store(number, event, arrival.elapsed)
            if answer.stores and not answer.confirms:
                self._miss(events)

    def reply_lost(self, arrival: Arrival) -> None:
        """Note that the client was gone when the reply was ready."""
        with self._lock:
            self._miss(list(arrival.events or ()))

    def _miss(self, events: list[dict[str, Any]]) -> None:
        numbers = (number_of(event) for event in events)
        self._snapshot.unanswered.update(number for number in numbers if number is not None)

    def _store(self, number: int, event: dict[str, Any], moment: float) -> None:
        owner = str(event.get("device_id") or event.get("user_id"))
        key = (owner, str(event.get("insert_id")))
        if event.get("insert_id") is not None and key in self._seen:
            self._snapshot.again.append(number)
            return
        self._seen.add(key)
        self._snapshot.stored.append((number, owner))
        self._snapshot.moments.append(moment)
        shape = frozenset(_shape(event))
        self._snapshot.members[number] = self._shapes.setdefault(shape, shape)

    def snapshot(self) -> Snapshot:
        """The record so far; taken when the clients are gone."""
        with self._lock:
            several = {n: len(ids) for n, ids in self._insert_ids.items() if len(ids) > 1}
            self._snapshot.insert_ids = several
            return self._snapshot


def _shape(event: dict[str, Any]) -> Iterator[str]:
    for name, value in event.items():
        yield f"{name}:{_JSON_NAMES.get(type(value), 'null')}"
    for name, value in properties_of(event).items():
        yield f"event_properties.{name}:{_JSON_NAMES.get(type(value), 'null')}"
