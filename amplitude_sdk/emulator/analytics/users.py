"""Active and new users (Dashboard REST API, "Get active and new user counts").

Documented: `m` is active or new; the count of each day, week or month. Documented ("Helpful
definitions"): a user is active in an interval with any active event in it. New users: see
`new_users.py`. Inferred: a segment and `g` look at the first event of a new user; groups are ranked
by users. Documented ("Group-bys"): 100 groups of one property, 500 of two, at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from amplitude_api.facts import ANY_ACTIVE_EVENT, ANY_EVENT

from amplitude_sdk.emulator.analytics.cells import Selection
from amplitude_sdk.emulator.analytics.evaluation import Query, evaluate
from amplitude_sdk.emulator.analytics.formula import Term
from amplitude_sdk.emulator.analytics.grouping import Grouping, segment_properties
from amplitude_sdk.emulator.analytics.series import Series, check_size, is_drawn, series_data
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import parse_timeline
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_NEW: Final = "new"
_USERS: Final = Term("UNIQUES", 0, 0)
_FIRST_EVENTS: Final = Term("TOTALS", 0, 0)
"""As many as new users, unless a list puts one into several groups, and counted sooner."""

MOST_GROUPS: Final = {0: 1, 1: 100, 2: 500}
"""By the number of properties."""


def users(call: Call) -> Response:
    """Count users. Raises the 400."""
    parameters = call.parameters
    timeline = parse_timeline(parameters["start"], parameters["end"], parameters["i"])
    subject = subject_of(call)
    segments: list[list[Mapping[str, Any]]] = parameters["s"] or [[]]
    grouping = Grouping((), segment_properties(parameters))
    check_size(timeline.size(), len(segments))
    of_first = parameters["m"] == _NEW and not grouping.size()
    lines: list[Series] = []
    for index, segment in enumerate(segments):
        selection = _selection(parameters["m"], segment, grouping)
        query = Query(subject, timeline, {(0, 0): selection}, MOST_GROUPS[grouping.size()])
        found = evaluate(query, _FIRST_EVENTS if of_first else _USERS)
        lines += [Series(label, one, {"segmentIndex": index}) for label, one in found.items()]
    drawn = lines if is_drawn(lines) or subject.has_events() else []
    return json_response(200, {"data": series_data(timeline.labels(), drawn)})


def _selection(metric: str, segment: Sequence[Mapping[str, Any]], grouping: Grouping) -> Selection:
    if metric == _NEW:
        return Selection({"event_type": ANY_EVENT}, segment, grouping, first_events=True)
    return Selection({"event_type": ANY_ACTIVE_EVENT}, segment, grouping)
