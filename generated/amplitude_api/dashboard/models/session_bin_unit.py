# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SessionBinUnit = Literal["hours", "minutes", "seconds"]

SESSION_BIN_UNIT_VALUES: set[SessionBinUnit] = {
    "hours",
    "minutes",
    "seconds",
}


def check_session_bin_unit(value: str) -> SessionBinUnit:
    if value in SESSION_BIN_UNIT_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SESSION_BIN_UNIT_VALUES!r}"
    )
