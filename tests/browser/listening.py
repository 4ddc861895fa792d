"""Six weeks of a small music app, the same in every run: what the page shows in tests and pictures."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    import httpx

KEY: Final = "studio-key-0123456789"
USERS: Final = 240
DAYS: Final = 44
_BATCH: Final = 1000
_GENRES: Final = ("ambient", "folk", "jazz", "pop")
_DEVICES: Final = (("iOS", "4.3.0"), ("Android", "4.2.1"), ("Web", "4.3.0"))
_COUNTRIES: Final = ("Brazil", "France", "Germany", "Japan")
_QUERIES: Final = ("miles davis", "björk", "brian eno", "nina simone")

ANNOTATIONS: Final[tuple[dict[str, Any], ...]] = (
    {"label": "Spring campaign", "start": "2026-02-09T08:00:00Z", "details": "Mail to free users"},
    {
        "label": "Checkout outage",
        "start": "2026-02-19T06:00:00Z",
        "end": "2026-02-21T18:00:00Z",
        "details": "Payments failed on iOS",
    },
)
RELEASES: Final[tuple[dict[str, Any], ...]] = (
    {"version": "4.2.0", "title": "New player", "release_start": "2026-02-13 09:00:00"},
    {
        "version": "4.3.0",
        "title": "Offline mode",
        "release_start": "2026-02-27 10:00:00",
        "description": "Listens without a network",
        "platforms": ["iOS", "Android"],
    },
    {
        "version": "4.3.1-internal",
        "title": "Staff only",
        "release_start": "2026-03-01 10:00:00",
        "chart_visibility": False,
    },
)


def fill_studio(http: httpx.Client, now: datetime) -> None:
    """Upload the events, and create the annotations and releases."""
    events = sorted(listening(now), key=lambda event: event["time"])
    for first in range(0, len(events), _BATCH):
        send(http, events[first : first + _BATCH])
    for annotation in ANNOTATIONS:
        http.post("/api/3/annotations", json=annotation).raise_for_status()
    for release in RELEASES:
        http.post("/api/2/release", json=release).raise_for_status()


def send(http: httpx.Client, events: list[dict[str, Any]], key: str = KEY) -> None:
    """Upload events that are accepted."""
    http.post("/2/httpapi", json={"api_key": key, "events": events}).raise_for_status()


def listening(now: datetime) -> Iterator[dict[str, Any]]:
    """Make the events: users who come, play, search, sometimes buy, and come back less and less."""
    random = Random(20260304)
    for number in range(USERS):
        user = _user(random, number)
        first = random.randrange(DAYS)
        for day in range(first, DAYS + 1):
            if day == first or random.random() < 0.62 * 0.94 ** (day - first):
                start = now - timedelta(days=DAYS - day, seconds=random.randrange(300, 36_000))
                yield from _visit(random, user, int(start.timestamp() * 1000))


def _user(random: Random, number: int) -> dict[str, Any]:
    platform, version = random.choice(_DEVICES)
    return {
        "user_id": f"listener-{number:03}@example.com",
        "device_id": f"device-{number:03}",
        "platform": platform,
        "app_version": version,
        "country": random.choice(_COUNTRIES),
        "user_properties": {"plan": random.choice(("free", "free", "family", "student"))},
    }


def _visit(random: Random, user: dict[str, Any], time: int) -> Iterator[dict[str, Any]]:
    if random.random() < 0.6:
        query = {"query": random.choice(_QUERIES), "results": random.randrange(1, 40)}
        yield {**user, "event_type": "Search", "time": time, "event_properties": query}
    for song in range(random.choice((0, 1, 1, 2, 3))):
        properties = {
            "genre": random.choice(_GENRES),
            "seconds": random.randrange(90, 400),
            "offline": random.random() < 0.2,
        }
        played = time + 30_000 + song * 210_000
        yield {**user, "event_type": "Play Song", "time": played, "event_properties": properties}
    if random.random() < 0.25:
        playlist = {"playlist": "Morning", "genres": sorted(random.sample(_GENRES, 2))}
        added = time + 700_000
        yield {**user, "event_type": "Add To Playlist", "time": added, "event_properties": playlist}
    if random.random() < 0.07:
        bought = {"event_type": "Start Subscription", "price": 9.99, "quantity": 1}
        plan = {"event_properties": {"plan": "family", "trial": random.random() < 0.5}}
        yield {**user, **bought, **plan, "time": time + 800_000}
