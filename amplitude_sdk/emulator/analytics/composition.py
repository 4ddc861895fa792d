"""User composition (Dashboard REST API, "User composition").

Documented: the number of unique users who had each value of a user property in the range of dates,
`(none)` for users without one. Documented ("Helpful definitions"): any active event makes a user
count. Inferred: a user with several values counts for each; the values are ordered by their users
and then by name, and there are no more of them than one group-by may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from amplitude_api.facts import ANY_ACTIVE_EVENT, MAX_GROUP_LIMIT

from amplitude_sdk.emulator.analytics.cells import Largest, Selection, rank_groups
from amplitude_sdk.emulator.analytics.grouping import Grouping
from amplitude_sdk.emulator.analytics.metrics import USERS
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.timeline import DAILY, parse_timeline
from amplitude_sdk.emulator.replies import json_response

if TYPE_CHECKING:
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response


def composition(call: Call) -> Response:
    """Count the users of each value. Raises the 400."""
    parameters = call.parameters
    timeline = parse_timeline(parameters["start"], parameters["end"], DAILY)
    grouping = Grouping((), [parameters["p"]])
    selection = Selection({"event_type": ANY_ACTIVE_EVENT}, [], grouping)
    found = rank_groups(subject_of(call), selection, timeline, Largest(MAX_GROUP_LIMIT, USERS))
    data = {
        "series": [[count for _, count in found]] if found else [],
        "seriesLabels": [parameters["p"]],
        "xValues": [value for (value,), _ in found],
    }
    return json_response(200, {"data": data})
