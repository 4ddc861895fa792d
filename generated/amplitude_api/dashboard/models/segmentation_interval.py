# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SegmentationInterval = Literal[-3600000, -300000, 1, 7, 30]

SEGMENTATION_INTERVAL_VALUES: set[SegmentationInterval] = {
    -3600000,
    -300000,
    1,
    7,
    30,
}


def check_segmentation_interval(value: int) -> SegmentationInterval:
    if value in SEGMENTATION_INTERVAL_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEGMENTATION_INTERVAL_VALUES!r}"
    )
