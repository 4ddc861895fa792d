"""Which events a query is about: the event of `e` and its like, its filters, and a segment.

The functions give SQL conditions for the rows of `Statement.events`. Documented ("Create
segments"): a condition on a property selects events, with the value the property has at each of
them; conditions on cohorts and on what users performed select users, with all their events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from amplitude_api.facts import (
    ANY_ACTIVE_EVENT,
    ANY_EVENT,
    COHORT_PROPERTY,
    CUSTOM_EVENT_PREFIX,
    NEW_USER_EVENT,
    REVENUE_EVENT,
    UNVERIFIED_REVENUE_EVENT,
    VERIFIED_REVENUE_EVENT,
)

from amplitude_sdk.emulator.analytics.filters import condition
from amplitude_sdk.emulator.analytics.performed import performed_condition
from amplitude_sdk.emulator.analytics.properties import property_of, user_property
from amplitude_sdk.emulator.replies import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.statement import Statement
    from amplitude_sdk.emulator.analytics.timeline import Timeline


def matching(
    statement: Statement,
    columns: str,
    event: Mapping[str, Any],
    segment: Sequence[Mapping[str, Any]],
    timeline: Timeline,
) -> str:
    """Return the SELECT of `columns` of the events of an event object in a segment, in the span."""
    start, end = map(statement.bind, timeline.bounds())
    return (
        f"select {columns} from {statement.events} where time >= {start} and time < {end} "  # noqa: S608 -- our own names only
        f"and {event_condition(event, statement)} "
        f"and {segment_condition(segment, timeline, statement)}"
    )


def event_condition(event: Mapping[str, Any], statement: Statement) -> str:
    """Return the condition for an event object: its type and all of its filters.

    Raises the 400 for `_new`, which is no event: see `new_users.py`.
    """
    conditions = [_type_condition(event["event_type"], statement)]
    for one in event.get("filters", ()):
        property_ = property_of(one["subprop_type"], one["subprop_key"], statement)
        conditions.append(condition(property_, one["subprop_op"], one["subprop_value"], statement))
    return f"({' and '.join(conditions)})"


def segment_condition(
    segment: Sequence[Mapping[str, Any]], timeline: Timeline, statement: Statement
) -> str:
    """Return the condition for a segment: all of its conditions, none when it is empty.

    `timeline` has the intervals within which users may have to have performed something.
    """
    conditions = [_segment_part(part, timeline, statement) for part in segment]
    return " and ".join(conditions) or "true"


def active_condition(statement: Statement) -> str:
    """Return the condition for an active event, `_active`: one that is not marked inactive."""
    inactive = statement.subject.definitions.inactive
    if not inactive:
        return "true"
    return f"not list_contains({statement.bind(list(inactive))}::varchar[], event_type)"


def _type_condition(event_type: str, statement: Statement) -> str:
    """Return the condition for an event type or one of the names with a meaning of their own.

    Documented: `_all` is any event, `_active` any active one, `revenue_amount` any with revenue.
    Inferred: an event has revenue when its amount is known. Documented ("Track revenue"): revenue
    is verified by the SDKs' receipts of in-app purchases. Inferred: HTTP V2 has no receipts, so all
    revenue the emulator knows is unverified, and none is verified.
    """
    if event_type in _CONDITIONS:
        return _CONDITIONS[event_type]
    if event_type == ANY_ACTIVE_EVENT:
        return active_condition(statement)
    if event_type == NEW_USER_EVENT:
        raise refused(400, f"{NEW_USER_EVENT} is for the start event of retention only")
    if event_type.startswith(CUSTOM_EVENT_PREFIX):
        return _custom_condition(event_type.removeprefix(CUSTOM_EVENT_PREFIX), statement)
    return f"event_type = {statement.bind(event_type)}"


_CONDITIONS = {
    ANY_EVENT: "true",
    REVENUE_EVENT: "revenue is not null",
    UNVERIFIED_REVENUE_EVENT: "revenue is not null",
    VERIFIED_REVENUE_EVENT: "false",
}


def _custom_condition(name: str, statement: Statement) -> str:
    events = statement.subject.definitions.custom_events.get(name)
    if events is None:
        raise refused(400, f"There is no custom event {name}; define it in the emulator first")
    return f"({' or '.join(event_condition(event, statement) for event in events)})"


def _segment_part(part: Mapping[str, Any], timeline: Timeline, statement: Statement) -> str:
    if "prop" not in part:
        events = event_condition(part, statement)
        return performed_condition(part, events, timeline, statement)
    if part["prop"] == COHORT_PROPERTY:
        return _cohort_condition(part["op"], part["values"], statement)
    return condition(user_property(part["prop"], statement), part["op"], part["values"], statement)


def _cohort_condition(operator: str, names: Sequence[str], statement: Statement) -> str:
    if operator not in {"is", "is not"}:
        raise refused(400, f"A cohort is compared with is or is not, not with {operator}")
    cohorts = statement.subject.definitions.cohorts
    for name in names:
        if name not in cohorts:
            raise refused(400, f"There is no cohort {name}; define it in the emulator first")
    members = statement.bind(sorted({member for name in names for member in cohorts[name]}))
    negation = "not " if operator == "is not" else ""
    return f"_amplitude_id {negation}in (select unnest({members}::bigint[]))"
