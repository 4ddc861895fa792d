"""Hypothesis strategies: what a few people do in a few days, often in the same second."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

FIRST_DAY = date(2026, 1, 30)
DAY_MS = 24 * 60 * 60 * 1000
HOUR_MS = DAY_MS // 24
FIRST_MS = (FIRST_DAY - date(1970, 1, 1)).days * DAY_MS
EVENT_TYPES = ["A", "B", "C", "Other"]
GENRES = ["rock", "pop", ["rock", "jazz"], []]
COUNTRIES = ["Italy", "Latvia"]


def journey_log(seed: int, size: int, days: int, *, dense: bool) -> list[dict[str, Any]]:
    """Return events in the order in which they are uploaded, which is not that of their times."""
    random = Random(seed)
    return [_event(random, days, dense=dense) for _ in range(size)]


def _event(random: Random, days: int, *, dense: bool) -> dict[str, Any]:
    name = random.choice(["anna-1", "boris-2", "chiara-3"])
    event: dict[str, Any] = {
        "event_type": random.choice(EVENT_TYPES),
        "time": FIRST_MS + (_dense(random, days) if dense else _sparse(random, days)),
        # A person has two devices. Before the name is known there, the device is somebody else.
        "device_id": f"{random.choice(['phone', 'tablet'])}-of-{name}",
    }
    if random.random() < 0.6:
        event["user_id"] = name
    if random.random() < 0.8:
        event["country"] = random.choice(COUNTRIES)
    if random.random() < 0.8:
        event["event_properties"] = {"genre": random.choice(GENRES)}
    if random.random() < 0.2:
        event["revenue"] = random.choice([1, 2.5, -3, 0])
    if random.random() < 0.8:
        session = random.randrange(4) * DAY_MS + FIRST_MS
        event["session_id"] = random.choice([session, session, -1])
    return event


def _dense(random: Random, days: int) -> int:
    """A time of which few differ by more than a second, or by whole days."""
    second = random.choice([0, 0, 1, 1, 2, 3, 3600])
    within = random.choice([0, 0, 1, 999])
    return random.randrange(days) * DAY_MS + second * 1000 + within


def _sparse(random: Random, days: int) -> int:
    hour = random.choice([0, 1, 11, 12, 23])
    return (
        random.randrange(days) * DAY_MS + hour * HOUR_MS + random.choice([0, 59_000, HOUR_MS - 1])
    )


def logs(days: int, *, dense: bool) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Logs of up to sixty events."""
    return st.builds(
        lambda seed, size: journey_log(seed, size, days, dense=dense),
        st.integers(0, 2**32),
        st.sampled_from([0, 4, 15, 30, 60]),
    )


def days(longest: int) -> st.SearchStrategy[dict[str, str]]:
    """The parameters start and end."""
    return st.builds(
        lambda first, length: {
            "start": f"{FIRST_DAY + timedelta(days=first):%Y%m%d}",
            "end": f"{FIRST_DAY + timedelta(days=first + length):%Y%m%d}",
        },
        st.sampled_from([-2, 0, 0, 1, 2]),
        st.integers(0, longest),
    )


filters = st.builds(
    lambda operator, value: {
        "subprop_type": "event",
        "subprop_key": "genre",
        "subprop_op": operator,
        "subprop_value": [value],
    },
    st.sampled_from(["is", "is not"]),
    st.sampled_from(["rock", "pop"]),
)


def events(*names: str) -> st.SearchStrategy[dict[str, Any]]:
    """Event objects, some of them filtered."""
    return st.builds(
        lambda name, narrowed: {"event_type": name, "filters": narrowed},
        st.sampled_from(names),
        st.one_of(st.just([]), st.just([]), st.just([]), st.lists(filters, max_size=1)),
    )


_conditions = st.builds(
    lambda country: {"prop": "country", "op": "is", "values": [country]},
    st.sampled_from([*COUNTRIES, "(none)"]),
)
segments = st.one_of(
    st.just([[]]),
    st.lists(st.lists(_conditions, max_size=1), min_size=1, max_size=2),
)
