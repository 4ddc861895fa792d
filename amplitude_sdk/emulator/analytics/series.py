"""The shape of replies that have a series for each segment, event and group.

Documented (Dashboard REST API, "Event segmentation"): values, labels and collapsed values in the
same order, `xValues` with the points. Inferred from a live reply: without a group-by, labels are
positions. Unknown is how large a reply can be; here the memory it takes is bounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from amplitude_sdk.emulator.analytics.grouping import joined
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.cells import Label
    from amplitude_sdk.emulator.analytics.functions import Values

_MOST_VALUES: Final = 1_000_000


class Series(NamedTuple):
    """One line of a chart."""

    label: Label
    """Empty without a group-by."""
    values: Values
    meta: Mapping[str, int]


def series_data(labels: Sequence[str], lines: Sequence[Series]) -> dict[str, Any]:
    """Return the `data` of a reply. `labels` are those of the points."""
    check_size(len(labels), len(lines))
    return {
        "series": [list(line.values.points) for line in lines],
        "seriesLabels": [
            joined(line.label) if line.label else position for position, line in enumerate(lines)
        ],
        "seriesMeta": [line.meta for line in lines],
        "seriesCollapsed": [[{"value": line.values.whole}] for line in lines],
        "xValues": list(labels),
    }


def is_drawn(lines: Sequence[Series]) -> bool:
    """Tell whether lines of counts show that the project has events, without another query."""
    return any(line.values.whole for line in lines)


def check_size(points: int, lines: int) -> None:
    """Raise the 400 for a reply that would be too large."""
    if points * lines > _MOST_VALUES:
        raise refused(
            400, f"The reply would have {points * lines} values, more than {_MOST_VALUES}"
        )
