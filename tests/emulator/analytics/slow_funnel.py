"""Funnels by trying every way through them, from the events as they were sent.

It shares no code and no SQL with the emulator.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import combinations
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.emulator.analytics.slow_people import (
    by_person,
    day_of,
    days_between,
    in_segment,
    interval_of,
    intervals,
    labels,
    matches,
    ms_of,
    people,
)

if TYPE_CHECKING:
    from tests.emulator.analytics.slow_people import (
        Did,
    )

DAY = 24 * 60 * 60
BIN_SECONDS = (1, 10, 60, 600, 3600)
NOT_REACHED = "did not reach step"


class Way(NamedTuple):
    """The seconds at which a person did the steps, as far as they were done."""

    seconds: list[int]
    start: int
    """The second in which the conversion window begins."""

    def reached(self, step: int, *, unordered: bool) -> int:
        return max(self.seconds[: step + 1]) if unordered else self.seconds[step]


class Slow:
    """One funnel in one segment."""

    def __init__(self, uploads: list[dict[str, Any]], query: dict[str, Any], segment: Any) -> None:
        self.did = people(uploads)
        self.of_person = by_person(self.did)
        self.query, self.segment, self.steps = query, segment, query["e"]
        self.days = days_between(query["start"], query["end"])
        self.unordered = query["mode"] == "unordered"
        self.window = max(1, query["cs"] // DAY) * DAY if self.unordered else query["cs"]
        self.shared = self._shared()

    def answer(self, now_ms: int) -> list[dict[str, Any]]:
        """Return the results, the largest group first."""
        ways = {person: self._ways(mine) for person, mine in self.of_person.items()}
        new = self._new() if self.query["n"] == "new" else ways.keys()
        whole = [(person, _best(some)) for person, some in ways.items() if some and person in new]
        by_day = [
            (person, _best([way for way in some if self._interval(way) == day]))
            for person, some in ways.items()
            for day in {self._interval(way) for way in some}
        ]
        groups = {"": whole} if self.query["group"] is None else self._grouped(whole)
        largest = sorted(groups, key=lambda label: (-len(groups[label]), label))
        return [
            self._result(label, groups[label], by_day, now_ms)
            for label in largest[: self.query["limit"]]
        ]

    def _shared(self) -> set[tuple[int, int]]:
        """Return which steps have an event in common, of anybody, in the time that matters."""
        around = self.window * 1000
        first = ms_of(self.days[0]) - (around if self.unordered else 0)
        end = ms_of(self.days[-1]) + DAY * 1000 + around
        usable = [one for one in self.did if first <= one.ms < end]
        return {
            (one, other)
            for one, other in combinations(range(len(self.steps)), 2)
            if any(
                matches(did, self.steps[one]) and matches(did, self.steps[other]) for did in usable
            )
        }

    def _is_step(self, one: Did, step: int) -> bool:
        if not matches(one, self.steps[step]):
            return False
        return step > 0 or (in_segment(one, self.segment) and day_of(one.ms) in self.days)

    def _ways(self, mine: list[Did]) -> list[Way]:
        if self.unordered:
            return self._windows(mine)
        starts = {one.second for one in mine if self._is_step(one, 0)}
        return [Way(seconds, seconds[0]) for start in starts for seconds in self._on(mine, [start])]

    def _on(self, mine: list[Did], seconds: list[int]) -> list[list[int]]:
        """Return every way that begins like this one, itself included."""
        found, step = [seconds], len(seconds)
        if step == len(self.steps):
            return found
        earliest = {one.second for one in mine if self._is_step(one, step)}
        for second in earliest:
            late = second > seconds[0] + self.window
            if second < seconds[-1] or late or self._is_taken(seconds, second):
                continue
            if self.query["mode"] == "sequential" and any(
                seconds[-1] < other.second < second for other in mine
            ):
                continue
            found += self._on(mine, [*seconds, second])
        return found

    def _is_taken(self, seconds: list[int], second: int) -> bool:
        step = len(seconds)
        return any((one, step) in self.shared and seconds[one] == second for one in range(step))

    def _windows(self, mine: list[Did]) -> list[Way]:
        """Return the way through each window that begins with a step and has a step 1."""
        positions = range(len(self.steps))
        ways = []
        for start in {one.second for one in mine for step in positions if self._is_step(one, step)}:
            seconds: list[int] = []
            for step in positions:
                inside = [
                    one.second
                    for one in mine
                    if self._is_step(one, step) and start <= one.second <= start + self.window
                ]
                if not inside:
                    break
                seconds.append(min(inside))
            if seconds:
                ways.append(Way(seconds, start))
        return ways

    def _new(self) -> set[str]:
        first = {one.person: one for one in reversed(self.did)}
        return {person for person, one in first.items() if day_of(one.ms) in self.days}

    def _interval(self, way: Way) -> str:
        ms = way.seconds[0] * 1000
        if self.query["i"] == -3600000:
            return f"{day_of(ms)}T{ms // 3600000 % 24:02}:00:00"
        return str(interval_of(day_of(ms), self.query["i"]))

    def _points(self) -> dict[str, int]:
        """Return the intervals by name, with the time at which each ends."""
        if self.query["i"] == -3600000:
            return {
                f"{day}T{hour:02}:00:00": ms_of(day) + (hour + 1) * 3600000
                for day in self.days
                for hour in range(24)
            }
        last = intervals(self.days, self.query["i"])
        return {str(first): ms_of(day + timedelta(days=1)) for first, day in last.items()}

    def _grouped(self, ways: list[tuple[str, Way]]) -> dict[str, list[tuple[str, Way]]]:
        groups: dict[str, list[tuple[str, Way]]] = {}
        for person, way in ways:
            for label in self._labels(person, way):
                groups.setdefault(label, []).append((person, way))
        return groups

    def _labels(self, person: str, way: Way) -> list[str]:
        step, property_ = self.query["group"]
        if step >= len(way.seconds):
            return [NOT_REACHED]
        second = way.seconds[step]
        event = next(
            one
            for one in self.of_person[person]
            if one.second == second and self._is_step(one, step)
        )
        return list(dict.fromkeys(labels(event, property_)))

    def _result(
        self, label: str, whole: list[tuple[str, Way]], by_day: list[tuple[str, Way]], now_ms: int
    ) -> dict[str, Any]:
        if self.query["group"] is not None:
            by_day = self._grouped(by_day).get(label, [])
        points = self._points()
        rows = [[one for one in by_day if self._interval(one[1]) == point] for point in points]
        users = self._users(whole)
        ends = [end + self.window * 1000 <= now_ms for end in points.values()]
        names = {"xValues": list(points), "formattedXValues": [_formatted(one) for one in points]}
        result = {
            "events": [step["event_type"] for step in self.steps],
            "stepByStep": [1, *(_share(users[k], users[k - 1]) for k in range(1, len(users)))],
            "cumulative": [1, *(_share(count, users[0]) for count in users[1:])],
            "cumulativeRaw": users,
            "medianTransTimes": self._times(whole, median),
            "avgTransTimes": self._times(whole, fmean),
            "dayFunnels": {
                "series": [self._users(row) for row in rows],
                **names,
                "isComplete": ends,
            },
            "dayMedianTransTimes": {"series": [self._times(row, median) for row in rows], **names},
            "dayAvgTransTimes": {"series": [self._times(row, fmean) for row in rows], **names},
            "stepTransTimeDistribution": self._histograms(whole, self._time_bin),
            "stepPrevStepCountDistribution": self._histograms(whole, self._repetitions),
        }
        return result | ({"groupValue": label} if self.query["group"] is not None else {})

    def _users(self, ways: list[tuple[str, Way]]) -> list[int]:
        return [sum(len(way.seconds) > step for _, way in ways) for step in range(len(self.steps))]

    def _took(self, way: Way, step: int) -> int:
        """Return the milliseconds between reaching the step before and this one."""
        before = way.reached(step - 1, unordered=self.unordered)
        return (way.reached(step, unordered=self.unordered) - before) * 1000

    def _times(self, ways: list[tuple[str, Way]], measure: Any) -> list[float]:
        times = [
            [self._took(way, step) for _, way in ways if len(way.seconds) > step]
            for step in range(1, len(self.steps))
        ]
        return [0, *(measure(some) if some else 0 for some in times)]

    def _histograms(self, ways: list[tuple[str, Way]], bin_of: Any) -> list[dict[Any, int]]:
        return [
            dict(
                Counter(
                    bin_of(person, way, step) for person, way in ways if len(way.seconds) > step
                )
            )
            for step in range(1, len(self.steps))
        ]

    def _time_bin(self, _: str, way: Way, step: int) -> tuple[int, int]:
        sizes = [size * 1000 for size in BIN_SECONDS if self.window // size <= 1000] or [3600000]
        start = self._took(way, step) // sizes[0] * sizes[0]
        return start, start + sizes[0]

    def _repetitions(self, person: str, way: Way, step: int) -> tuple[int, int]:
        own, until = way.seconds[step - 1], way.reached(step, unordered=self.unordered)
        done = {
            one.second
            for one in self.of_person[person]
            if self._is_step(one, step - 1) and (one.second == own or own < one.second < until)
        }
        return len(done), len(done) + 1


def _best(ways: list[Way]) -> Way:
    """Return the longest way, of these the earliest."""
    return min(ways, key=lambda way: (-len(way.seconds), way.start, way.seconds))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0


def _formatted(point: str) -> str:
    day = date.fromisoformat(point[:10])
    return f"{day.strftime('%b %d')} {point[11:]}".strip()
