# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

PropertyType = Literal["event", "user"]

PROPERTY_TYPE_VALUES: set[PropertyType] = {
    "event",
    "user",
}


def check_property_type(value: str) -> PropertyType:
    if value in PROPERTY_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {PROPERTY_TYPE_VALUES!r}"
    )
