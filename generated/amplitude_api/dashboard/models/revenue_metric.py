# Generated from specs/ by `nox -s generate`; do not edit.
from typing import Literal

RevenueMetric = Literal[0, 1, 2, 3]

REVENUE_METRIC_VALUES: set[RevenueMetric] = {
    0,
    1,
    2,
    3,
}


def check_revenue_metric(value: int) -> RevenueMetric:
    if value in REVENUE_METRIC_VALUES:
        return value
    raise TypeError(
        f"Unexpected value {value!r}. Expected one of {REVENUE_METRIC_VALUES!r}"
    )
