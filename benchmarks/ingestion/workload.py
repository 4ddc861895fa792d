"""Feeding events to a case, and the clock around it."""

from __future__ import annotations

import gc
import resource
import time
from array import array
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.figures import percentile
from benchmarks.ingestion.event import DEVICES, POOL, USERS, properties
from benchmarks.ingestion.measurement import Latency, Measurement

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

__all__ = ["Workload"]

_STATUS: Final = Path("/proc/self/status")
_READY_EVERY: Final = 500  # events between two `await ready()`
_KIB: Final = 1024


class Workload:
    """So many events, either timed as a whole or each call by itself.

    Timing each call costs about 0.1 µs, so throughput and latency are measured in different passes.

    Args:
        events: how many.
        time_calls: whether this is the latency pass.
    """

    def __init__(self, events: int, *, time_calls: bool) -> None:
        self.events = events
        self._time_calls = time_calls
        self._calls = array("Q")  # nanoseconds
        self._seconds = self._cpu_seconds = 0.0
        self._rss_before = 0

    @contextmanager
    def clock(self) -> Iterator[None]:
        """Time what lies inside: from the first track() to the last acknowledgement."""
        gc.collect()
        self._rss_before = _memory("VmRSS")
        cpu, start = time.process_time(), time.perf_counter()
        yield
        self._seconds = time.perf_counter() - start
        self._cpu_seconds = time.process_time() - cpu

    def feed(self, track: Callable[..., object]) -> None:
        """Call it once for every event, from this thread, in a tight loop."""
        self._feed(track, range(self.events))

    async def feed_async(
        self, track: Callable[..., object], ready: Callable[[], Awaitable[object]]
    ) -> None:
        """The same on an event loop, which gets its turn every some hundred events."""
        for start in range(0, self.events, _READY_EVERY):
            self._feed(track, range(start, min(start + _READY_EVERY, self.events)))
            await ready()

    def _feed(self, track: Callable[..., object], indexes: range) -> None:
        if self._time_calls:
            for index in indexes:
                self._timed(track, index)
            return
        for index in indexes:
            track(
                user_id=USERS[index % POOL],
                device_id=DEVICES[index % POOL],
                event_properties=properties(index),
            )

    def time_call(self, call: Callable[[Any], object], argument: Any) -> None:
        """Time a call of something else than track()."""
        start = time.perf_counter_ns()
        call(argument)
        self._calls.append(time.perf_counter_ns() - start)

    def _timed(self, track: Callable[..., object], index: int) -> None:
        user_id, device_id = USERS[index % POOL], DEVICES[index % POOL]
        event_properties = properties(index)
        start = time.perf_counter_ns()
        track(user_id=user_id, device_id=device_id, event_properties=event_properties)
        self._calls.append(time.perf_counter_ns() - start)

    def measurement(self) -> Measurement:
        """What was measured."""
        return Measurement(
            events=self.events,
            seconds=self._seconds,
            cpu_seconds=self._cpu_seconds,
            rss_before_mb=self._rss_before / _KIB,
            rss_peak_mb=_memory("VmHWM") / _KIB,
            latency=self._latency(),
        )

    def _latency(self) -> Latency | None:
        if not self._calls:
            return None
        calls = sorted(nanoseconds / 1000 for nanoseconds in self._calls)
        return Latency(*(percentile(calls, share) for share in (0.5, 0.99, 0.999)))


def _memory(name: str) -> int:
    """A value of /proc/self/status in KiB.

    Where that does not exist: getrusage, which also remembers what the process was before exec, and
    knows only the peak.
    """
    if not _STATUS.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    [line] = [each for each in _STATUS.read_text().splitlines() if each.startswith(f"{name}:")]
    return int(line.split()[1])
