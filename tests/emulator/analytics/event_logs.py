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
    lists = random.random() < 0.5  # a property that is never a list is counted by other SQL
    return [_random_event(random, lists=lists) for _ in range(size)]


def _random_event(random: Random, *, lists: bool) -> dict[str, Any]:
    event: dict[str, Any] = {"event_type": random.choice(EVENT_TYPES), "time": _time(random)}
    kind = random.randrange(4)
    if kind != 0:
        event["user_id"] = random.choice(USERS)
    if kind != 1:
        event["device_id"] = random.choice(DEVICES)
    if random.random() < 0.3:
        event["insert_id"] = random.choice(["a", "b", "c", "d"])
    if random.random() < 0.15:
        properties = {"$set": _properties(random, ["plan", "tags"], lists=lists)}
        return {**event, "event_type": "$identify", "user_properties": properties}
    members = {name: random.choice(values) for name, values in _MEMBERS.items()}
    event |= {name: value for name, value in members.items() if random.random() < 0.5}
    if random.random() < 0.9:
        event["event_properties"] = _properties(random, ["genre", "n", "a/b~c"], lists=lists)
    if random.random() < 0.3:
        event["user_properties"] = _properties(random, ["plan", "tags"], lists=lists)
    return event


_MEMBERS: dict[str, list[Any]] = {
    "country": ["Italy", "Latvia"],
    "platform": ["iOS", "Web"],
    "app_version": ["1.9", "1.10"],
    "os_name": ["ios"],
    "os_version": ["8.2"],
    "price": [1, 2.5, 0.125],  # sums of them need no rounding
    "quantity": [1, 2, 3],
    "revenue": [7, 0.25],
}


