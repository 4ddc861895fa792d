"""Counts what segmentation, user counts and composition count, from what `slow_counter` tells.

Formulas are trees here, as the strategies draw them: ("number", 2.0), ("term", name, event, segment,
share, roll), ("operation", "+", left, right), ("function", name, operand, argument).
"""

from __future__ import annotations

import math
from datetime import datetime, time, timedelta
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any

from tests.emulator.analytics.slow_counter import NONE, happened, holds, matches, texts

if TYPE_CHECKING:
    from datetime import date

MINUTES = {-300000: 5, -3600000: 60}
ACTIVE = {"event_type": "_active"}
PERCENT = {"uniques": "UNIQUES", "totals": "TOTALS", "average": "AVG", "pct_dau": "ACTIVE"}
OF_PROPERTY = {"PROPSUM", "PROPAVG", "PROPMIN", "PROPMAX", "PROPCOUNT", "PROPCOUNTAVG"}
OF_PROPERTY |= {"PERCENTILE", "ARPAU", "REVENUETOTAL"}


def segmentation(uploads: list[Any], world: dict[str, Any], query: dict[str, Any]) -> Any:
    """Return what segmentation is to answer after these events were uploaded in order."""
    return _Chart(happened(uploads), world, query).reply()


def users(uploads: list[Any], world: dict[str, Any], query: dict[str, Any]) -> Any:
    """Return what the counts of active or new users are to be."""
    everything = happened(uploads)
    asked = {
        **query,
        "m": "uniques",
        "events": [ACTIVE],
        "limit": {1: 100, 2: 500}.get(len(query["g"]), 1),
    }
    if query["m"] == "new":
        first = {}
        for one in sorted(everything, key=lambda one: (one["moment"], one["arrived"])):
            first.setdefault(one["person"], one)
        everything_new = list(first.values())
        asked["events"] = [{"event_type": "_all"}]
        chart = _Chart(everything, world, asked)
        chart.counted = everything_new
        return chart.reply()
    return _Chart(everything, world, asked).reply()


def composition(uploads: list[Any], world: dict[str, Any], query: dict[str, Any]) -> Any:
    """Return the values of a property, each with its users."""
    people: dict[str, set[int]] = {}
    for one in happened(uploads):
        day = one["moment"].date()
        if query["first"] <= day <= query["last"] and matches(one, ACTIVE, world):
            for value in texts(one, "user", query["p"]) or [NONE]:
                people.setdefault(value, set()).add(one["person"])
    ordered = sorted(people.items(), key=lambda item: (-len(item[1]), item[0]))
    return [(value, len(some)) for value, some in ordered]


