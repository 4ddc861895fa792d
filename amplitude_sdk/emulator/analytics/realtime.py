"""Real-time active users (Dashboard REST API, "Real-time active users").

Documented: active users in intervals of five minutes for the last two days, `Today` and
`Yesterday`, at the times of one day from the current time on. Inferred: Today are the 24 hours up to
now and Yesterday the 24 hours before; the last interval is the one that is going on, so that what
was just sent can be seen (T-X51). Nothing is known of `i` but one sample, `i=5` (T-D20); here it is the
length of an interval in minutes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_api.facts import REALTIME_INTERVAL

from amplitude_sdk.emulator.analytics.event_query import active_condition
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAY_MS
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_MINUTE_MS: Final = 60_000
_HOUR_MINUTES: Final = 60
_LABELS: Final = ("Today", "Yesterday")
_TIMES: Final = [
    f"{minute // _HOUR_MINUTES:02}:{minute % _HOUR_MINUTES:02}"
    for minute in range(DAY_MS // _MINUTE_MS)
]


def realtime(call: Call) -> Response:
    """Count the users of each interval of two days. Raises the 400."""
    size = _size(call.parameters["i"])
    end = (call.state.clock.now_ms() // size + 1) * size
    points = DAY_MS // size
    start = end - len(_LABELS) * DAY_MS
    statement = subject_of(call).statement()
    begin, until, length = map(statement.bind, (start, end, size))
    rows = statement.rows(
        f"select (time - {begin}) // {length} as point, count(distinct _amplitude_id) "  # noqa: S608 -- our own names only
        f"from {statement.events} where time >= {begin} and time < {until} "
        f"and {active_condition(statement)} group by point"
    )
    counts = [0] * (len(_LABELS) * points)
    for point, users in rows:
        counts[point] = users
    times = _TIMES[:: size // _MINUTE_MS]
    now = start % DAY_MS // size
    data = {
        "xValues": times[now:] + times[:now],
        "seriesLabels": list(_LABELS),
        "series": [counts[points:], counts[:points]],
    }
    return json_response(200, {"data": data})


def _size(minutes: int | None) -> int:
    """Return the milliseconds of an interval."""
    if minutes is None:
        return -REALTIME_INTERVAL
    if not 1 <= minutes <= DAY_MS // _MINUTE_MS or DAY_MS % (minutes * _MINUTE_MS):
        raise refused(400, f"i must be a number of minutes that divides a day, not {minutes}")
    return minutes * _MINUTE_MS