def _time(random: Random) -> int:
    within_day = random.choice([0, 1, DAY_MS // 2, DAY_MS - 1])
    return FIRST_MS + random.randrange(DAYS) * DAY_MS + within_day


def _properties(random: Random, names: list[str], *, lists: bool) -> dict[str, Any]:
    return {name: _value(random, lists=lists) for name in names if random.random() < 0.7}


def _value(random: Random, *, lists: bool) -> Any:
    kind = random.randrange(8)
    if kind < 3:
        return random.choice(GENRES)
    if kind < 5:
        return random.choice(NUMBERS)
    if kind == 5 and lists:
        return random.choices(["rock", "pop", 10, 9.5, None], k=random.randrange(5))
    return random.choice([True, False, None, {"deep": [1, "two"]}])


logs = st.builds(random_log, st.integers(0, 2**32), st.sampled_from([0, 3, 25, 60, 80]))

_event_names = st.sampled_from(
    [
        *["_all", "_all", "_active", *EVENT_TYPES, "ce:Mine", "ce:Both"],
        *["revenue_amount", "unverified_revenue", "verified_revenue", "Never Sent"],
    ]
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


cohorts = st.builds(
    lambda operator, names: {"prop": "userdata_cohort", "op": operator, "values": names},
    st.sampled_from(["is", "is not"]),
    st.sampled_from([["first"], ["second"], ["first", "second"]]),
)


@st.composite
def performed(draw: st.DrawFn) -> dict[str, Any]:
    """A condition on how often users performed an event."""
    condition = {
        "type": "event",
        "event_type": draw(_event_names),
        "op": draw(st.sampled_from([">=", ">", "<=", "<", "=", "!="])),
        "value": draw(st.sampled_from([0, 1, 1, 2, 3, 5])),
        "filters": draw(_few(filters)),
    }
    time_type = draw(st.sampled_from([None, "allTime", "currentInterval", "forEachInterval"]))
    if time_type:
        condition |= {"time_type": time_type, "time_value": draw(st.sampled_from([1, 3, 30]))}
    return condition


segments = _few(st.one_of(conditions, conditions, cohorts, performed()))

worlds = st.fixed_dictionaries(
    {
        "custom": st.fixed_dictionaries(
            {
                "Mine": st.just([{"event_type": "Buy"}, {"event_type": "_all", "filters": []}]),
                "Both": st.lists(
                    st.builds(
                        lambda name, some: {"event_type": name, "filters": some},
                        st.sampled_from([*EVENT_TYPES, "revenue_amount", "_active"]),
                        _few(filters),
                    ),
                    min_size=1,
                    max_size=2,
                ),
            }
        ),
        "cohorts": st.fixed_dictionaries(
            {
                "first": st.lists(st.sampled_from([*USERS, "nobody-5"]), unique=True),
                "second": st.lists(st.sampled_from(USERS), max_size=1),
            }
        ),
        "inactive": st.sampled_from([[], [], ["Skip Song"], ["Buy", "Play Song"], EVENT_TYPES]),
    }
)
"""What a project defines."""

METRICS = ["uniques", "totals", "pct_dau", "average", "histogram", "sums", "value_avg", "formula"]
_LENGTHS = {-300000: [0, 1], -3600000: [0, 2, 6]}


@st.composite
def queries(draw: st.DrawFn) -> dict[str, Any]:
    """A query of segmentation, in the words of `slow_series`."""
    metric = draw(st.sampled_from([*METRICS, "formula", "formula"]))
    interval = draw(st.sampled_from([1, 1, 1, 7, 30, -3600000, -300000]))
    g = draw(st.lists(_user_property_names, max_size=draw(st.sampled_from([0, 0, 1, 2]))))
    several = 1 if g else 2
    first = FIRST_DAY + timedelta(days=draw(st.sampled_from([-3, 0, 1, 5, 20])))
    length = draw(st.sampled_from(_LENGTHS.get(interval, [1, 6, 31, 60, 90])))
    query: dict[str, Any] = {
        "m": metric,
        "i": interval,
        "g": g,
        "n": draw(st.sampled_from([None, "any", "active"])),
        "first": first,
        "last": first + timedelta(days=length),
        "limit": draw(st.sampled_from([1, 2, 100])),
        "segments": draw(st.lists(segments, min_size=1, max_size=several)),
        "formulas": [],
    }
    rolling = draw(st.sampled_from([None, None, None, "rollingWindow", "rollingAverage"]))
    if rolling:
        query[rolling] = draw(st.sampled_from([1, 2, 7, 12]))
    measured = {0, 1} if metric in {"histogram", "sums", "value_avg"} else set[int]()
    groups = st.sampled_from([0, 0, 1]) if measured else st.sampled_from([0, 0, 1, 2])
    sizes = [draw(groups), draw(groups)]
    if metric == "formula":
        query["formulas"] = [draw(trees(len(query["segments"])))]
        measured = {term[2] for term in terms_of(query["formulas"][0]) if term[1] in OF_PROPERTY}
        sizes = [draw(st.sampled_from([0, 0, 1]))] * 2
    query["events"] = [
        _event(draw, size + (at in measured))
        for at, size in enumerate(sizes[: draw(st.integers(1, 2))])
    ]
    if metric == "formula":
        query["events"] = [_event(draw, size + (at in measured)) for at, size in enumerate(sizes)]
    return query


def _event(draw: st.DrawFn, groups: int) -> dict[str, Any]:
    asked: dict[str, Any] = {"event_type": draw(_event_names), "filters": draw(_few(filters))}
    if groups:
        asked["group_by"] = [draw(group_bys) for _ in range(groups)]
    return asked


OF_EVENT = ["UNIQUES", "TOTALS", "AVG", "ACTIVE", "FREQPERCENTILE"]
OF_PROPERTY = ["PROPSUM", "PROPAVG", "PROPMIN", "PROPMAX", "PROPCOUNT", "PROPCOUNTAVG"]
OF_PROPERTY += ["PERCENTILE", "ARPAU", "REVENUETOTAL"]
WITH_SHARE = {"PERCENTILE", "FREQPERCENTILE"}


@st.composite
def _terms(draw: st.DrawFn, segments: int) -> tuple[Any, ...]:
    name = draw(st.sampled_from([*OF_EVENT, *OF_PROPERTY]))
    share = draw(st.sampled_from([0.0, 0.5, 0.9, 1.0])) if name in WITH_SHARE else None
    segment = draw(st.sampled_from([None, None, None, *range(segments)]))
    roll = None
    if name not in WITH_SHARE | {"ARPAU"}:
        roll = draw(
            st.sampled_from([None, None, None, ("CUMSUM", None), ("ROLLAVG", 3), ("ROLLWIN", 4)])
        )
    return ("term", name, draw(st.integers(0, 1)), segment, share, roll)


def trees(segments: int) -> st.SearchStrategy[tuple[Any, ...]]:
    """Formulas, as `slow_series` has them. Each has a term."""
    numbers = st.sampled_from([0.0, 1.0, 2.5, 100.0]).map(lambda value: ("number", value))
    return st.recursive(
        _terms(segments),
        lambda inner: st.one_of(
            st.tuples(st.just("operation"), st.sampled_from("+-*/"), inner, inner),
            st.tuples(st.just("operation"), st.sampled_from("+-*/"), inner, numbers),
            st.tuples(st.just("operation"), st.sampled_from("+-*/"), numbers, inner),
            st.tuples(
                st.just("function"),
                st.sampled_from(["EXP", "LN", "LOG10", "SQRT", "TRENDLINE"]),
                inner,
                st.none(),
            ),
            st.tuples(
                st.just("function"),
                st.sampled_from(["LOG", "POWER"]),
                inner,
                st.sampled_from([2.0, 0.5, 3.0]),
            ),
        ),
        max_leaves=4,
    )


def terms_of(tree: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Return the terms of a formula."""
    if tree[0] == "term":
        return [tree]
    return [term for part in tree[1:] if isinstance(part, tuple) for term in terms_of(part)]


def formula_text(tree: tuple[Any, ...]) -> str:
    """Write a formula as people do."""
    if tree[0] == "number":
        return f"{tree[1]:g}"
    if tree[0] == "operation":
        return f"({formula_text(tree[2])} {tree[1]} {formula_text(tree[3])})"
    if tree[0] == "function":
        argument = "" if tree[3] is None else f", {tree[3]:g}"
        return f"{tree[1]}({formula_text(tree[2])}{argument})"
    _, name, event, segment, share, roll = tree
    letter = "AB"[event] + ("" if segment is None else str(segment + 1))
    if roll:
        return f"{roll[0]}({name}, {letter}{'' if roll[1] is None else f', {roll[1]}'})"
    return f"{name}({letter}{'' if share is None else f', {share:g}'})"