class _Chart:
    def __init__(self, everything: list[Any], world: dict[str, Any], query: dict[str, Any]) -> None:
        self.everything = everything
        self.counted = everything
        self.world = world
        self.query = query
        self.keys = _keys(query["first"], query["last"], query["i"])
        self.before = _earlier(query["first"], query["i"], 12)
        self.counts: dict[Any, bool] = {}
        for one in everything:
            one["key"] = _key(one, query["i"])

    def reply(self) -> dict[str, Any]:
        lines = self.formula_lines() if self.query["m"] == "formula" else self.metric_lines()
        if not self.everything:
            lines = []
        return {
            "xValues": self.keys,
            "series": [line["values"] for line in lines],
            "seriesCollapsed": [[{"value": line["whole"]}] for line in lines],
            "seriesLabels": [
                "; ".join(line["label"]) if line["label"] else number
                for number, line in enumerate(lines)
            ],
        }

    def metric_lines(self) -> list[dict[str, Any]]:
        metric, lines = self.query["m"], []
        for event, segment in product(
            range(len(self.query["events"])), range(len(self.query["segments"]))
        ):
            name = {**PERCENT, "histogram": "TOTALS", "sums": "PROPSUM", "value_avg": "PROPAVG"}[
                metric
            ]
            tree = ("term", name, event, segment, None, None)
            if metric == "pct_dau":
                tree = ("operation", "*", ("number", 100.0), tree)
            rank = {"totals": "TOTALS", "average": "TOTALS", "histogram": "TOTALS"}
            rank |= {"sums": "PROPSUM", "value_avg": "PROPSUM"}
            found = self.lines_of(tree, [(event, segment, rank.get(metric, "UNIQUES"))])
            if metric == "histogram":
                found.sort(key=lambda line: (line["label"][1:], float(line["label"][0])))
            lines += found
        return lines

    def formula_lines(self) -> list[dict[str, Any]]:
        lines = []
        for tree in self.query["formulas"]:
            named = [term[3] for term in _terms(tree) if term[3] is not None]
            for segment in named[:1] or range(len(self.query["segments"])):
                inside = _in_segment(tree, segment)
                pairs = dict.fromkeys((term[2], term[3]) for term in _terms(inside))
                lines += self.lines_of(inside, [(*pair, "UNIQUES") for pair in pairs])
        return lines

    def lines_of(self, tree: Any, ranked: list[tuple[int, int, str]]) -> list[dict[str, Any]]:
        self.measured = {term[2] for term in _terms(tree) if term[1] in OF_PROPERTY}
        sizes: dict[tuple[str, ...], float] = {}
        for event, segment, rank in ranked:
            if not self.groupings(event):
                sizes[()] = 0
            found = self.selected(event, segment, self.keys, whole=True)
            for label in {label for one in found for label in self.labels(one, event)}:
                size = self.measure(
                    ("term", rank, event, segment, None, None), label, self.keys, whole=True
                )
                sizes[label] = sizes.get(label, 0) + size
        order = sorted(sizes, key=lambda label: (-sizes[label], label))[: self.query["limit"]]
        return [
            {
                "label": label,
                "values": self.series(_rolled(tree, self.query), label),
                "whole": self.whole(tree, label),
            }
            for label in order
        ]

    def groupings(self, event: int) -> list[tuple[str, str]]:
        of_event = [
            (one["type"], one["value"]) for one in self.query["events"][event].get("group_by", [])
        ]
        return of_event[event in self.measured :] + [("user", name) for name in self.query["g"]]

    def labels(self, one: Any, event: int) -> list[tuple[str, ...]]:
        choices = [texts(one, *grouping) or [NONE] for grouping in self.groupings(event)]
        if self.query["m"] == "histogram":
            choices[0] = list(
                dict.fromkeys(_written(number) for number in self.numbers(one, event))
            )
        return list(product(*choices))

    def numbers(self, one: Any, event: int) -> list[float]:
        measured = self.query["events"][event]["group_by"][0]
        return _numbers(texts(one, measured["type"], measured["value"]))

    def selected(self, event: int, segment: int, keys: list[str], *, whole: bool) -> list[Any]:
        """Return what happened of an event in a segment, in some intervals."""
        return self.of(self.query["events"][event], segment, keys, whole=whole, among=self.counted)

    def of(
        self, event: Any, segment: int, keys: list[str], *, whole: bool, among: list[Any]
    ) -> list[Any]:
        return [
            one
            for one in among
            if self.inside(one, keys, whole=whole)
            and self.counted_in(one, event, segment, whole=whole)
        ]

    def counted_in(self, one: Any, event: Any, segment: int, *, whole: bool) -> bool:
        """Tell whether something is an event in a segment, and remember it: it is asked often."""
        question = (one["arrived"], id(event), segment, whole)
        if question not in self.counts:
            self.counts[question] = (
                matches(one, event, self.world)
                and all(
                    self.fits(one, part, whole=whole) for part in self.query["segments"][segment]
                )
                and (
                    self.query.get("n") != "active"
                    or event is ACTIVE
                    or self.was_active(one, whole=whole)
                )
            )
        return self.counts[question]

    def inside(self, one: Any, keys: list[str], *, whole: bool) -> bool:
        if one["key"] not in keys:
            return False
        day = one["moment"].date()
        return (day >= self.query["first"] or not whole) and day <= self.query["last"]

    def was_active(self, one: Any, *, whole: bool) -> bool:
        key = one["key"]
        return any(
            other["person"] == one["person"] and matches(other, ACTIVE, self.world)
            for other in self.everything
            if self.inside(other, [key], whole=whole)
        )

    def fits(self, one: Any, part: Any, *, whole: bool) -> bool:
        if part.get("type") == "event":
            return self.performed(one, part, whole=whole)
        if part["prop"] == "userdata_cohort":
            member = any(one["name"] in self.world["cohorts"][name] for name in part["values"])
            return member == (part["op"] == "is")
        return holds(texts(one, "user", part["prop"]), part["op"], part["values"])

    def performed(self, one: Any, part: Any, *, whole: bool) -> bool:
        key = one["key"]
        count = 0
        for other in self.everything:
            if other["person"] == one["person"] and matches(other, part, self.world):
                day = other["moment"].date()
                kind = part.get("time_type")
                if kind == "allTime":
                    count += 1
                elif kind is None:
                    count += self.query["first"] <= day <= self.query["last"]
                elif kind == "currentInterval":
                    count += self.inside(other, [key], whole=whole)
                else:
                    end = min(_end(one, self.query["i"]), _midnight_after(self.query["last"]))
                    start = end - timedelta(days=part["time_value"])
                    count += start <= other["moment"].replace(tzinfo=None) < end
        value = part["value"]
        return {
            ">=": count >= value,
            ">": count > value,
            "<=": count <= value,
            "<": count < value,
            "=": count == value,
            "!=": count != value,
        }[part["op"]]

    def series(self, tree: Any, label: tuple[str, ...]) -> list[float]:
        if tree[0] == "number":
            return [tree[1]] * len(self.keys)
        if tree[0] == "operation":
            pairs = zip(self.series(tree[2], label), self.series(tree[3], label), strict=True)
            return [_operate(tree[1], left, right) for left, right in pairs]
        if tree[0] == "function":
            values = self.series(tree[2], label)
            if tree[1] == "TRENDLINE":
                return _trend(values)
            return [_function(tree[1], value, tree[3]) for value in values]
        return [self.rolling(tree, label, at) for at in range(len(self.keys))]

    def whole(self, tree: Any, label: tuple[str, ...]) -> float:
        if tree[0] == "number":
            return float(tree[1])
        if tree[0] == "operation":
            return _operate(tree[1], self.whole(tree[2], label), self.whole(tree[3], label))
        if tree[0] == "function":
            value = self.whole(tree[2], label)
            return value if tree[1] == "TRENDLINE" else _function(tree[1], value, tree[3])
        return self.measure(tree, label, self.keys, whole=True)

    def rolling(self, term: Any, label: tuple[str, ...], at: int) -> float:
        if term[5] is None:
            return self.measure(term, label, [self.keys[at]], whole=True)
        name, count = term[5]
        if name == "CUMSUM":
            return self.measure(term, label, self.keys[: at + 1], whole=True)
        all_keys = self.before + self.keys
        last = len(self.before) + at
        window = all_keys[last - count + 1 : last + 1]
        # Of one interval there is nothing before the first day.
        whole = count == 1
        if name == "ROLLAVG":
            return sum(self.measure(term, label, [key], whole=whole) for key in window) / count
        return self.measure(term, label, window, whole=whole)

    def measure(self, term: Any, label: tuple[str, ...], keys: list[str], *, whole: bool) -> float:
        _, name, event, segment, share, _ = term
        selected = self.selected(event, segment, keys, whole=whole)
        found = [one for one in selected if label in self.labels(one, event)]
        people = {one["person"] for one in found}
        if name == "ACTIVE":
            return _divide(len(people), self.active(event, segment, label, keys, whole=whole))
        if name in {"UNIQUES", "TOTALS", "AVG", "FREQPERCENTILE"}:
            each = [sum(one["person"] == person for one in found) for person in people]
            measures = {
                "UNIQUES": len(people),
                "TOTALS": len(found),
                "AVG": _divide(len(found), len(people)),
                "FREQPERCENTILE": _percentile(each, share or 0),
            }
            return measures[name]
        if name == "ARPAU":
            numbers = [number for one in found for number in self.numbers(one, event)]
            return _divide(sum(numbers), self.active(event, segment, label, keys, whole=whole))
        return self.measure_property(name, event, found, share)

    def measure_property(self, name: str, event: int, found: list[Any], share: Any) -> float:
        numbers = [number for one in found for number in self.numbers(one, event)]
        measured = self.query["events"][event]["group_by"][0]
        pairs = {
            (one["person"], text)
            for one in found
            for text in texts(one, measured["type"], measured["value"])
        }
        measures = {
            "PROPSUM": sum(numbers),
            "REVENUETOTAL": sum(numbers),
            "PROPAVG": _divide(sum(numbers), len(numbers)),
            "PROPMIN": min(numbers, default=0),
            "PROPMAX": max(numbers, default=0),
            "PERCENTILE": _percentile(numbers, share or 0),
            "PROPCOUNT": len({text for _, text in pairs}),
            "PROPCOUNTAVG": _divide(len(pairs), len({one["person"] for one in found})),
        }
        return measures[name]

    def active(self, event: int, segment: int, label: Any, keys: list[str], *, whole: bool) -> int:
        wanted = label[len(label) - len(self.query["g"]) :]
        found = self.of(ACTIVE, segment, keys, whole=whole, among=self.everything)
        return len(
            {
                one["person"]
                for one in found
                if wanted
                in product(*[texts(one, "user", name) or [NONE] for name in self.query["g"]])
            }
        )


