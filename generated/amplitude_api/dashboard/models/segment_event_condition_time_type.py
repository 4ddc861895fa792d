# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SegmentEventConditionTimeType = Literal["allTime", "currentInterval", "forEachInterval"]

SEGMENT_EVENT_CONDITION_TIME_TYPE_VALUES: set[SegmentEventConditionTimeType] = {
    "allTime",
    "currentInterval",
    "forEachInterval",
}


def check_segment_event_condition_time_type(
    value: str,
) -> SegmentEventConditionTimeType:
    if value in SEGMENT_EVENT_CONDITION_TIME_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEGMENT_EVENT_CONDITION_TIME_TYPE_VALUES!r}"
    )
