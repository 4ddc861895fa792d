# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SegmentationUserType = Literal["active", "any"]

SEGMENTATION_USER_TYPE_VALUES: set[SegmentationUserType] = {
    "active",
    "any",
}


def check_segmentation_user_type(value: str) -> SegmentationUserType:
    if value in SEGMENTATION_USER_TYPE_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEGMENTATION_USER_TYPE_VALUES!r}"
    )
