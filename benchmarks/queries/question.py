"""The one question that both sides ask, and the reply of about 2 kB that both get.

How often a song was played, hour by hour on three days: the most common query, of a size that a
default client may ask some hundred times in a row before a documented limit holds it back.
"""

from __future__ import annotations

import json
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

__all__ = ["DAYS", "EVENT", "KEY_PAIR", "PARAMETERS", "PATH", "REPLY", "VALUES", "asks"]

KEY_PAIR: Final = ("52ab35f9e4c14e5c83c6b83ae0d0e6d1", "c07c2a5b1b2e49c0a5ef5b4bbd0f83fe")
"""Made up, as long as real ones: what looks for them in replies has as much to do."""

EVENT: Final = "Play Song"
DAYS: Final = ("20260301", "20260303")

PATH: Final = "/api/2/events/segmentation"
PARAMETERS: Final = {
    "e": json.dumps({"event_type": EVENT}),
    "start": DAYS[0],
    "end": DAYS[1],
    "i": "-3600000",
}
"""As the documentation writes them, for whoever asks without an SDK."""

_HOURS: Final = [f"2026-03-{day:02}T{hour:02}:00:00" for day in (1, 2, 3) for hour in range(24)]

VALUES: Final = [1000 + 37 * hour % 8999 for hour in range(len(_HOURS))]
"""One for each hour."""

REPLY: Final = json.dumps(
    {
        "data": {
            "series": [VALUES],
            "seriesLabels": [0],
            "seriesCollapsed": [[{"setId": "", "value": sum(VALUES)}]],
            "xValues": _HOURS,
        }
    },
    separators=(",", ":"),
).encode()


def asks(target: str) -> bool:
    """Whether a target on the wire is this question, however it is spelled."""
    parts = urlsplit(target)
    return parts.path == PATH and _meaning(dict(parse_qsl(parts.query))) == _meaning(PARAMETERS)


def _meaning(parameters: dict[str, str]) -> dict[str, Any]:
    return {**parameters, "e": json.loads(parameters.get("e", "null"))}
