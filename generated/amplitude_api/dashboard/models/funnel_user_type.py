# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

FunnelUserType = Literal["active", "new"]

FUNNEL_USER_TYPE_VALUES: set[FunnelUserType] = {
    "active",
    "new",
}


def check_funnel_user_type(value: str) -> FunnelUserType:
    if value in FUNNEL_USER_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {FUNNEL_USER_TYPE_VALUES!r}"
    )
