"""Makes up users and what they do, the same for the same seed.

A music shop: people open it on some days, search, play songs; some put things into a cart and some
of those buy. Later weeks see fewer of the early users again, so that retention falls and funnels
narrow as they do in real products.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY_MS: Final = 24 * 60 * 60 * 1000
_MINUTE_MS: Final = 60 * 1000
_COUNTRIES: Final = ("United States", "Germany", "Netherlands", "Japan", "Brazil")
_PLATFORMS: Final = ("iOS", "Android", "Web")
_LANGUAGES: Final = ("English", "German", "Dutch", "Japanese", "Portuguese")
_GENRES: Final = ("rock", "pop", "jazz", "classical", "folk")
_PLANS: Final = ("free", "free", "free", "pro")
_VERSIONS: Final = ("3.0.0", "3.1.0", "3.2.0")
_FORGETTING_DAYS: Final = 12
_STEPS: Final = (
    ("Open App", 1.0),
    ("Search", 0.7),
    ("Play Song", 0.8),
    ("Add to Cart", 0.3),
    ("Purchase", 0.4),
)
"""What a visit consists of: each step, and how often it follows the one before."""


@dataclass(frozen=True, slots=True)
class SyntheticUsers:
    """So many made-up users over so many days, the last of which ends now.

    Raises `ValueError` for numbers that make no sense.
    """

    users: int = 100
    days: int = 30
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("users", 1), ("days", 1), ("seed", 0)):
            value = getattr(self, name)
            if type(value) is not int or value < least:
                raise ValueError(f"{name} must be a whole number from {least}")

    def events(self, now: int) -> Iterator[dict[str, Any]]:
        """Return the events, those of each user in the order of their times."""
        for number in range(self.users):
            yield from _life(Random(f"{self.seed}/{number}"), number, self, now)  # noqa: S311 -- repeatable, not secret


def _life(random: Random, number: int, of: SyntheticUsers, now: int) -> Iterator[dict[str, Any]]:
    first_day = int(of.days * random.random() ** 2)
    market = random.randrange(len(_COUNTRIES))
    user = {
        "user_id": f"synthetic-user-{number:06d}",
        "device_id": f"synthetic-device-{of.seed}-{number:06d}",
        "platform": random.choice(_PLATFORMS),
        "country": _COUNTRIES[market],
        "language": _LANGUAGES[market],
        "app_version": random.choice(_VERSIONS),
        "user_properties": {"plan": random.choice(_PLANS), "age": random.randrange(16, 70)},
    }
    for day in range(first_day, of.days):
        faithful = 2 ** -((day - first_day) / _FORGETTING_DAYS)
        if day == first_day or random.random() < 0.6 * faithful:
            start = now - (of.days - day) * _DAY_MS + random.randrange(_DAY_MS - 60 * _MINUTE_MS)
            yield from _visit(random, user, start)


def _visit(random: Random, user: dict[str, Any], start: int) -> Iterator[dict[str, Any]]:
    time = start
    for event_type, likely in _STEPS:
        if random.random() >= likely:
            return
        yield {
            **user,
            "event_type": event_type,
            "time": time,
            "session_id": start,
            "insert_id": f"{user['device_id']}-{time}",
            **_details(random, event_type),
        }
        time += random.randrange(1000, 8 * _MINUTE_MS)


def _details(random: Random, event_type: str) -> dict[str, Any]:
    if event_type == "Open App":
        return {}
    genre = random.choice(_GENRES)
    if event_type != "Purchase":
        return {"event_properties": {"genre": genre}}
    price, quantity = random.choice((0.99, 4.99, 9.99, 14.99)), random.randrange(1, 4)
    return {
        "event_properties": {"genre": genre},
        "price": price,
        "quantity": quantity,
        "productId": f"album-{genre}",
    }
