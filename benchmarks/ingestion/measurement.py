"""What one child process found out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Latency", "Measurement"]


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles of single calls, in microseconds."""

    p50: float
    p99: float
    p999: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """One pass of one case.

    Attributes:
        events: how many were tracked.
        seconds: from the first track() to the last acknowledgement.
        cpu_seconds: of all threads, user and system, in that time.
        rss_before_mb: memory when everything was imported and constructed.
        rss_peak_mb: its peak.
        latency: None where calls were not timed one by one.
    """

    events: int
    seconds: float
    cpu_seconds: float
    rss_before_mb: float
    rss_peak_mb: float
    latency: Latency | None

    @classmethod
    def from_json(cls, members: Mapping[str, Any]) -> Self:
        """The reverse of `dataclasses.asdict`."""
        latency = members["latency"]
        return cls(**{**members, "latency": latency and Latency(**latency)})

    @property
    def events_per_second(self) -> float:
        """Throughput."""
        return self.events / self.seconds

    @property
    def cpu_microseconds(self) -> float:
        """CPU time of one event."""
        return self.cpu_seconds / self.events * 1e6