def _terms(tree: Any) -> list[Any]:
    if tree[0] == "term":
        return [tree]
    return [term for part in tree[1:] if isinstance(part, tuple) for term in _terms(part)]


def _in_segment(tree: Any, segment: int) -> Any:
    if tree[0] == "term":
        return (*tree[:3], segment if tree[3] is None else tree[3], *tree[4:])
    return tuple(_in_segment(part, segment) if isinstance(part, tuple) else part for part in tree)


def _rolled(tree: Any, query: dict[str, Any]) -> Any:
    for parameter, name in (("rollingWindow", "ROLLWIN"), ("rollingAverage", "ROLLAVG")):
        if query.get(parameter) is not None:
            return _roll(tree, (name, query[parameter]))
    return tree


def _roll(tree: Any, roll: tuple[str, int]) -> Any:
    if tree[0] == "term":
        return (*tree[:5], tree[5] or roll)
    return tuple(_roll(part, roll) if isinstance(part, tuple) else part for part in tree)


def _keys(first: date, last: date, interval: int) -> list[str]:
    """Return the names of all intervals of some days."""
    days = [first + timedelta(days=after) for after in range((last - first).days + 1)]
    if interval in MINUTES:
        size = MINUTES[interval]
        return [
            f"{day}T{minute // 60:02}:{minute % 60:02}:00"
            for day in days
            for minute in range(0, 24 * 60, size)
        ]
    return list(dict.fromkeys(_key_of_day(day, interval) for day in days))


