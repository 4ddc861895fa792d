"""Where a run took place, and whether the machine had time for it."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MAX_LOAD", "Machine", "filesystem", "is_busy", "processor", "versions"]

MAX_LOAD: Final = 1.0
"""A one-minute load average above this at the start means that somebody else is measured too."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What all results depend on."""

    date: str
    python: str
    system: str
    processor: str
    cpus: int
    load: float

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
        )


def is_busy(load: float) -> bool:
    """Whether numbers taken now would be noise."""
    return load > MAX_LOAD


def processor(cpuinfo: str) -> str:
    """The processor's name as Linux gives it, else what the platform says."""
    names = [line.partition(":")[2] for line in cpuinfo.splitlines() if "model name" in line]
    return names[0].strip() if names else platform.processor() or platform.machine()


def filesystem(folder: str, mounts: str | None = None) -> str:
    """The type of the file system that holds a folder; a disk in memory would flatter the outbox.

    Args:
        folder: its path.
        mounts: the list of what is mounted; that of this machine when None.
    """
    folder = str(Path(folder).resolve())
    found = ("", "unknown")
    for line in (_text("/proc/mounts") if mounts is None else mounts).splitlines():
        _device, place, kind, *_ = line.split()
        inside = folder == place or folder.startswith(place.rstrip("/") + "/")
        if inside and len(place) >= len(found[0]):
            found = (place, kind)
    return found[1]


def versions(distributions: Iterable[str]) -> str:
    """What is installed, in one line."""
    return ", ".join(f"{name} {version(name)}" for name in distributions)


def _text(path: str) -> str:
    file = Path(path)
    return file.read_text() if file.exists() else ""
