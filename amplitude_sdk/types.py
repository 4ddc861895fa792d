"""The types of results, for annotations in programs; nobody needs them to make a call."""

from __future__ import annotations

from amplitude_sdk.delivery.report import DeliveryReport, Outcome, RejectedEvent, UploadReport
from amplitude_sdk.queries.cohorts import (
    Funnel,
    FunnelGroup,
    LifetimeValue,
    LifetimeValueSeries,
    Retention,
    RetentionCell,
    RetentionSeries,
)
from amplitude_sdk.queries.events import Filter
from amplitude_sdk.queries.results import (
    Chart,
    ChartTable,
    Distribution,
    EventCatalogue,
    EventInfo,
    TimeSeries,
)
from amplitude_sdk.queries.terms import (
    BinUnit,
    Direction,
    FunnelMode,
    Interval,
    LtvMetric,
    Operator,
    PropertyType,
    RetentionMode,
    SegmentationMetric,
    SegmentationUserType,
    TimeType,
    UserMetric,
    UserType,
)
from amplitude_sdk.queries.users import UserActivity, UserMatch, UserSearch
from amplitude_sdk.resources.models import Annotation, AnnotationCategory, Release

__all__ = [
    "Annotation",
    "AnnotationCategory",
    "BinUnit",
    "Chart",
    "ChartTable",
    "DeliveryReport",
    "Direction",
    "Distribution",
    "EventCatalogue",
    "EventInfo",
    "Filter",
    "Funnel",
    "FunnelGroup",
    "FunnelMode",
    "Interval",
    "LifetimeValue",
    "LifetimeValueSeries",
    "LtvMetric",
    "Operator",
    "Outcome",
    "PropertyType",
    "RejectedEvent",
    "Release",
    "Retention",
    "RetentionCell",
    "RetentionMode",
    "RetentionSeries",
    "SegmentationMetric",
    "SegmentationUserType",
    "TimeSeries",
    "TimeType",
    "UploadReport",
    "UserActivity",
    "UserMatch",
    "UserMetric",
    "UserSearch",
    "UserType",
]
