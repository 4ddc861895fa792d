# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

SegmentationMetric = Literal[
    "average",
    "formula",
    "histogram",
    "pct_dau",
    "sums",
    "totals",
    "uniques",
    "value_avg",
]

SEGMENTATION_METRIC_VALUES: set[SegmentationMetric] = {
    "average",
    "formula",
    "histogram",
    "pct_dau",
    "sums",
    "totals",
    "uniques",
    "value_avg",
}


def check_segmentation_metric(value: str) -> SegmentationMetric:
    if value in SEGMENTATION_METRIC_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {SEGMENTATION_METRIC_VALUES!r}"
    )
