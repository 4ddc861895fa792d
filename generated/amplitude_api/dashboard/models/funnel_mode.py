# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

FunnelMode = Literal["ordered", "sequential", "unordered"]

FUNNEL_MODE_VALUES: set[FunnelMode] = {
    "ordered",
    "sequential",
    "unordered",
}


def check_funnel_mode(value: str) -> FunnelMode:
    if value in FUNNEL_MODE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FUNNEL_MODE_VALUES!r}"
    )
