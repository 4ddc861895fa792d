# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SegmentEventConditionType = Literal["event"]

SEGMENT_EVENT_CONDITION_TYPE_VALUES: set[SegmentEventConditionType] = {
    "event",
}


def check_segment_event_condition_type(value: str) -> SegmentEventConditionType:
    if value in SEGMENT_EVENT_CONDITION_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEGMENT_EVENT_CONDITION_TYPE_VALUES!r}"
    )
