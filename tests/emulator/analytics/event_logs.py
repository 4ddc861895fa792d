"""Hypothesis strategies: logs of events, and queries about them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

USERS = ["anna-1", "boris-2", "chiara-3", "dmitri-4"]
DEVICES = ["phone-1", "phone-2", "tablet-3"]
EVENT_TYPES = ["Play Song", "Skip Song", "Buy"]
GENRES = ["rock", "Rock", "pop", "hard rock", "", "10", "9.5"]
NUMBERS = [0, 1, 2, 9.5, 10, 10.25, -3, 100.0]
FIRST_DAY = date(2026, 1, 28)
DAYS = 60
DAY_MS = 24 * 60 * 60 * 1000
FIRST_MS = (FIRST_DAY - date(1970, 1, 1)).days * DAY_MS

OPERATORS = [
    "is",
    "is not",
    "contains",
    "does not contain",
    "less",
    "less or equal",
    "greater",
    "greater or equal",
    "set is",
    "set is not",
]


def random_log(seed: int, size: int) -> list[dict[str, Any]]:
    """Return that many events, the same for a seed: Hypothesis draws no lists of this length."""
    random = Random(seed)
    return [_random_event(random) for _ in range(size)]


def _random_event(random: Random) -> dict[str, Any]:
    event: dict[str, Any] = {"event_type": random.choice(EVENT_TYPES), "time": _time(random)}
    kind = random.randrange(4)
    if kind != 0:
        event["user_id"] = random.choice(USERS)
    if kind != 1:
        event["device_id"] = random.choice(DEVICES)
    if random.random() < 0.3:
        event["insert_id"] = random.choice(["a", "b", "c", "d"])
    if random.random() < 0.15:
        properties = {"$set": _properties(random, ["plan", "tags"])}
        return {**event, "event_type": "$identify", "user_properties": properties}
    members = {name: random.choice(values) for name, values in _MEMBERS.items()}
    event |= {name: value for name, value in members.items() if random.random() < 0.5}
    if random.random() < 0.9:
        event["event_properties"] = _properties(random, ["genre", "n", "a/b~c"])
    if random.random() < 0.3:
        event["user_properties"] = _properties(random, ["plan", "tags"])
    return event


_MEMBERS: dict[str, list[Any]] = {
    "country": ["Italy", "Latvia"],
    "platform": ["iOS", "Web"],
    "app_version": ["1.9", "1.10"],
    "os_name": ["ios"],
    "os_version": ["8.2"],
    "price": [1, 2.5, 0.1],
    "quantity": [1, 2, 3],
    "revenue": [7, 0.3],
}


def _time(random: Random) -> int:
    within_day = random.choice([0, 1, DAY_MS // 2, DAY_MS - 1])
    return FIRST_MS + random.randrange(DAYS) * DAY_MS + within_day


def _properties(random: Random, names: list[str]) -> dict[str, Any]:
    return {name: _value(random) for name in names if random.random() < 0.7}


def _value(random: Random) -> Any:
    kind = random.randrange(8)
    if kind < 3:
        return random.choice(GENRES)
    if kind < 5:
        return random.choice(NUMBERS)
    if kind == 5:
        return random.choices(["rock", "pop", 10, 9.5, None], k=random.randrange(5))
    return random.choice([True, False, None, {"deep": [1, "two"]}])


logs = st.builds(random_log, st.integers(0, 2**32), st.sampled_from([0, 3, 25, 60, 80]))

_event_names = st.sampled_from(
    ["_all", "_all", "_active", *EVENT_TYPES, "revenue_amount", "Never Sent"]
)
_user_property_names = st.sampled_from(
    ["gp:plan", "gp:tags", "country", "platform", "version", "os", "paying", "start_version"]
)
_event_property_names = st.sampled_from(["genre", "n", "a/b~c", "$price", "$revenue", "missing"])
_values = st.lists(
    st.sampled_from([*GENRES, "1", "10", "-3", "9", "true", "(none)", "Italy", "1.10", "OCK"]),
    min_size=1,
    max_size=3,
)


def _typed(build: Any) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(build, st.just("event"), _event_property_names),
        st.builds(build, st.just("user"), _user_property_names),
    )


filters = st.builds(
    lambda named, operator, values: {**named, "subprop_op": operator, "subprop_value": values},
    _typed(lambda type_, name: {"subprop_type": type_, "subprop_key": name}),
    st.sampled_from(OPERATORS),
    _values,
)
conditions = st.builds(
    lambda name, operator, values: {"prop": name, "op": operator, "values": values},
    _user_property_names,
    st.sampled_from(OPERATORS),
    _values,
)
group_bys = _typed(lambda type_, name: {"type": type_, "value": name})


def _few(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.one_of(
        st.just([]), st.lists(strategy, min_size=1, max_size=1), st.lists(strategy, max_size=2)
    )


@st.composite
def queries(draw: st.DrawFn) -> dict[str, Any]:
    """A query the first floor of segmentation answers."""
    grouping = draw(st.sampled_from(["none", "g", "event"]))
    asked = [_event(draw, grouping) for _ in range(draw(st.integers(1, 2)))]
    start = draw(st.sampled_from([-3, 0, 1, 5, 20]))
    length = draw(st.sampled_from([1, 6, 31, 60, 90]))
    most = 1 if grouping == "g" else 2
    return {
        "events": asked,
        "segments": draw(st.lists(_few(conditions), min_size=1, max_size=most)),
        "g": draw(_user_property_names) if grouping == "g" else None,
        "m": draw(st.sampled_from(["uniques", "totals"])),
        "i": draw(st.sampled_from([1, 7, 30])),
        "start": f"{FIRST_DAY + timedelta(days=start):%Y%m%d}",
        "end": f"{FIRST_DAY + timedelta(days=start + length):%Y%m%d}",
        "limit": draw(st.sampled_from([1, 2, 100])),
    }


def _event(draw: st.DrawFn, grouping: str) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "event_type": draw(_event_names),
        "filters": draw(_few(filters)),
    }
    if grouping == "event":
        asked["group_by"] = [draw(group_bys)]
    return asked
