"""The bins of session lengths (Dashboard REST API, "Get session length distribution").

Documented: custom bins need unit, minimum and maximum, the minimum is inclusive and the maximum
exclusive; without a size the service picks one and promises nothing; what is incomplete or invalid
is answered with nine default bins (T-X33); a bin is named by its seconds, `0s-60s`; no session is
longer than a day. Decided: without a size there are ten bins of equal size; the last bin ends at
the maximum, also when that makes it smaller; bounds below zero, a maximum that is not above the
minimum and a size that is not above zero are invalid. Unknown is how many bins there can be; the
emulator refuses more than a thousand.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import DEFAULT_SESSION_BIN_EDGES

from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

_PREFIX: Final = "timeHistogramConfigBin"
_UNIT_MS: Final = {"hours": 3_600_000, "minutes": 60_000, "seconds": 1_000}
_NAMES: Final = ("TimeUnit", "Min", "Max", "Size")
_PICKED_BINS: Final = 10
_MOST_BINS: Final = 1_000


def bin_edges(parameters: Mapping[str, Any]) -> list[float]:
    """Return the edges of the bins in milliseconds. Raises the 400 for too many bins."""
    unit, low, high, size = (parameters[f"{_PREFIX}{name}"] for name in _NAMES)
    if unit is None or low is None or high is None or not _are_bounds(low, high, _UNIT_MS[unit]):
        return list(DEFAULT_SESSION_BIN_EDGES)
    # Milliseconds are nearly always whole, so that adding them up is exact.
    low, high = low * _UNIT_MS[unit], high * _UNIT_MS[unit]
    step = (high - low) / _PICKED_BINS if size is None else min(size * _UNIT_MS[unit], high - low)
    if step <= 0:
        return list(DEFAULT_SESSION_BIN_EDGES)
    if (high - low) / step > _MOST_BINS:
        raise refused(400, f"{_PREFIX}Size makes more than {_MOST_BINS} bins; make it larger")
    bins = max(1, math.ceil((high - low) / step))
    return [*(low + number * step for number in range(bins)), high]


def _are_bounds(low: float, high: float, unit_ms: int) -> bool:
    return 0 <= low < high and high * unit_ms < math.inf


def bin_labels(edges: list[float]) -> list[str]:
    """Return the names of the bins between the edges."""
    texts = [_seconds(edge) for edge in edges]
    return [f"{start}-{end}" for start, end in pairwise(texts)]


def _seconds(milliseconds: float) -> str:
    seconds = milliseconds / 1000
    return f"{int(seconds) if seconds == int(seconds) else seconds}s"
