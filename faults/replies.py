"""What the service says: its healthy answer, and its refusals that name users, devices or events."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, Literal

import orjson

from faults.exchange import API_KEY, Answer, json_answer, properties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from faults.exchange import Arrival

__all__ = [
    "UNAVAILABLE",
    "Naming",
    "healthy",
    "html",
    "is_bad",
    "over_quota",
    "places_of",
    "refusing",
    "silenced_and_throttled",
    "stored",
    "throttled",
]

MAX_BYTES: Final = 1_000_000
MAX_EVENTS: Final = 2000

Naming = Literal["all", "first", "none"]


def healthy(arrival: Arrival) -> Answer:
    """The service's own rules, as far as the harness needs them."""
    events = arrival.events
    if events is None:
        return json_answer(400, "Invalid JSON request body")
    if arrival.api_key != API_KEY:
        return json_answer(400, "Invalid API key: ***")
    if arrival.size >= MAX_BYTES or len(events) >= MAX_EVENTS:
        return json_answer(413, "Payload too large")
    missing = [place for place, event in enumerate(events) if not _identified(event)]
    if missing:
        fields = {"user_id": missing}
        return json_answer(
            400,
            "Request missing required field",
            refused=missing,
            events_with_missing_fields=fields,
        )
    return stored(arrival)


def _identified(event: dict[str, Any]) -> bool:
    given = [event.get("user_id"), event.get("device_id")]
    return any(given) and all(each is None or isinstance(each, str) for each in given)


def stored(arrival: Arrival, count: int | None = None) -> Answer:
    """Store the events, or the first `count` of them, and say so."""
    ingested = len(arrival.events or ()) if count is None else count
    body = {
        "code": 200,
        "events_ingested": ingested,
        "payload_size_bytes": arrival.size,
        "server_upload_time": int(time.time() * 1000),
    }
    headers = (("Content-Type", "application/json"),)
    return Answer(200, orjson.dumps(body), headers, stores=ingested)


def html(status: int, words: str, retry_after: float | None = None) -> Answer:
    """The page of a proxy or a firewall."""
    page = f"<html><head><title>{status}</title></head><body><h1>{words}</h1></body></html>"
    headers = [("Content-Type", "text/html")]
    if retry_after is not None:
        headers.append(("Retry-After", f"{retry_after:g}"))
    return Answer(status, page.encode(), tuple(headers))


UNAVAILABLE: Final = html(503, "Service Unavailable")


def throttled(users: dict[str, list[int]], retry_after: float | None = None) -> Answer:
    """A 429 that names users who send too fast, and their events."""
    return json_answer(
        429,
        "Too many requests for some users",
        retry_after=retry_after,
        eps_threshold=30,
        throttled_users=dict.fromkeys(users, 31),
        throttled_devices={},
        throttled_events=sorted(place for places in users.values() for place in places),
    )


def over_quota(users: dict[str, list[int]]) -> Answer:
    """A 429 that names users over the daily quota, and their events."""
    places = sorted(place for each in users.values() for place in each)
    return json_answer(
        429,
        "Exceeded daily quota",
        refused=places,
        eps_threshold=30,
        exceeded_daily_quota_users=dict.fromkeys(users, 500_001),
        throttled_users={},
        throttled_events=places,
    )


def silenced_and_throttled(
    silenced: dict[str, list[int]], throttled: dict[str, list[int]]
) -> Answer:
    """A 400 that names silenced and throttled devices, and the events of each kind."""
    places = sorted(place for each in silenced.values() for place in each)
    return json_answer(
        400,
        "Events silenced for device_id",
        refused=places,
        eps_threshold=30,
        exceeded_daily_quota_devices={},
        silenced_devices=sorted(silenced),
        silenced_events=places,
        throttled_devices=dict.fromkeys(throttled, 31),
        throttled_events=sorted(place for each in throttled.values() for place in each),
    )


def is_bad(event: dict[str, Any]) -> bool:
    """Whether a harness's child marked the event as one that the service cannot take."""
    return properties_of(event).get("bad") is True


def refusing(arrival: Arrival, naming: Naming, error: str) -> Answer | None:
    """A 400 when the request carries bad events, naming all of them, the first, or none."""
    bad = [place for place, event in enumerate(arrival.events or ()) if is_bad(event)]
    if not bad:
        return None
    if naming == "none":
        alone = len(arrival.events or ()) == 1
        return json_answer(400, error, refused=bad if alone else ())
    named = bad if naming == "all" else bad[:1]
    fields = {"event_properties": named}
    return json_answer(400, error, refused=named, events_with_invalid_fields=fields)


def places_of(
    arrival: Arrival, chosen: Callable[[str], bool], member: str = "user_id"
) -> dict[str, list[int]]:
    """Positions of events by their user or device, of those that are chosen."""
    places: dict[str, list[int]] = {}
    for place, event in enumerate(arrival.events or ()):
        identity = event.get(member)
        if isinstance(identity, str) and chosen(identity):
            places.setdefault(identity, []).append(place)
    return places
