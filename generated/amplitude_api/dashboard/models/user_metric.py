# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

UserMetric = Literal["active", "new"]

USER_METRIC_VALUES: set[UserMetric] = {
    "active",
    "new",
}


def check_user_metric(value: str) -> UserMetric:
    if value in USER_METRIC_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {USER_METRIC_VALUES!r}"
    )
