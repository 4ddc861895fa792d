"""Where a run took place, and whether the machine had time for it."""

from __future__ import annotations

import os
import platform
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

__all__ = ["DISTRIBUTIONS", "MAX_LOAD", "Machine", "filesystem", "is_busy", "processor"]

MAX_LOAD: Final = 1.0
"""A one-minute load average above this at the start means that somebody else is measured too."""

DISTRIBUTIONS: Final = (
    "amplitude-sdk-unofficial",
    "amplitude-analytics",
    "posthog",
    "segment-analytics-python",
    "mixpanel",
    "orjson",
    "httpx",
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the results depend on."""

    date: str
    python: str
    system: str
    processor: str
    cpus: int
    load: float
    outbox_filesystem: str
    versions: dict[str, str]

    @classmethod
    def look(cls, load: float) -> Machine:
        """Read it all now; the load was read before anything was started."""
        return cls(
            date=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            python=f"{platform.python_implementation()} {platform.python_version()}",
            system=f"{platform.system()} {platform.release()} {platform.machine()}",
            processor=processor(_text("/proc/cpuinfo")),
            cpus=os.cpu_count() or 0,
            load=load,
            outbox_filesystem=filesystem(tempfile.gettempdir(), _text("/proc/mounts")),
            versions={name: version(name) for name in DISTRIBUTIONS},
        )


def is_busy(load: float) -> bool:
    """Whether numbers taken now would be noise."""
    return load > MAX_LOAD


def processor(cpuinfo: str) -> str:
    """The processor's name as Linux gives it, else what the platform says."""
    names = [line.partition(":")[2] for line in cpuinfo.splitlines() if "model name" in line]
    return names[0].strip() if names else platform.processor() or platform.machine()


def filesystem(folder: str, mounts: str) -> str:
    """The type of the file system that holds a folder; a disk in memory would flatter the outbox."""
    folder = str(Path(folder).resolve())
    found = ("", "unknown")
    for line in mounts.splitlines():
        _device, place, kind, *_ = line.split()
        inside = folder == place or folder.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]


def _text(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.exists() else ""
