# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

ActivityDirection = Literal["earliest", "latest"]

ACTIVITY_DIRECTION_VALUES: set[ActivityDirection] = {
    "earliest",
    "latest",
}


def check_activity_direction(value: str) -> ActivityDirection:
    if value in ACTIVITY_DIRECTION_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {ACTIVITY_DIRECTION_VALUES!r}"
    )
