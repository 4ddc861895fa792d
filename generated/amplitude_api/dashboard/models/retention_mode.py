# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

RetentionMode = Literal["bracket", "n-day", "rolling"]

RETENTION_MODE_VALUES: set[RetentionMode] = {
    "bracket",
    "n-day",
    "rolling",
}


def check_retention_mode(value: str) -> RetentionMode:
    if value in RETENTION_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {RETENTION_MODE_VALUES!r}"
    )
