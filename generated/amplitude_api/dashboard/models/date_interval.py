# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

DateInterval = Literal[1, 7, 30]

DATE_INTERVAL_VALUES: set[DateInterval] = {
    1,
    7,
    30,
}


def check_date_interval(value: int) -> DateInterval:
    if value in DATE_INTERVAL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {DATE_INTERVAL_VALUES!r}"
    )
