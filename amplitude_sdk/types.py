"""The types of results, for annotations in programs; nobody needs them to make a call."""

from __future__ import annotations

from amplitude_sdk.budget.limits import QueryBudget
from amplitude_sdk.delivery.report import DeliveryReport, Outcome, RejectedEvent, UploadReport
from amplitude_sdk.queries.charts import Chart, ChartTable
from amplitude_sdk.queries.events import Filter
from amplitude_sdk.queries.funnels import Funnel, FunnelDay, FunnelGroup, FunnelStep
from amplitude_sdk.queries.lifetime_value import (
    LifetimeValue,
    LifetimeValueCohort,
    LifetimeValuePoint,
    LifetimeValueSeries,
)
from amplitude_sdk.queries.results import Distribution, EventCatalogue, EventInfo, TimeSeries
from amplitude_sdk.queries.retention import (
    Retention,
    RetentionCell,
    RetentionCohort,
    RetentionSeries,
)
from amplitude_sdk.queries.tables import Column, Table, View
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
from amplitude_sdk.queries.user_activity import UserActivity, UserEvent, UserSummary
from amplitude_sdk.queries.users import UserMatch, UserSearch
from amplitude_sdk.resources.models import Annotation, AnnotationCategory, Release
from amplitude_sdk.transport.raw_response import RawResponse

__all__ = [
    "Annotation",
    "AnnotationCategory",
    "BinUnit",
    "Chart",
    "ChartTable",
    "Column",
    "DeliveryReport",
    "Direction",
    "Distribution",
    "EventCatalogue",
    "EventInfo",
    "Filter",
    "Funnel",
    "FunnelDay",
    "FunnelGroup",
    "FunnelMode",
    "FunnelStep",
    "Interval",
    "LifetimeValue",
    "LifetimeValueCohort",
    "LifetimeValuePoint",
    "LifetimeValueSeries",
    "LtvMetric",
    "Operator",
    "Outcome",
    "PropertyType",
    "QueryBudget",
    "RawResponse",
    "RejectedEvent",
    "Release",
    "Retention",
    "RetentionCell",
    "RetentionCohort",
    "RetentionMode",
    "RetentionSeries",
    "SegmentationMetric",
    "SegmentationUserType",
    "Table",
    "TimeSeries",
    "TimeType",
    "UploadReport",
    "UserActivity",
    "UserEvent",
    "UserMatch",
    "UserMetric",
    "UserSearch",
    "UserSummary",
    "UserType",
    "View",
]
