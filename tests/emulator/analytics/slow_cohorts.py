"""Retention and lifetime value, slowly and obviously, from the events as they were sent.

It shares no code and no SQL with the emulator.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

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
    from datetime import date

    from tests.emulator.analytics.slow_people import Did

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
LENGTHS = {1: 31, 7: 13, 30: 13}


def new_people(
    did: list[Did], event: dict[str, Any], segment: Any, group: str | None, frame_ms: int
) -> list[tuple[str, Did]]:
    """Return groups and first events of the people who are what is asked for when they are new."""
    found = []
    for mine in by_person(did).values():
        first = mine[0]
        qualifying = [
            one
            for one in mine
            if one.ms // frame_ms == first.ms // frame_ms
            and matches(one, {**event, "event_type": "_all"})
            and in_segment(one, segment)
        ]
        if qualifying:
            found += [(label, first) for label in _labels(qualifying[0], group)]
    return found


def _labels(one: Did, group: str | None) -> list[str]:
    return [""] if group is None else labels(one, ("user", group))


def retention(
    uploads: list[dict[str, Any]], query: dict[str, Any], segment: Any, now_ms: int
) -> dict[str, dict[str, Any]]:
    """Return the series of each group, the largest first."""
    did = people(uploads)
    days = days_between(query["start"], query["end"])
    starts: dict[str, dict[date, dict[str, list[int]]]] = {}
    for label, one in _starts(did, query, segment):
        if day_of(one.ms) in days:
            point = interval_of(day_of(one.ms), query["i"])
            cohort = starts.setdefault(label, {}).setdefault(point, {})
            cohort.setdefault(one.person, []).append(one.ms)
    returns: dict[str, list[int]] = defaultdict(list)
    for one in did:
        if matches(one, query["re"]):
            returns[one.person].append(one.ms)
    sizes = {label: len(set().union(*points.values())) for label, points in starts.items()}
    if query["g"] is None:
        starts, sizes = {"": starts.get("", {})}, {"": 0}
    return {
        label: _table(starts[label], returns, query, days, now_ms)
        for label in sorted(starts, key=lambda label: (-sizes[label], label))
    }


def _starts(did: list[Did], query: dict[str, Any], segment: Any) -> list[tuple[str, Did]]:
    event, group = query["se"], query["g"]
    if event["event_type"] == "_new":
        return new_people(did, event, segment, group, HOUR_MS if query["i"] == 1 else DAY_MS)
    return [
        (label, one)
        for one in did
        if matches(one, event) and in_segment(one, segment)
        for label in _labels(one, group)
    ]


def _table(
    starts: dict[date, dict[str, list[int]]],
    returns: dict[str, list[int]],
    query: dict[str, Any],
    days: list[date],
    now_ms: int,
) -> dict[str, Any]:
    columns = _columns(query)
    values, dates = {}, []
    for first, last in intervals(days, query["i"]).items():
        cohort = starts.get(first, {})
        over = (ms_of(last + timedelta(days=1)), now_ms)
        cells = [_cell(len(cohort), cohort, complete=True)]
        later = [_later(times, returns[person], query["i"]) for person, times in cohort.items()]
        for since, until in columns:
            back = [some for some in later if any(_is_back(ms, since, until, query) for ms in some)]
            complete = over[0] + until * DAY_MS <= over[1]
            cells.append(_cell(len(back), cohort, complete=complete))
        dates.append(first.strftime("%b %d, %Y"))
        values[dates[-1]] = cells
    return {"dates": dates[::-1], "values": values, "combined": _combined(list(values.values()))}


def _columns(query: dict[str, Any]) -> list[tuple[int, int]]:
    if query["rm"] == "bracket":
        return [(since, until) for since, until in query["rb"]]
    days = query["i"]
    return [(n * days, (n + 1) * days) for n in range(LENGTHS[days])]


def _later(starts: list[int], returns: list[int], interval: int) -> set[int]:
    """Return how many milliseconds, rounded down, returns are after starts."""
    unit = HOUR_MS if interval == 1 else DAY_MS
    return {end // unit * unit - start // unit * unit for start in starts for end in returns}


def _is_back(later: int, since: int, until: int, query: dict[str, Any]) -> bool:
    """Tell whether a return is in the days `since` to before `until` after a start."""
    if query["rm"] == "rolling":
        return later >= since * DAY_MS
    return since * DAY_MS <= later < until * DAY_MS


def _cell(count: int, cohort: dict[str, Any], *, complete: bool) -> dict[str, Any]:
    return {"count": count, "outof": len(cohort), "incomplete": not complete}


def _combined(rows: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    combined = []
    for number in range(len(rows[0])):
        complete = [row[number] for row in rows if not row[number]["incomplete"]]
        combined.append(
            {
                "count": sum(cell["count"] for cell in complete),
                "outof": sum(cell["outof"] for cell in complete),
                "incomplete": len(complete) < len(rows),
                "retainedSetId": None,
                "dropoffSetId": None,
            }
        )
    return combined


def lifetime_value(
    uploads: list[dict[str, Any]], query: dict[str, Any], segment: Any, now_ms: int
) -> dict[str, dict[str, Any]]:
    """Return the series of each group, the largest first."""
    did = people(uploads)
    days = days_between(query["start"], query["end"])
    cohorts: dict[str, dict[date, list[Did]]] = {} if query["g"] else {"": {}}
    everybody = {"event_type": "_all"}
    for label, first in new_people(did, everybody, segment, query["g"], HOUR_MS):
        if day_of(first.ms) in days:
            point = interval_of(day_of(first.ms), query["i"])
            cohorts.setdefault(label, {}).setdefault(point, []).append(first)
    sizes = {label: sum(map(len, points.values())) for label, points in cohorts.items()}
    return {
        label: _values(cohorts[label], did, query, days, now_ms)
        for label in sorted(cohorts, key=lambda label: (-sizes[label], label))
    }


def _values(
    cohorts: dict[date, list[Did]],
    did: list[Did],
    query: dict[str, Any],
    days: list[date],
    now_ms: int,
) -> dict[str, Any]:
    values, complete = {}, {}
    for begin, last in intervals(days, query["i"]).items():
        users = {first.person: first.ms for first in cohorts.get(begin, [])}
        paid = [one for one in did if one.person in users and "revenue" in one.sent]
        payers = {one.person for one in paid}
        row: dict[str, float] = {
            "count": len(users),
            "paid": len(payers),
            "total_amount": sum(one.sent["revenue"] for one in paid),
        }
        opened = ms_of(max(begin, days[0]))
        closed = ms_of(last + timedelta(days=1))
        flags = {}
        for n in range(1, 91):
            if opened + (n - 1) * DAY_MS > now_ms:
                break
            until = [one for one in paid if one.ms - users[one.person] < n * DAY_MS]
            amount = sum(one.sent["revenue"] for one in until)
            measures = [
                amount / len(users) if users else 0,
                amount / len(payers) if payers else 0,
                amount,
                len({one.person for one in until}),
            ]
            row[f"r{n}d"] = measures[query["m"]]
            flags[f"r{n}d"] = closed + n * DAY_MS <= now_ms
        values[str(begin)], complete[str(begin)] = row, flags
    return {"dates": list(values)[::-1], "values": values, "complete": complete}