def _key(one: Any, interval: int) -> str:
    moment = one["moment"]
    if interval in MINUTES:
        minute = moment.minute - moment.minute % MINUTES[interval]
        return f"{moment.date()}T{moment.hour:02}:{minute:02}:00"
    return _key_of_day(moment.date(), interval)


@lru_cache(10_000)
def _key_of_day(day: date, interval: int) -> str:
    if interval == 7:
        while day.strftime("%A") != "Monday":
            day -= timedelta(days=1)
    return day.strftime("%Y-%m-01") if interval == 30 else day.strftime("%Y-%m-%d")


def _earlier(first: date, interval: int, count: int) -> list[str]:
    """Return the names of that many intervals before the one of a day."""
    if not count:
        return []
    enough = timedelta(days=1 if interval in MINUTES else 31 * (count + 1))
    before = _keys(first - enough, first, interval)
    own = _keys(first, first, interval)[0]
    at = before.index(own)
    return before[at - count : at]


def _end(one: Any, interval: int) -> Any:
    """Return the moment at which the interval of something that happened is over."""
    moment = one["moment"].replace(tzinfo=None, second=0, microsecond=0)
    step = timedelta(minutes=MINUTES.get(interval, 24 * 60))
    moment = moment.replace(minute=moment.minute - moment.minute % MINUTES.get(interval, 60))
    if interval not in MINUTES:
        moment = moment.replace(hour=0)
    key = _key(one, interval)
    while _key({"moment": moment}, interval) == key:
        moment += step
    return moment


def _midnight_after(day: date) -> Any:
    return datetime.combine(day, time()) + timedelta(days=1)


def _numbers(found: list[str]) -> list[float]:
    numbers = []
    for text in found:
        try:
            number = float(text)
        except ValueError:
            continue
        if math.isfinite(number):
            numbers.append(number)
    return numbers


def _written(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _divide(over: float, under: float) -> float:
    return over / under if under else 0


def _percentile(values: list[float], share: float) -> float:
    if not values:
        return 0
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _operate(sign: str, left: float, right: float) -> float:
    if sign == "/":
        return _divide(left, right)
    return {"+": left + right, "-": left - right, "*": left * right}[sign]


def _function(name: str, value: float, argument: float | None) -> float:
    try:
        if name == "POWER":
            found = float(value) ** (argument or 0)
            return found if isinstance(found, float) and math.isfinite(found) else 0
        if name == "LOG":
            return math.log(value) / math.log(argument or 0)
        return {"EXP": math.exp, "LN": math.log, "LOG10": math.log10, "SQRT": math.sqrt}[name](
            value
        )
    except (ValueError, OverflowError, ZeroDivisionError):
        return 0


def _trend(values: list[float]) -> list[float]:
    count, places = len(values), range(len(values))
    under = count * sum(at * at for at in places) - sum(places) ** 2
    over = count * sum(at * value for at, value in enumerate(values)) - sum(places) * sum(values)
    slope = over / under if under else 0
    start = (sum(values) - slope * sum(places)) / count
    return [start + slope * at for at in places]
