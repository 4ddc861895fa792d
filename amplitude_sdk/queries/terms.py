"""The closed vocabularies of the Dashboard REST API, as its specs list them."""

from __future__ import annotations

from typing import Final, Literal, get_args

__all__ = [
    "INTERVALS",
    "LTV_METRICS",
    "OPERATORS",
    "BinUnit",
    "Direction",
    "FunnelMode",
    "Interval",
    "LtvMetric",
    "Operator",
    "PropertyType",
    "RetentionMode",
    "SegmentationMetric",
    "SegmentationUserType",
    "TimeType",
    "UserMetric",
    "UserType",
]

Operator = Literal[
    "is",
    "is not",
    "contains",
    "does not contain",
    "less",
    "less or equal",
    "greater",
    "greater or equal",
    "set is",
    "set is not",
]
PropertyType = Literal["event", "user"]
TimeType = Literal["forEachInterval", "currentInterval", "allTime"]
UserMetric = Literal["active", "new"]
UserType = Literal["active", "new"]
SegmentationUserType = Literal["any", "active"]
SegmentationMetric = Literal[
    "uniques", "totals", "pct_dau", "average", "histogram", "sums", "value_avg", "formula"
]
FunnelMode = Literal["ordered", "unordered", "sequential"]
RetentionMode = Literal["n-day", "rolling", "bracket"]
BinUnit = Literal["hours", "minutes", "seconds"]
Direction = Literal["earliest", "latest"]
Interval = Literal[1, 7, 30, -300000, -3600000, "daily", "weekly", "monthly", "realtime", "hourly"]
LtvMetric = Literal[0, 1, 2, 3, "arpu", "arppu", "total_revenue", "paying_users"]

OPERATORS: Final[tuple[str, ...]] = get_args(Operator)
INTERVALS: Final = {
    "daily": 1,
    "weekly": 7,
    "monthly": 30,
    "realtime": -300000,
    "hourly": -3600000,
}
LTV_METRICS: Final = {"arpu": 0, "arppu": 1, "total_revenue": 2, "paying_users": 3}
