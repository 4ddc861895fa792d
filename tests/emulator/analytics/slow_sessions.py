"""Sessions, slowly and obviously."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.emulator.analytics.slow_people import day_of, days_between, people

if TYPE_CHECKING:
    from tests.emulator.analytics.slow_people import Did

DAY_MS = 24 * 60 * 60 * 1000
DEFAULT = [0, 3000, 10000, 30000, 60000, 180000, 600000, 1800000, 3600000, 86400000]


class Session(NamedTuple):
    start: int
    length: int


def sessions(uploads: list[dict[str, Any]]) -> list[Session]:
    """Return all sessions."""
    events: dict[tuple[str, int], list[Did]] = defaultdict(list)
    for one in people(uploads):
        if one.sent.get("session_id", -1) != -1:
            events[one.person, one.sent["session_id"]].append(one)
    return [Session(some[0].ms, min(some[-1].ms - some[0].ms, DAY_MS)) for some in events.values()]


def lengths(uploads: list[dict[str, Any]], query: dict[str, str], edges: list[float]) -> list[int]:
    """Return the number of sessions in each bin."""
    asked = days_between(query["start"], query["end"])
    counts = [0] * (len(edges) - 1)
    for session in sessions(uploads):
        for number in range(len(counts)):
            low, high = edges[number], edges[number + 1]
            whole_day = session.length == DAY_MS and low < DAY_MS <= high
            inside = low <= session.length < high and session.length < DAY_MS
            if day_of(session.start) in asked and (inside or whole_day):
                counts[number] += 1
    return counts


def averages(uploads: list[dict[str, Any]], query: dict[str, str]) -> tuple[list[float], float]:
    """Return the average length for each day and for all."""
    days = days_between(query["start"], query["end"])
    by_day = [
        [session.length for session in sessions(uploads) if day_of(session.start) == day]
        for day in days
    ]
    of_all = [length for some in by_day for length in some]
    return [_mean(some) for some in by_day], _mean(of_all)


def _mean(milliseconds: list[int]) -> float:
    return sum(milliseconds) / len(milliseconds) / 1000 if milliseconds else 0


def per_user(uploads: list[dict[str, Any]], query: dict[str, str]) -> tuple[list[float], float]:
    """Return the sessions by the active users for each day and for all."""
    days = days_between(query["start"], query["end"])
    counts = [sum(day_of(one.start) == day for one in sessions(uploads)) for day in days]
    users = [{one.person for one in people(uploads) if day_of(one.ms) == day} for day in days]
    everybody = set().union(*users)
    quotients = [count / len(who) if who else 0 for count, who in zip(counts, users, strict=True)]
    return quotients, sum(counts) / len(everybody) if everybody else 0
