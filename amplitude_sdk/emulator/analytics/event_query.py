"""Which events a query is about: the event of `e` or `e2`, its filters, and a segment."""

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
from amplitude_sdk.emulator.analytics.properties import event_property, user_property
from amplitude_sdk.emulator.replies import not_built, refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from amplitude_sdk.emulator.analytics.properties import Bindings, Property


def event_condition(event: Mapping[str, Any], bindings: Bindings) -> str:
    """Return the SQL condition for an event object: its type and all of its filters."""
    conditions = [_type_condition(event["event_type"], bindings)]
    for one in event.get("filters", ()):
        property_ = property_of(one["subprop_type"], one["subprop_key"], bindings)
        conditions.append(condition(property_, one["subprop_op"], one["subprop_value"], bindings))
    return " and ".join(conditions)


def segment_condition(segment: Sequence[Mapping[str, Any]], bindings: Bindings) -> str:
    """Return the SQL condition for a segment: all of its conditions, none when it is empty.

    Documented (the vendor's page "Create segments"): a condition on a property selects events, with
    the value the property has at each of them.
    """
    conditions = [_segment_part(part, bindings) for part in segment]
    return " and ".join(conditions) or "true"


def property_of(type_: str, name: str, bindings: Bindings) -> Property:
    """Return a property by its type, "event" or "user", and its name."""
    return (event_property if type_ == "event" else user_property)(name, bindings)


def _type_condition(event_type: str, bindings: Bindings) -> str:
    """Return the SQL condition for an event type or one of the names with a meaning of their own.

    Documented: `_all` is any event, `_active` any active one, `revenue_amount` any with revenue.
    Inferred: the emulator has no inactive events, so the first two are the same; an event has
    revenue when its amount is known.
    """
    if event_type in {ANY_EVENT, ANY_ACTIVE_EVENT}:
        return "true"
    if event_type == REVENUE_EVENT:
        return "revenue is not null"
    if event_type == NEW_USER_EVENT:
        raise refused(400, f"{NEW_USER_EVENT} is for the start event of retention only")
    if event_type in {VERIFIED_REVENUE_EVENT, UNVERIFIED_REVENUE_EVENT}:
        raise not_built(f"the event {event_type}")
    if event_type.startswith(CUSTOM_EVENT_PREFIX):
        raise not_built("custom events")
    return f"event_type = {bindings.bind(event_type)}"


def _segment_part(part: Mapping[str, Any], bindings: Bindings) -> str:
    if "prop" not in part:
        raise not_built("segments of users who performed an event")
    if part["prop"] == COHORT_PROPERTY:
        raise not_built("segments of cohorts")
    return condition(user_property(part["prop"], bindings), part["op"], part["values"], bindings)
