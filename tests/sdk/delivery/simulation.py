"""An ingestion service that answers by any documented reply, and remembers what it was sent."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
from amplitude_api import facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sdk.clients import Clock

Event = dict[str, Any]
PAUSE = facts.THROTTLE_PAUSE_SECONDS
UNSURE = ("html 200", "counts fewer", "counts nothing")
TROUBLE = ("408", "500", "503", "520", "html 502", "not sent", "lost before", "lost after")
ENDINGS = ("bad key", "missing field", "forbidden", "html 403", "not found", "redirect")
FINAL = (*ENDINGS, "html 400")
MOODS = ("fair", "fair", "too large", "throttle", "throttle all", *UNSURE, *TROUBLE)
"""What the service may do next; `fair` judges the events by their fate."""


class Turn(NamedTuple):
    """How the service takes one request, and how long that takes."""

    mood: str
    seconds: float
    style: int


def fate(event: Event) -> str:
    """What is to become of an event: it says so itself."""
    return event["event_properties"]["fate"]


def number(event: Event) -> int:
    """Which of the events given it is."""
    return event["event_properties"]["n"]


def _refused(**members: Any) -> httpx.Response:
    return httpx.Response(400, json={"code": 400, **members})


ALWAYS = {
    **{status: httpx.Response(int(status)) for status in ("408", "500", "503", "520")},
    "html 502": httpx.Response(502, html="<title>a proxy</title>"),
    "html 400": httpx.Response(400, html="<title>a proxy</title>"),
    "bad key": _refused(error="Invalid API key: a1b2"),
    "missing field": _refused(error="Request missing required field", missing_field="api_key"),
    "html 403": httpx.Response(403, html="<title>a firewall</title>"),
    "not found": httpx.Response(404),
    "redirect": httpx.Response(302, headers={"location": "/"}),
    "forbidden": httpx.Response(403, json={"code": 403, "error": "Forbidden"}),
}
"""Replies that do not look at the events."""


@dataclass
class Simulation:
    """Stores each insert_id once; the order of `stored` is the order of arrival."""

    clock: Clock
    turns: Iterator[Turn]
    stored: dict[str, Event] = field(default_factory=dict)
    insert_ids: dict[int, set[str]] = field(default_factory=dict)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    throttled: dict[str, float] = field(default_factory=dict)
    moods: Counter[str] = field(default_factory=Counter)
    unconfirmed: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        events = json.loads(request.content)["events"]
        self.sizes.append((len(request.content), len(events)))
        for event in events:
            self.insert_ids.setdefault(number(event), set()).add(event["insert_id"])
        turn = next(self.turns, Turn("fair", 0.0, 0))
        self.clock.time += turn.seconds
        self.moods[turn.mood] += 1
        return self._react(turn, events)

    def _react(self, turn: Turn, events: list[Event]) -> httpx.Response:
        match turn.mood:
            case "not sent":
                raise httpx.ConnectError("connection refused")
            case "lost before":
                raise httpx.ReadTimeout("")
            case "lost after":
                self._judge(turn, events)
                raise httpx.ReadError("connection reset")
            case "too large" if len(events) > 1:
                return httpx.Response(413, json={"code": 413, "error": "Payload too large"})
            case "throttle":
                self._throttle([events[turn.style % len(events)]])
            case "throttle all":
                self._throttle(events)
        return ALWAYS[turn.mood] if turn.mood in ALWAYS else self._judge(turn, events)

    def _throttle(self, events: list[Event]) -> None:
        self.throttled |= {id_: self.clock.time + PAUSE for each in events for id_ in _ids(each)}

    def _judge(self, turn: Turn, events: list[Event]) -> httpx.Response:
        """Refuse the request for the first documented reason there is, or take all of it."""
        silenced = [p for p, e in enumerate(events) if fate(e) == "silenced"]
        invalid = [p for p, e in enumerate(events) if fate(e) == "invalid"]
        quota = [e for e in events if fate(e) == "quota"]
        held = [p for p, e in enumerate(events) if self._is_throttled(e)]
        if silenced:
            return _silenced(silenced, held)
        if invalid:
            return _invalid(invalid, turn.style)
        if quota or held:
            return _limited([e["user_id"] for e in quota], events, held, turn.style)
        for event in events:
            self.stored.setdefault(event["insert_id"], event)
        return self._confirm(turn, len(events))

    def _confirm(self, turn: Turn, taken: int) -> httpx.Response:
        """Say how many events were taken, or something else."""
        told = {"html 200": 0, "counts fewer": turn.style % (taken + 1)}.get(turn.mood, taken)
        if turn.mood != "lost after":
            self.unconfirmed += taken - told
        if turn.mood == "html 200":
            return httpx.Response(200, html="<title>log in</title>")
        counted = {} if turn.mood == "counts nothing" else {"events_ingested": told}
        return httpx.Response(200, json={"code": 200, **counted})

    def _is_throttled(self, event: Event) -> bool:
        return any(self.throttled.get(id_, 0.0) > self.clock.time for id_ in _ids(event))


def _ids(event: Event) -> list[str]:
    return [event[name] for name in ("user_id", "device_id") if name in event]


def _silenced(silenced: list[int], held: list[int]) -> httpx.Response:
    error = "Events silenced for device_id"
    return _refused(error=error, silenced_events=silenced, throttled_events=held)


def _invalid(positions: list[int], style: int) -> httpx.Response:
    """All invalid events, the first of them, or none by its position."""
    error = "Invalid field values on some events"
    if style % 3 == 0:
        return _refused(error=error, events_with_invalid_fields={"time": positions})
    if style % 3 == 1:
        return _refused(error=error, events_with_missing_fields={"time": positions[:1]})
    return _refused(error="Invalid event JSON")


def _limited(quota: list[str], events: list[Event], held: list[int], style: int) -> httpx.Response:
    """Name whom a limit concerns by id or by position, or nobody when all are meant."""
    members: dict[str, Any] = {"code": 429, "error": "Too many requests"}
    if quota:
        members["exceeded_daily_quota_users"] = dict.fromkeys(quota, 500_001)
    if len(held) == len(events) and style % 3 == 0:
        return httpx.Response(429, json=members)
    if style % 3 == 1:
        members["throttled_users"] = {
            id_: 31 for p in held if (id_ := events[p].get("user_id")) is not None
        }
        members["throttled_devices"] = {
            id_: 31 for p in held if (id_ := events[p].get("device_id")) is not None
        }
    else:
        members["throttled_events"] = held
    return httpx.Response(429, json=members)
