"""User activity (Dashboard REST API, "User activity").

Documented: a user is named by the Amplitude ID; `limit` is the number of events, of which there can
be more, so that no session is cut; `offset` counts from the most recent event; `direction` is the end
of the history that is included. Documented ("HTTP V2 API", "Event array keys"): `event_id` tells
events of the same time apart, and counts up. Inferred: of these, events without one come first, and
what is left is in the order of arrival; events come in the order of the direction, the end it
names first, and with `earliest` the offset counts from the earliest event; a page goes on to the
last event of the session it would cut, and begins where it is told to. A sample counts limits from
0 (T-D19); the emulator goes by the table, and returns none for 0. Unknown is the answer for a user
who does not exist; here it is a 400 (T-X56).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from amplitude_sdk.emulator.analytics.activity_event import OUT_OF_SESSION, columns, written
from amplitude_sdk.emulator.analytics.statement import subject_of
from amplitude_sdk.emulator.analytics.user_data import Profile, statistics, user_data
from amplitude_sdk.emulator.replies import json_response, refused

if TYPE_CHECKING:
    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.call import Call
    from amplitude_sdk.emulator.messages import Response

_ORDERS: Final = {
    "latest": "time desc, event_id desc nulls last, _seq desc",
    "earliest": "time, event_id nulls first, _seq",
}
_MOST_OFFSET: Final = 2**62
"""More than any history has; DuckDB's integers end soon after."""


def user_activity(call: Call) -> Response:
    """Answer with a user's statistics and events. Raises the 400 for an unknown user."""
    profile = _profile(call)
    statement = subject_of(call).statement()
    user, order = statement.bind(profile.amplitude_id), _ORDERS[call.parameters["direction"]]
    mine = (
        f"select *, row_number() over (order by {order}) as n "  # noqa: S608 -- our own names only
        f"from {statement.events} where _amplitude_id = {user}"
    )
    # All is asked at once, because finding the events of a user is what takes long.
    statement.events = "mine"
    ((events, *found),) = statement.rows(
        f"with mine as materialized ({mine}), page as ({_page(call, statement)}) "  # noqa: S608 -- our own names only
        f"select (select list(page order by {order}) from page), {statistics(statement)} from mine"
    )
    page = [written(statement.subject.app, event) for event in events or ()]
    return json_response(200, {"userData": user_data(profile, found), "events": page})


def _profile(call: Call) -> Profile:
    with call.state.lock:
        users = call.project.users
        user = users.by_amplitude_id(call.parameters["user"])
        if user is None:
            raise refused(
                400,
                f"There is no user with the Amplitude ID {call.parameters['user']}; "
                "user search finds Amplitude IDs",
            )
        merged = [before for before, after in users.merged() if after == user.amplitude_id]
        return Profile(
            user.amplitude_id,
            user.user_id,
            merged,
            user.last_device_id,
            list(user.devices),
            dict(user.properties),
        )


def _page(call: Call, statement: Statement) -> str:
    """Return the SQL for the events of a page, numbered `n` as those of the user are."""
    first = min(call.parameters["offset"] or 0, _MOST_OFFSET)
    after, limit = statement.bind(first), statement.bind(call.parameters["limit"])
    cut = f"select session_id from mine where n = {after} + {limit}"  # noqa: S608 -- our own names only
    # greatest() passes over the null there is when no session is cut.
    until = (
        f"select greatest({after} + {limit}, max(n)) from mine "  # noqa: S608 -- our own names only
        f"where session_id <> {OUT_OF_SESSION} and session_id = ({cut})"
    )
    return (
        f"select {columns()} from mine "  # noqa: S608 -- our own names only
        f"where n > {after} and {limit} > 0 and n <= ({until})"
    )
