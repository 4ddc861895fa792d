"""Limits what a project asks.

Documented (Dashboard REST API, "Rate limits"): so many requests at the same time, over all APIs but
ingestion; so much cost within five minutes and within an hour (T-D23); user activity and user search
are counted by the query instead, and have a number of their own at the same time (T-X30). Unknown:
when a request begins and ceases to count, and what becomes of one that costs more than a limit.
Decided (T-X63): every request that gets that far counts from its arrival; one that costs more than a
limit by itself is not held to it, since the documentation has an example of such a query.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_api.facts import (
    CONCURRENT_REQUESTS,
    CONCURRENT_USER_QUERIES,
    COST_PER_FIVE_MINUTES,
    COST_PER_HOUR,
    USER_QUERIES_PER_HOUR,
)

from amplitude_sdk.emulator.query_cost import query_cost
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.replies import RefusedError

_MINUTE_MS: Final = 60_000


@dataclass(frozen=True, eq=False)
class _Kind:
    """What is counted alike."""

    running: str
    most_running: int
    spent: str
    windows: Mapping[int, int]
    """In so many minutes at most so much."""


_COST: Final = _Kind(
    "requests", CONCURRENT_REQUESTS, "cost", {5: COST_PER_FIVE_MINUTES, 60: COST_PER_HOUR}
)
_USER_QUERIES: Final = _Kind(
    "user activities and searches",
    CONCURRENT_USER_QUERIES,
    "user activities and searches",
    {60: USER_QUERIES_PER_HOUR},
)


class _Spent(NamedTuple):
    time: int
    amount: int


class QueryLimits:
    """What each project has running, and what it spent. Any number of threads may ask at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running: Counter[tuple[int, _Kind]] = Counter()
        self._spent: defaultdict[tuple[int, _Kind], list[_Spent]] = defaultdict(list)

    @contextmanager
    def running(self, call: Call, now: int) -> Generator[None]:
        """Count a request while it runs. Raises the 429 when there is no room, and counts nothing."""
        kind, amount = _charge(call)
        key = call.project.app_id, kind
        with self._lock:
            self._begin(key, amount, now)
        try:
            yield
        finally:
            with self._lock:
                self._running[key] -= 1

    def forget(self) -> None:
        """Forget what was spent."""
        with self._lock:
            self._spent.clear()

    def _begin(self, key: tuple[int, _Kind], amount: int, now: int) -> None:
        _, kind = key
        if self._running[key] >= kind.most_running:
            raise _exceeded(f"{kind.most_running} {kind.running} at the same time")
        spent = self._spent[key] = _recent(self._spent[key], max(kind.windows), now)
        for minutes, most in kind.windows.items():
            taken = sum(one.amount for one in _recent(spent, minutes, now))
            if amount and taken + amount > most >= amount:
                raise _exceeded(
                    f"{most} {kind.spent} within {minutes} minutes: {taken} spent, {amount} asked for"
                )
        self._running[key] += 1
        if amount:
            spent.append(_Spent(now, amount))


def _recent(spent: list[_Spent], minutes: int, now: int) -> list[_Spent]:
    """Return what counts yet; after the clock was set back, nothing that was spent later."""
    return [one for one in spent if one.time <= now < one.time + minutes * _MINUTE_MS]


def _charge(call: Call) -> tuple[_Kind, int]:
    cost = call.operation.cost
    if cost is not None and not any(cost):
        return _USER_QUERIES, 1
    return _COST, query_cost(call.operation, call.parameters)


def _exceeded(what: str) -> RefusedError:
    return refused(429, f"The limit of the project is {what}")
