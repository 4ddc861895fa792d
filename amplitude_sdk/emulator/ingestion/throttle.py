"""Limits how many events one user or one device sends.

Documented (HTTP V2 API, "429"): more than 30 events per second, averaged over a recent window, are
refused with 429 and the ids and events concerned. Unknown: the length of the window. Decided
(T-X13): a token bucket for each id, refilled with 30 events per second, holding 900, which is 30
seconds of the limit and the pause the documentation asks for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from amplitude_api.facts import BURST_EVENTS, EVENTS_PER_SECOND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WINDOW_SECONDS: Final = BURST_EVENTS / EVENTS_PER_SECOND
_SWEEP_SIZE: Final = 100_000
"""Above this number of buckets the full ones are forgotten: a full bucket is like a new one."""


class _Bucket(NamedTuple):
    tokens: float
    time: int

    def at(self, now: int) -> float:
        if now < self.time:  # the clock was set back, to before any of these events
            return float(BURST_EVENTS)
        elapsed = (now - self.time) / 1000
        return min(float(BURST_EVENTS), self.tokens + elapsed * EVENTS_PER_SECOND)


class Throttled(NamedTuple):
    """The ids that send too fast, each with its events per second."""

    users: Mapping[str, int]
    devices: Mapping[str, int]


class Throttle:
    """The buckets of one project. Times are epoch milliseconds."""

    def __init__(self) -> None:
        self._users: dict[str, _Bucket] = {}
        self._devices: dict[str, _Bucket] = {}

    def take(self, users: Iterable[str], devices: Iterable[str], now: int) -> Throttled | None:
        """Take one token for each event of each id, or none at all.

        Returns the ids whose bucket does not hold enough; then nothing is taken, because nothing of
        the request is stored.
        """
        user_events, device_events = Counter(users), Counter(devices)
        throttled = Throttled(
            _exceeded(self._users, user_events, now), _exceeded(self._devices, device_events, now)
        )
        if throttled.users or throttled.devices:
            return throttled
        _charge(self._users, user_events, now)
        _charge(self._devices, device_events, now)
        return None


def _exceeded(buckets: dict[str, _Bucket], events: Counter[str], now: int) -> dict[str, int]:
    levels = ((id_, count, _level(buckets, id_, now)) for id_, count in events.items())
    return {id_: _rate(count, level) for id_, count, level in levels if count > level}


def _rate(count: int, level: float) -> int:
    """Return the events per second over the window, this request included: always above 30."""
    return max(EVENTS_PER_SECOND + 1, round((BURST_EVENTS - level + count) / _WINDOW_SECONDS))


def _charge(buckets: dict[str, _Bucket], events: Counter[str], now: int) -> None:
    for id_, count in events.items():
        buckets[id_] = _Bucket(_level(buckets, id_, now) - count, now)
    if len(buckets) > _SWEEP_SIZE:
        for id_ in [id_ for id_, bucket in buckets.items() if bucket.at(now) >= BURST_EVENTS]:
            del buckets[id_]


def _level(buckets: dict[str, _Bucket], id_: str, now: int) -> float:
    bucket = buckets.get(id_)
    return float(BURST_EVENTS) if bucket is None else bucket.at(now)
