# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

FunnelInterval = Literal[-3600000, -300000, 1, 7, 30]

FUNNEL_INTERVAL_VALUES: set[FunnelInterval] = {
    -3600000,
    -300000,
    1,
    7,
    30,
}


def check_funnel_interval(value: int) -> FunnelInterval:
    if value in FUNNEL_INTERVAL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FUNNEL_INTERVAL_VALUES!r}"
    )
